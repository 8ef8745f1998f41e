local ____exports = {}
local page, failurePage, STYLE, RETRY
local ____hex_codec = require("hex_codec")
local encodeHex = ____hex_codec.encodeHex
local ____portal_words = require("portal_words")
local defuse = ____portal_words.defuse
local toEntity = ____portal_words.toEntity
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
function page(title, head, content)
    return (("<!DOCTYPE html><html lang=en><meta charset=utf-8>" .. "<meta name=viewport content=\"width=device-width,initial-scale=1\">") .. "<meta name=color-scheme content=\"light dark\"><link rel=icon href=\"data:,\">" .. head) .. ((((((("<title>" .. title) .. "</title>") .. STYLE) .. "<main><h1>") .. title) .. "</h1>") .. content) .. "</main>\n"
end
function failurePage(text)
    return page("Could not join", "", (("<p class=card role=alert>" .. text) .. "</p>") .. RETRY)
end
STYLE = (((((((((("<style>body{max-width:480px;margin:0 auto;padding:16px;background:#f2f4f8;color:#161b22;" .. "font:17px/1.45 system-ui,sans-serif;word-break:break-word}form,.card{margin:0 0 12px;") .. "padding:16px;border-radius:16px;background:#fff}label{display:flex;align-items:center;") .. "min-height:48px}label input{margin:0 12px 0 0}bdi{white-space:pre-wrap}h1{font-size:26px}") .. "a{display:inline-block;padding:10px 0}small{flex:none;color:#55606e}") .. "label small{margin:0 8px}[for=n]{margin:8px 0}.in{box-sizing:border-box;width:100%;") .. "min-height:48px;padding:8px 16px;border:1px solid #7d8896;border-radius:12px;") .. "background:none;color:inherit;font:inherit}button,a{color:#1257c9;font-weight:600}button{width:100%;") .. "min-height:48px;margin-top:16px;border:0;border-radius:12px;background:#1257c9;color:#fff;") .. "font:inherit}.bad{color:#b3261e}@media(prefers-color-scheme:dark){body{background:#0e1217;") .. "color:#eef1f5}form,.card{background:#1a2029}small{color:#a9b4c2}a{color:#8ab6ff}") .. "button{background:#8ab6ff;color:#1a2029}.bad{color:#ffb4ab}}</style>"
RETRY = "<p><a href=\"/plain\">Choose a network</a></p>"
local OPEN = 0
local ENTERPRISE = 5
local ENTITIES = {
    ["&"] = "&amp;",
    ["<"] = "&lt;",
    [">"] = "&gt;",
    ["\""] = "&quot;",
    ["'"] = "&#39;"
}
local function entityOf(character)
    return ENTITIES[character] or "&#65533;"
end
function ____exports.escapeHtml(text)
    local escaped = string.gsub(
        toValidUtf8(text),
        "[&<>\"'%c]",
        entityOf
    )
    return defuse(escaped, toEntity)
end
local function choice(network)
    local ssid = network.ssid
    local name = ("<bdi>" .. ____exports.escapeHtml(ssid)) .. "</bdi>"
    if network.auth == ENTERPRISE then
        return ("<p>" .. name) .. "<br><small>Needs a user name too. This device cannot join it.</small></p>\n"
    end
    local travels = toValidUtf8(ssid) == ssid and (string.find(ssid, "%c")) == nil
    local field = travels and ("name=ssid value=\"" .. ____exports.escapeHtml(ssid)) .. "\"" or ("name=ssidHex value=\"" .. encodeHex(ssid)) .. "\""
    local note = network.auth == OPEN and "open" or "protected"
    return ((("<label><input type=radio " .. field) .. ">") .. name) .. ("<small>" .. note) .. "</small></label>\n"
end
local CODE_FIELD = "<label for=c>Setup code, on the label of the device</label>" .. "<input class=in id=c name=setupCode autocomplete=off autocapitalize=none>"
local READABLE_NOTE = "<p>The setup network is open. Others nearby can read what you send from this page.</p>"
local NOT_SEALED_NOTE = "<p class=bad>This device takes a sealed password only. This page can't seal: open " .. "<a href=\"/\">the other one</a> in a browser with JavaScript.</p>"
local function noteOn(terms)
    if terms.sealedOnly then
        return NOT_SEALED_NOTE
    end
    return terms.isOpen and READABLE_NOTE or ""
end
function ____exports.formPage(networks, terms, more)
    if more == nil then
        more = ""
    end
    local choices = {}
    for ____, network in ipairs(networks) do
        choices[#choices + 1] = choice(network)
    end
    return page(
        "Choose a network",
        "",
        ((((((("<form method=post action=\"/api/access-point\">" .. table.concat(choices)) .. "<label for=n>Another one, with this name (2.4 GHz only)</label>") .. "<input class=in id=n name=ssid autocapitalize=none autocorrect=off>") .. "<label for=p>Password</label><input class=in id=p name=password type=password>") .. more) .. (terms.asksForCode and CODE_FIELD or "")) .. noteOn(terms)) .. "<button>Join</button></form><p><a href=\"/plain?scan=1\">Search again</a></p>"
    )
end
local REFRESH = "<meta http-equiv=refresh content=3>"
function ____exports.statusPage(status)
    local ssid = ("<bdi>" .. ____exports.escapeHtml(status.ssid or "")) .. "</bdi>"
    local message = ____exports.escapeHtml(status.message or "")
    if status.state == "joining" then
        return page("Joining", REFRESH, (((("<p class=card role=status>Joining " .. ssid) .. ". This can take half a minute. This page ") .. "refreshes itself; your phone may lose the setup network for a moment. If it does not ") .. "come back: join the setup network again, with mobile data off, and open this page.</p>") .. "<p><a href=\"/status\">Refresh now</a></p>")
    end
    if status.state == "online" then
        return page("Connected", "", (((((("<p class=card role=status>The device has joined " .. ssid) .. ":<br><b>") .. message) .. "</b></p>") .. "<form method=post action=\"/api/alive\"><input type=hidden name=done value=1>") .. "Copy this or write it down. Then press Finish: the setup network goes off, and your ") .. "phone returns to its usual WiFi.<button>Finish</button></form>")
    end
    if status.state == "failed" then
        return failurePage(((ssid .. "<br><b class=bad>") .. message) .. "</b>")
    end
    return page("Choose a network", "", "<p class=card>Nothing to join yet.</p>" .. RETRY)
end
function ____exports.refusalPage(message)
    return failurePage(("<b class=bad>" .. ____exports.escapeHtml(message)) .. "</b>")
end
function ____exports.donePage()
    local text = "The setup network goes off now. You can close this page."
    return page("All done", "", ("<p class=card>" .. text) .. "</p>")
end
return ____exports
