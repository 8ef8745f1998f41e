local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local MAX_CLIENTS = 8
local function authOf(options)
    if options.password == nil then
        return wifi.AUTH_OPEN
    end
    if options.security == "wpa3" then
        return wifi.AUTH_WPA3_PSK
    end
    return options.security == "wpa2" and wifi.AUTH_WPA2_PSK or wifi.AUTH_WPA2_WPA3_PSK
end
local function configure(options, auth)
    wifi.ap.config({
        ssid = options.ssid,
        pwd = options.password or "",
        auth = auth,
        channel = options.channel,
        max = MAX_CLIENTS
    }, false)
end
function ____exports.open(options)
    local auth = authOf(options)
    wifi.mode(wifi.STATIONAP, false)
    local taken, refusal = pcall(configure, options, auth)
    if not taken then
        if auth == wifi.AUTH_OPEN or auth == wifi.AUTH_WPA2_PSK then
            error(refusal, 0)
        end
        warning(
            "portal",
            "%s; the access point takes wpa2",
            tostring(refusal)
        )
        configure(options, wifi.AUTH_WPA2_PSK)
    end
    wifi.ap.setip({ip = options.ip, gateway = options.ip, netmask = "255.255.255.0"})
    wifi.start()
end
return ____exports
