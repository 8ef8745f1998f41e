local ____exports = {}
function ____exports.uptimeUs()
    local microseconds = node.uptime()
    return microseconds
end
function ____exports.post(run)
    node.task.post(run)
end
function ____exports.freeHeapBytes()
    return node.heap()
end
return ____exports
