local ____exports = {}
local ____dns_codec = require("dns_codec")
local answer = ____dns_codec.answer
local ____logger = require("logger")
local info = ____logger.info
local ____neighbour = require("neighbour")
local isNeighbour = ____neighbour.isNeighbour
local ____udp_socket = require("udp_socket")
local open = ____udp_socket.open
function ____exports.start(ip, kept, resolve, neighboursOnly)
    local isFirst = true
    local function onDatagram(socket, datagram, port, from)
        if neighboursOnly == true and not isNeighbour(from, ip) then
            return
        end
        local reply = answer(datagram, resolve)
        if reply == nil then
            return
        end
        if isFirst then
            info("dns", "first question, from %s", from)
        end
        isFirst = false
        socket:send(port, from, reply)
    end
    local ____, stop = open(
        "dns",
        kept,
        53,
        ip,
        onDatagram
    )
    if stop == nil then
        return nil
    end
    return {stop = stop}
end
return ____exports
