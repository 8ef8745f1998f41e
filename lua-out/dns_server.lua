local ____exports = {}
local ____dns_codec = require("dns_codec")
local answer = ____dns_codec.answer
local ____neighbour = require("neighbour")
local isNeighbour = ____neighbour.isNeighbour
local ____udp_socket = require("udp_socket")
local open = ____udp_socket.open
local DNS_PORT = 53
function ____exports.start(ip, kept, resolve, neighboursOnly)
    local socket
    local function onDatagram(datagram, port, from)
        if neighboursOnly == true and not isNeighbour(from, ip) then
            return
        end
        local reply = answer(datagram, resolve)
        if reply ~= nil then
            if socket ~= nil then
                socket.send(port, from, reply)
            end
        end
    end
    socket = open(
        "dns",
        kept,
        DNS_PORT,
        ip,
        onDatagram
    )
    local ____temp_2
    if socket == nil then
        ____temp_2 = nil
    else
        ____temp_2 = {stop = socket.close}
    end
    return ____temp_2
end
local ownSockets = {}
function ____exports.create(options)
    return ____exports.start(options.ip or "0.0.0.0", ownSockets, options.resolve)
end
return ____exports
