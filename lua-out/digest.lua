local ____exports = {}
function ____exports.sha1(bytes)
    if crypto == nil then
        local codec = require("sha1_codec")
        package.loaded.sha1_codec = nil
        return codec.sha1(bytes)
    end
    local hash = crypto.new_hash("SHA1")
    hash:update(bytes)
    return hash:finalize()
end
function ____exports.toBase64(bytes)
    if encoder == nil then
        local codec = require("base64_codec")
        return codec.encodeBase64(bytes)
    end
    return encoder.toBase64(bytes)
end
return ____exports
