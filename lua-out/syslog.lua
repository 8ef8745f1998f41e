local ____exports = {}
local ____syslog_codec = require("syslog_codec")
local encode = ____syslog_codec.encode
local ____udp_sender = require("udp_sender")
local sender = ____udp_sender.sender
local SYSLOG_PORT = 514
local LOCAL0 = 16
local SEVERITIES = {
    DEBUG = 7,
    INFO = 6,
    WARNING = 4,
    ERROR = 3,
    CRITICAL = 2
}
local function isWhole(value, least, most)
    return type(value) == "number" and value >= least and value <= most and value % 1 == 0
end
function ____exports.create(options)
    local ____options_0 = options
    local ip = ____options_0.ip
    local hostname = ____options_0.hostname
    local appName = ____options_0.appName
    local port = options.port or SYSLOG_PORT
    local facility = options.facility or LOCAL0
    if type(ip) ~= "string" or string.match(ip, "^%d+%.%d+%.%d+%.%d+$") == nil then
        error("ip has to be an address such as 192.168.1.10", 2)
    end
    if not isWhole(port, 1, 65535) then
        error("port has to be a whole number from 1 to 65535", 2)
    end
    if not isWhole(facility, 0, 23) then
        error("facility has to be a whole number from 0 to 23", 2)
    end
    local send = sender()
    return function(level, name, text)
        local priority = facility * 8 + SEVERITIES[level]
        local message = encode(
            priority,
            hostname or "",
            appName or "nodemcu",
            name,
            text
        )
        pcall(send, port, ip, message)
    end
end
return ____exports
