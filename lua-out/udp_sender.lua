local ____exports = {}
function ____exports.sender()
    local socket = net.createUDPSocket()
    return function(port, ip, datagram)
        socket:send(port, ip, datagram)
    end
end
return ____exports
