local ____exports = {}
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local MAX_MESSAGE_BYTES = 1024
local MAX_HOSTNAME_BYTES = 255
local MAX_APP_NAME_BYTES = 48
local MAX_MSGID_BYTES = 32
local BYTE_ORDER_MARK = string.char(239, 187, 191)
local BEYOND_ASCII = ((("[" .. string.char(128)) .. "-") .. string.char(255)) .. "]"
local function field(value, maxBytes)
    local printable = string.gsub(value, "[^!-~]", "_")
    return printable == "" and "-" or string.sub(printable, 1, maxBytes)
end
local function cut(text, maxBytes)
    if #text <= maxBytes then
        return text
    end
    local ____end = maxBytes
    local next = string.byte(text, ____end + 1)
    while next >= 128 and next < 192 and ____end > maxBytes - 4 do
        ____end = ____end - 1
        next = string.byte(text, ____end + 1)
    end
    return string.sub(text, 1, ____end)
end
local function messageOf(text)
    local trimmed = string.gsub(text, "%c+$", "")
    local line = string.gsub(trimmed, "%c+", " ")
    local at = string.find(line, BEYOND_ASCII)
    if at == nil then
        return line
    end
    return BYTE_ORDER_MARK .. toValidUtf8(string.sub(line, 1, MAX_MESSAGE_BYTES))
end
function ____exports.encode(priority, hostname, appName, messageId, text)
    local host = field(hostname, MAX_HOSTNAME_BYTES)
    local app = field(appName, MAX_APP_NAME_BYTES)
    local id = field(messageId, MAX_MSGID_BYTES)
    local header = ((((((("<" .. string.format("%d", priority)) .. ">1 - ") .. host) .. " ") .. app) .. " - ") .. id) .. " - "
    local message = messageOf(text)
    return header .. cut(message, MAX_MESSAGE_BYTES - #header)
end
return ____exports
