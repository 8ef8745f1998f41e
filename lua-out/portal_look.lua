local ____exports = {}
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local ____logger = require("logger")
local warning = ____logger.warning
local ____portal_answers = require("portal_answers")
local missing = ____portal_answers.missing
local ____portal_json = require("portal_json")
local jsonText = ____portal_json.jsonText
local MAX_LOGO_BYTES = 16384
local HARMLESS = "X-Content-Type-Options: nosniff\r\n" .. "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox\r\n"
local function member(name, value)
    return value == nil and "" or ((",\"" .. name) .. "\":") .. jsonText(value)
end
local function logoSize(look)
    local ____temp_0
    if look.logo == nil then
        ____temp_0 = nil
    else
        ____temp_0 = sizeOf(look.logo)
    end
    local size = ____temp_0
    return size ~= nil and size > 0 and size <= MAX_LOGO_BYTES and size or nil
end
function ____exports.lookMembers(look)
    local ____temp_3 = member("name", look.name) .. member("colour", look.colour)
    local ____member_2 = member
    local ____temp_1
    if look.localName == nil then
        ____temp_1 = nil
    else
        ____temp_1 = string.lower(look.localName)
    end
    local text = ____temp_3 .. ____member_2("localName", ____temp_1)
    return logoSize(look) == nil and text or text .. ",\"logo\":true"
end
function ____exports.checkLogo(look)
    if look.logo == nil or logoSize(look) ~= nil then
        return
    end
    local problem = sizeOf(look.logo) == nil and "is not in flash" or "has to be 1 to 16384 bytes"
    warning("portal", "logo: %s %s", look.logo, problem)
end
function ____exports.showLogo(portal, _request, reply)
    local ____portal_options_4 = portal.options
    local look = ____portal_options_4.look
    local ____temp_5
    if look == nil then
        ____temp_5 = nil
    else
        ____temp_5 = logoSize(look)
    end
    local length = ____temp_5
    if look == nil or length == nil then
        return reply(missing(portal.options.apIp))
    end
    local isSvg = (string.find(look.logo, "%.svg$")) ~= nil
    reply({
        status = 200,
        contentType = isSvg and "image/svg+xml" or "image/png",
        headers = HARMLESS,
        length = length,
        pull = read(look.logo, length)
    })
end
return ____exports
