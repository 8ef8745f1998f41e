local ____exports = {}
local ____hex_codec = require("hex_codec")
local hexToByte = ____hex_codec.hexToByte
function ____exports.decodePath(path)
    local checked = string.gsub(path, "%%%x%x", "")
    if (string.find(checked, "%", 1, true)) ~= nil then
        return nil
    end
    local decoded = string.gsub(path, "%%(%x%x)", hexToByte)
    return decoded
end
function ____exports.fileOf(path)
    local decoded = ____exports.decodePath(path)
    if decoded == nil or string.sub(decoded, 1, 1) ~= "/" then
        return nil
    end
    if (string.find(decoded, "[%c\\]")) ~= nil then
        return nil
    end
    if (string.find(decoded, "/[./]")) ~= nil then
        return nil
    end
    local name = string.sub(decoded, 2)
    return (name == "" or string.sub(name, -1) == "/") and name .. "index.html" or name
end
return ____exports
