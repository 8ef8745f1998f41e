local ____exports = {}
local LONGEST_HOSTNAME = 253
local LONGEST_LABEL = 63
local LONGEST_LOCAL_PART = 64
local LAST_PORT = 65535
local function matches(text, pattern)
    return (string.find(text, pattern)) ~= nil
end
local function isHostname(text)
    if text == "" or #text > LONGEST_HOSTNAME or not matches(text, "^[%w.-]+$") then
        return false
    end
    for label in string.gmatch(text .. ".", "([^.]*)%.") do
        if label == "" or #label > LONGEST_LABEL or matches(label, "^-") then
            return false
        end
        if matches(label, "-$") then
            return false
        end
    end
    return true
end
local function isIpv4(text)
    local a, b, c, d = string.match(text, "^(%d+)%.(%d+)%.(%d+)%.(%d+)$")
    if a == nil then
        return false
    end
    for ____, part in ipairs({a, b, c, d}) do
        if #part > 3 or tonumber(part, 10) > 255 or matches(part, "^0%d") then
            return false
        end
    end
    return true
end
local function isEmail(text)
    local ____local, host = string.match(text, "^([%w.!#$%%&'*+/=?^_`{|}~-]+)@(.*)$")
    return ____local ~= nil and #____local <= LONGEST_LOCAL_PART and isHostname(host)
end
local function isUrl(text)
    local ____, place = string.match(text, "^(%l[%l%d+.-]*)://([^/?#]*)[!-~]*$")
    if place == nil then
        return false
    end
    local host, port = string.match(place, "^([^:]*):?(%d*)$")
    if host == nil or not isHostname(host) then
        return false
    end
    if port == "" then
        return not matches(place, ":$")
    end
    local number = #port > 5 and 0 or tonumber(port, 10)
    return number >= 1 and number <= LAST_PORT
end
local FORMATS = {
    hostname = isHostname,
    ipv4 = isIpv4,
    email = isEmail,
    url = isUrl,
    hex = function(text) return matches(text, "^%x+$") end
}
function ____exports.isFormat(name)
    return type(name) == "string" and FORMATS[name] ~= nil
end
function ____exports.hasFormat(text, format)
    return FORMATS[format](text)
end
return ____exports
