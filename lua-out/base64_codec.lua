local ____exports = {}
local DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function digit(bits, weight)
    local value = math.floor(bits / weight) % 64
    return string.sub(DIGITS, value + 1, value + 1)
end
local function encodeGroup(group)
    local first, second, third = string.byte(group, 1, 3)
    local bits = first * 65536 + (second or 0) * 256 + (third or 0)
    return ((digit(bits, 262144) .. digit(bits, 4096)) .. (second == nil and "=" or digit(bits, 64))) .. (third == nil and "=" or digit(bits, 1))
end
function ____exports.encodeBase64(bytes)
    local text = string.gsub(bytes, "..?.?", encodeGroup)
    return text
end
return ____exports
