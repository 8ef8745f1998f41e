local ____exports = {}
local ____failure_text = require("failure_text")
local describe = ____failure_text.describe
local ____hex_codec = require("hex_codec")
local decodeHex = ____hex_codec.decodeHex
local MAX_SSID_BYTES = 32
local SHORTEST_PASSPHRASE = 8
local LONGEST_PASSPHRASE = 63
local KEY_HEX_DIGITS = 64
local OPEN = 0
local WEP = 1
local WPA = 2
local ENTERPRISE = 5
local function refusal(status, reason, message)
    return {ok = false, status = status, reason = reason, message = message}
end
local function isHex(text)
    return (string.find(text, "[^%x]")) == nil
end
local function isWepKey(password)
    local size = #password
    return size == 5 or size == 13 or (size == 10 or size == 26) and isHex(password)
end
local function isWpaPassword(password)
    local size = #password
    if size == KEY_HEX_DIGITS then
        return isHex(password)
    end
    return size >= SHORTEST_PASSPHRASE and size <= LONGEST_PASSPHRASE
end
local function fits(password, auth)
    if (string.find(password, "\0", 1, true)) ~= nil then
        return false
    end
    if auth == WEP then
        return isWepKey(password)
    end
    if password == "" then
        return auth == nil or auth == OPEN
    end
    return isWpaPassword(password)
end
local function weakestAuth(auth, password)
    if password == "" then
        return nil
    end
    if auth == nil then
        return isWepKey(password) and WEP or WPA
    end
    return (auth == WEP or auth == WPA) and auth or nil
end
local function find(networks, ssid)
    for ____, network in ipairs(networks) do
        if network.ssid == ssid then
            return network
        end
    end
    return nil
end
function ____exports.ssidOf(fields)
    local digits = fields.ssidHex
    local ____temp_0
    if digits == nil or digits == "" then
        ____temp_0 = fields.ssid
    else
        ____temp_0 = decodeHex(digits)
    end
    return ____temp_0
end
function ____exports.checkJoin(fields, networks)
    local ssid = ____exports.ssidOf(fields)
    if ssid == nil or ssid == "" or #ssid > MAX_SSID_BYTES then
        return refusal(400, "other", "The name of the network is missing, or longer than 32 bytes.")
    end
    if (string.find(ssid, "\0", 1, true)) ~= nil then
        return refusal(403, "other", "This device cannot join a network with a zero byte in its name.")
    end
    local ____temp_1
    if fields.hidden == "1" then
        ____temp_1 = nil
    else
        ____temp_1 = find(networks, ssid)
    end
    local known = ____temp_1
    local auth = known and known.auth
    if auth == ENTERPRISE then
        return refusal(
            403,
            "enterprise",
            describe("enterprise")
        )
    end
    local password = fields.password or ""
    if password ~= "" or auth ~= OPEN then
        local ____fits_5 = fits
        local ____temp_4
        if auth == OPEN then
            ____temp_4 = nil
        else
            ____temp_4 = auth
        end
        if not ____fits_5(password, ____temp_4) then
            return refusal(400, "other", "A password has 8 to 63 characters, or 64 hexadecimal digits.")
        end
    end
    return {
        ok = true,
        wish = {
            ssid = ssid,
            password = auth == OPEN and "" or password,
            weakestAuth = weakestAuth(auth, password),
            channel = known and known.channel
        }
    }
end
return ____exports
