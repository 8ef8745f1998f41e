local ____exports = {}
local ____json_codec = require("json_codec")
local encodeString = ____json_codec.encodeString
local ____portal_words = require("portal_words")
local defuse = ____portal_words.defuse
local toJsonEscape = ____portal_words.toJsonEscape
local HTML = "text/html; charset=utf-8"
local JSON_TYPE = "application/json"
local NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n"
local COMPRESSED = "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n"
____exports.SEAL_SCRIPT = "seal.js.gz"
local CONTENT_SECURITY_POLICY = ("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; " .. "script-src 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'; ") .. "base-uri 'none'; frame-ancestors 'none'\r\n"
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
function ____exports.compressedPage(length, pull)
    local headers = COMPRESSED .. CONTENT_SECURITY_POLICY
    return {
        status = 200,
        contentType = HTML,
        headers = headers,
        length = length,
        pull = pull
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
    return {status = 303, headers = ("Location: " .. path) .. "\r\n", contentType = HTML, body = ("<!DOCTYPE html><title>Setup</title><a href=\"" .. path) .. "\">Go on</a>\n"}
end
function ____exports.json(status, body)
    return {status = status, contentType = JSON_TYPE, headers = NO_SNIFFING, body = body}
end
function ____exports.jsonText(text)
    return defuse(
        encodeString(text),
        toJsonEscape
    )
end
local function member(name, value)
    if value == nil then
        return ("\"" .. name) .. "\":null"
    end
    local text = type(value) == "number" and string.format("%d", value) or ____exports.jsonText(value)
    return (("\"" .. name) .. "\":") .. text
end
function ____exports.withRetry(response, seconds)
    local retry = string.format("Retry-After: %d\r\n", seconds)
    return {status = response.status, contentType = response.contentType, body = response.body, headers = (response.headers or "") .. retry}
end
function ____exports.statusJson(status, terms)
    local ____terms_0 = terms
    local sealKey = ____terms_0.sealKey
    local members = {
        member("id", terms.id),
        member("state", status.state),
        member("ssid", status.ssid),
        member("message", status.message),
        member("reason", status.reason),
        member("code", status.code)
    }
    if terms.asksForCode then
        members[#members + 1] = "\"asksForCode\":true"
    end
    if sealKey ~= nil then
        members[#members + 1] = member("sealKey", sealKey)
        members[#members + 1] = member("challenge", terms.challenge)
    elseif terms.isOpen then
        members[#members + 1] = "\"open\":true"
    end
    return ("{" .. table.concat(members, ",")) .. "}"
end
function ____exports.failureJson(reason, code, message)
    return ((((("{" .. member("reason", reason)) .. ",") .. member("code", code)) .. ",") .. member("message", message)) .. "}"
end
function ____exports.messageJson(message)
    return ("{" .. member("message", message)) .. "}"
end
return ____exports
