local ____exports = {}
function ____exports.isNeighbour(ip, other)
    local net = string.match(ip, "^%d+%.%d+%.%d+%.")
    return net ~= nil and net == string.match(other, "^%d+%.%d+%.%d+%.")
end
return ____exports
