local ____exports = {}
local ____web_path_codec = require("web_path_codec")
local decodePath = ____web_path_codec.decodePath
local function match(pattern, path)
    local params = {}
    local rest = path
    for wanted in string.gmatch(pattern, "/([^/]*)") do
        local segment = string.match(rest, "^/([^/]*)")
        if segment == nil then
            return nil
        end
        rest = string.sub(rest, #segment + 2)
        local name = string.match(wanted, "^:(.+)$")
        local decoded = decodePath(segment)
        if decoded == nil then
            return nil
        end
        if name == nil then
            if decoded ~= wanted then
                return nil
            end
        else
            if decoded == "" then
                return nil
            end
            params[name] = decoded
        end
    end
    return rest == "" and params or nil
end
local function isIn(list, wanted)
    for ____, item in ipairs(list) do
        if item == wanted then
            return true
        end
    end
    return false
end
function ____exports.create(routes)
    return function(request, response)
        local method = request.method == "HEAD" and "GET" or request.method
        local allowed = {}
        for ____, route in ipairs(routes) do
            local params = match(route[2], request.path)
            if params ~= nil then
                if route[1] == request.method or route[1] == method then
                    request.params = params
                    route[3](request, response)
                    return true
                end
                local allows = route[1] == "GET" and "GET, HEAD" or route[1]
                if not isIn(allowed, allows) then
                    allowed[#allowed + 1] = allows
                end
            end
        end
        if #allowed == 0 then
            return false
        end
        response:header(
            "Allow",
            table.concat(allowed, ", ")
        )
        if method == "OPTIONS" then
            response:empty()
        else
            response:error(405)
        end
        return true
    end
end
return ____exports
