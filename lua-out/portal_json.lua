local ____exports = {}
local ____json_codec = require("json_codec")
local encodeString = ____json_codec.encodeString
local ____portal_words = require("portal_words")
local defuse = ____portal_words.defuse
local toJsonEscape = ____portal_words.toJsonEscape
local JSON_TYPE = "application/json"
local NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n"
function ____exports.termsOf(portal)
    local ____portal_0 = portal
    local seal = ____portal_0.seal
    local options = ____portal_0.options
    return {
        id = options.id,
        asksForCode = options.setupCode ~= nil,
        isOpen = options.apPassword == nil,
        sealedOnly = options.sealedOnly,
        sealKey = seal and seal.publicKeyHex,
        challenge = seal and seal.challenge
    }
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
local function extras()
    return require("portal_extras")
end
function ____exports.statusJson(status, terms, extraMembers)
    if extraMembers == nil then
        extraMembers = ""
    end
    local ____terms_5 = terms
    local sealKey = ____terms_5.sealKey
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
    return (("{" .. table.concat(members, ",")) .. extraMembers) .. "}"
end
function ____exports.failureJson(reason, code, message, field)
    local blamed = field == nil and "" or "," .. member("field", field)
    return (((((("{" .. member("reason", reason)) .. ",") .. member("code", code)) .. ",") .. member("message", message)) .. blamed) .. "}"
end
function ____exports.statusAnswer(portal)
    return ____exports.json(
        200,
        ____exports.statusJson(
            portal.status,
            ____exports.termsOf(portal),
            extras().extraMembers(portal)
        )
    )
end
function ____exports.messageJson(message)
    return ("{" .. member("message", message)) .. "}"
end
return ____exports
