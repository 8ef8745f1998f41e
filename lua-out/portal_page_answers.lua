local ____exports = {}
local ____http_codec = require("http_codec")
local encodeHead = ____http_codec.encodeHead
local COMPRESSED = "Content-Encoding: gzip\r\n"
local CONTENT_SECURITY_POLICY = "Content-Security-Policy: default-src 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; " .. "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
function ____exports.prepared(response)
    return {
        status = response.status,
        encodedHead = encodeHead(response),
        body = response.body,
        length = response.length
    }
end
function ____exports.portalUrl(ip)
    return ("http://" .. ip) .. "/"
end
function ____exports.redirect(ip)
    local url = ____exports.portalUrl(ip)
    return ____exports.prepared({status = 302, headers = ("Location: " .. url) .. "\r\n", contentType = "text/html; charset=utf-8", body = (("<!DOCTYPE html><html><head><meta http-equiv=\"refresh\" content=\"0;url=" .. url) .. "\">") .. ("<title>Setup</title></head><body><a href=\"" .. url) .. "\">Open setup</a></body></html>\n"})
end
function ____exports.html(status, body)
    return {status = status, contentType = "text/html; charset=utf-8", headers = CONTENT_SECURITY_POLICY, body = body}
end
function ____exports.compressedPage(length)
    return ____exports.prepared({status = 200, contentType = "text/html; charset=utf-8", headers = COMPRESSED .. CONTENT_SECURITY_POLICY, length = length})
end
return ____exports
