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
function ____exports.createRequest(request)
    local webRequest = setmetatable(request, METATABLE)
    webRequest.params = {}
    return webRequest
end
return ____exports
