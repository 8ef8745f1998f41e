local ____exports = {}
local ____dns_codec = require("dns_codec")
local answer = ____dns_codec.answer
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____logger = require("logger")
local warning = ____logger.warning
local DNS_PORT = 53
local function open(ip)
    local socket = net.createUDPSocket()
    local ok, problem = pcall(function() return socket:listen(DNS_PORT, ip) end)
    if ok then
        return socket
    end
    warning(
        "dns",
        "can't listen: %s",
        tostring(problem)
    )
    return nil
end
local function isClosed(socket)
    local ok = pcall(function() return socket:close() end)
    return ok
end
function ____exports.start(ip, kept, resolve)
    local socket = kept[ip] or open(ip)
    if socket == nil then
        return nil
    end
    kept[ip] = socket
    local function onReceive(_, datagram, port, from)
        local reply = answer(datagram, resolve)
        if reply ~= nil then
            socket:send(port, from, reply)
        end
    end
    socket:on(
        "receive",
        guarded("dns", onReceive)
    )
    return {stop = function()
        socket:on("receive", nil)
        if isClosed(socket) then
            kept[ip] = nil
        end
    end}
end
return ____exports
