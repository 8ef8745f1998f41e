local ____exports = {}
local function byteToHex(byte)
    return string.format(
        "%02x",
        string.byte(byte)
    )
end
function ____exports.hexToByte(digits)
    return string.char(tonumber(digits, 16))
end
function ____exports.encodeHex(bytes)
    local digits = string.gsub(bytes, ".", byteToHex)
    return digits
end
function ____exports.decodeHex(digits)
    if #digits % 2 ~= 0 then
        return nil
    end
    local strange = string.match(digits, "[^%x]")
    if strange ~= nil then
        return nil
    end
    local bytes = string.gsub(digits, "%x%x", ____exports.hexToByte)
    return bytes
end
return ____exports
