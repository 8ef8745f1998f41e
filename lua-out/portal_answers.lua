local ____exports = {}
local ____portal_page_answers = require("portal_page_answers")
local portalUrl = ____portal_page_answers.portalUrl
local NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n"
local COMPRESSED = "Content-Encoding: gzip\r\n"
____exports.SEAL_SCRIPT = "seal.js.gz"
function ____exports.missing(ip)
    return {
        status = 404,
        contentType = "text/html; charset=utf-8",
        body = ("<!DOCTYPE html><title>Not found</title><a href=\"" .. portalUrl(ip)) .. "\">Open setup</a>\n"
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
    return {status = 303, headers = ("Location: " .. path) .. "\r\n", contentType = "text/html; charset=utf-8", body = ("<!DOCTYPE html><title>Setup</title><a href=\"" .. path) .. "\">Go on</a>\n"}
end
return ____exports
