local ____exports = {}
function ____exports.leaveGroup(group)
    net.multicastLeave("any", group)
end
function ____exports.joinGroup(group)
    ____exports.leaveGroup(group)
    net.multicastJoin("any", group)
end
return ____exports
