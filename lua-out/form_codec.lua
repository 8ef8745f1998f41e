local ____exports = {}
local ____hex_codec = require("hex_codec")
local hexToByte = ____hex_codec.hexToByte
local function decode(text)
    local spaced = string.gsub(text, "%+", " ")
    local decoded = string.gsub(spaced, "%%(%x%x)", hexToByte)
    return decoded
end
function ____exports.decodeForm(text)
    local fields = {}
    for pair in string.gmatch(text, "[^&]+") do
        local name, value = string.match(pair, "^([^=]*)=?(.*)$")
        local key = decode(name)
        local decoded = decode(value)
        if decoded ~= "" or fields[key] == nil then
            fields[key] = decoded
        end
    end
    return fields
end
return ____exports
