local ____exports = {}
local HTML = "text/html; charset=utf-8"
local NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n"
local COMPRESSED = "Content-Encoding: gzip\r\n"
____exports.SEAL_SCRIPT = "seal.js.gz"
local CONTENT_SECURITY_POLICY = "Content-Security-Policy: default-src 'unsafe-inline'; connect-src 'self'; img-src data:; " .. "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
function ____exports.portalUrl(ip)
    return ("http://" .. ip) .. "/"
end
function ____exports.redirect(ip)
    local url = ____exports.portalUrl(ip)
    return {status = 302, headers = ("Location: " .. url) .. "\r\n", contentType = HTML, body = (("<!DOCTYPE html><html><head><meta http-equiv=\"refresh\" content=\"0;url=" .. url) .. "\">") .. ("<title>Setup</title></head><body><a href=\"" .. url) .. "\">Open setup</a></body></html>\n"}
end
function ____exports.missing(ip)
    return {
        status = 404,
        contentType = HTML,
        body = ("<!DOCTYPE html><title>Not found</title><a href=\"" .. ____exports.portalUrl(ip)) .. "\">Open setup</a>\n"
    }
end
function ____exports.forbidden()
    return {status = 403, body = ""}
end
function ____exports.wrongMethod(allowed)
    return {status = 405, headers = ("Allow: " .. allowed) .. "\r\n", contentType = "text/plain", body = "405\n"}
end
function ____exports.refusal(status)
    return {
        status = status,
        contentType = "text/plain",
        body = ("Error " .. tostring(status)) .. "\n"
    }
end
function ____exports.html(status, body)
    return {status = status, contentType = HTML, headers = CONTENT_SECURITY_POLICY, body = body}
end
function ____exports.compressedPage(length)
    return {status = 200, contentType = HTML, headers = COMPRESSED .. CONTENT_SECURITY_POLICY, length = length}
end
function ____exports.compressedScript(length, pull)
    local headers = COMPRESSED .. NO_SNIFFING
    return {
        status = 200,
        contentType = "text/javascript",
        headers = headers,
        length = length,
        pull = pull
    }
end
function ____exports.seeOther(path)
    return {status = 303, headers = ("Location: " .. path) .. "\r\n", contentType = HTML, body = ("<!DOCTYPE html><title>Setup</title><a href=\"" .. path) .. "\">Go on</a>\n"}
end
return ____exports
