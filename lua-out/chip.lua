local ____exports = {}
function ____exports.uptimeUs()
    local microseconds = node.uptime()
    return microseconds
end
return ____exports
