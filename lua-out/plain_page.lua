local ____exports = {}
local ____hex_codec = require("hex_codec")
local encodeHex = ____hex_codec.encodeHex
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local STYLE = ((("<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:28rem;" .. "margin:auto;padding:1rem}label{display:block;padding:.4rem 0}fieldset{border:1px solid #8888;") .. "border-radius:.5rem}input[type=text],input[type=password]{font:inherit;width:100%;") .. "box-sizing:border-box;padding:.5rem}button{font:inherit;padding:.6rem 1.2rem;margin-top:.8rem}") .. "</style>"
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
    return escaped
end
local function page(title, head, content)
    return ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">" .. "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">" .. head) .. ((((((("<title>" .. title) .. "</title>") .. STYLE) .. "</head><body><h1>") .. title) .. "</h1>") .. content) .. "</body></html>\n"
end
local function choice(network)
    local ssid = network.ssid
    local travels = toValidUtf8(ssid) == ssid and (string.find(ssid, "%c")) == nil
    local field = travels and ("name=\"ssid\" value=\"" .. ____exports.escapeHtml(ssid)) .. "\"" or ("name=\"ssidHex\" value=\"" .. encodeHex(ssid)) .. "\""
    local kind = network.auth == 0 and "open" or (network.auth == 5 and "enterprise, cannot be joined" or "password")
    return (((("<label><input type=\"radio\" " .. field) .. "> <bdi>") .. ____exports.escapeHtml(ssid)) .. "</bdi> ") .. string.format("(%d dBm, %s)</label>\n", network.rssiDbm, kind)
end
function ____exports.formPage(networks)
    local choices = {}
    for ____, network in ipairs(networks) do
        choices[#choices + 1] = choice(network)
    end
    local list = #choices > 0 and table.concat(choices) or "<p>No network was found.</p>"
    return page("WiFi setup", "", ((((("<form method=\"post\" action=\"/api/access-point\">" .. "<fieldset><legend>Network</legend>" .. list) .. "<label>Another name, such as a hidden network (2.4 GHz only)<input type=\"text\" name=\"ssid\" ") .. "maxlength=\"32\" autocapitalize=\"none\" autocorrect=\"off\" spellcheck=\"false\"></label></fieldset>") .. "<label>Password<input type=\"password\" name=\"password\" maxlength=\"64\"></label>") .. "<button>Join</button></form>") .. "<p><a href=\"/plain?scan=1\">Search again</a></p>")
end
local REFRESH = "<meta http-equiv=\"refresh\" content=\"3\">"
function ____exports.statusPage(status)
    local ssid = ("<bdi>" .. ____exports.escapeHtml(status.ssid or "")) .. "</bdi>"
    local message = ____exports.escapeHtml(status.message or "")
    repeat
        local ____switch10 = status.state
        local ____cond10 = ____switch10 == "joining"
        if ____cond10 then
            return page("Joining", REFRESH, (("<p role=\"status\">Joining " .. ssid) .. " …</p><p>Your phone may lose this network for a moment. ") .. "If so, join it again and open this page.</p>")
        end
        ____cond10 = ____cond10 or ____switch10 == "online"
        if ____cond10 then
            return page("Connected", "", (((((("<p role=\"status\">The device has joined " .. ssid) .. ".</p><p><strong>") .. message) .. "</strong></p>") .. "<p>Its setup network will disappear now. Take your phone back to your own network.</p>") .. "<form method=\"post\" action=\"/api/alive\"><input type=\"hidden\" name=\"timeout\" value=\"0\">") .. "<button>Finish</button></form>")
        end
        ____cond10 = ____cond10 or ____switch10 == "failed"
        if ____cond10 then
            return page("Not connected", "", ((("<p role=\"alert\">" .. ssid) .. ": ") .. message) .. "</p><p><a href=\"/plain\">Try again</a></p>")
        end
        do
            return page("WiFi setup", REFRESH, "<p>Nothing to join yet.</p><p><a href=\"/plain\">Choose a network</a></p>")
        end
    until true
end
function ____exports.refusalPage(message)
    return page(
        "Not connected",
        "",
        ("<p role=\"alert\">" .. ____exports.escapeHtml(message)) .. "</p><p><a href=\"/plain\">Try again</a></p>"
    )
end
return ____exports
