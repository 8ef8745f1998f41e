local ____exports = {}
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local METHODS = {
    header = function(self, name)
        return self.headers[string.lower(name)]
    end,
    queryFields = function(self)
        return decodeForm(self.query)
    end,
    form = function(self)
        return decodeForm(self.body)
    end,
    json = function(self)
        local codec = require("json_value_codec")
        return codec.decode(self.body)
    end
}
local METATABLE = {__index = METHODS}
local function allHeaders(headers)
    local lines = headers[""]
    if lines == nil then
        return headers
    end
    local all = {}
    for name in string.gmatch(lines, "\n([^:]+)") do
        if all[name] == nil then
            all[name] = headers[name]
        end
    end
    return all
end
function ____exports.createRequest(request)
    local webRequest = setmetatable(request, METATABLE)
    webRequest.headers = allHeaders(request.headers)
    webRequest.params = {}
    return webRequest
end
return ____exports
