local ____exports = {}
function ____exports.netOf(ip)
    return string.match(ip, "^%d+%.%d+%.%d+%.")
end
function ____exports.isNeighbour(ip, other)
    local net = ____exports.netOf(ip)
    return net ~= nil and net == ____exports.netOf(other)
end
return ____exports
