local ____exports = {}
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local function escape(character)
    if character == "\"" or character == "\\" then
        return "\\" .. character
    end
    return string.format(
        "\\u%04x",
        string.byte(character)
    )
end
function ____exports.encodeString(text)
    local escaped = string.gsub(
        toValidUtf8(text),
        "[%c\"\\]",
        escape
    )
    return ("\"" .. escaped) .. "\""
end
return ____exports
