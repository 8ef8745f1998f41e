local ____exports = {}
local MAX_NAME_BYTES = 40
local MAX_FILE_NAME_BYTES = 31
local MAX_LABEL_BYTES = 63
local function isMatch(value, pattern, mostBytes)
    if type(value) ~= "string" then
        return false
    end
    local text = value
    return #text <= mostBytes and (string.find(text, ("^" .. pattern) .. "$")) ~= nil
end
function ____exports.lookProblemOf(options)
    local ____options_0 = options
    local name = ____options_0.name
    local colour = ____options_0.colour
    local logo = ____options_0.logo
    local localName = ____options_0.localName
    if name ~= nil and not isMatch(name, "[^%c]+", MAX_NAME_BYTES) then
        return "name has to be 1 to 40 bytes of text"
    end
    if colour ~= nil and not isMatch(colour, "#%x%x%x%x%x%x", 7) then
        return "colour has to be # and 6 hexadecimal digits, such as #1257c9"
    end
    if logo ~= nil and not isMatch(logo, "[%w_-]+%.svg", MAX_FILE_NAME_BYTES) and not isMatch(logo, "[%w_-]+%.png", MAX_FILE_NAME_BYTES) then
        return "logo has to be the name of a file in flash such as logo.svg or logo.png: letters, digits, - and _, 31 bytes at most"
    end
    if localName ~= nil and (not isMatch(localName, "%w[%w-]*", MAX_LABEL_BYTES) or string.sub(localName, -1) == "-") then
        return "localName has to be 1 to 63 letters, digits and hyphens, without .local"
    end
    return nil
end
return ____exports
