local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____logger = require("logger")
local warning = ____logger.warning
function ____exports.leaveGroup(group)
    net.multicastLeave("any", group)
end
local function bind(component, port, ip)
    local socket = net.createUDPSocket()
    local ok, problem = pcall(function() return socket:listen(port, ip) end)
    if ok then
        return socket
    end
    warning(
        component,
        "can't listen: %s",
        tostring(problem)
    )
    return nil
end
local function isClosed(socket)
    local ok = pcall(function() return socket:close() end)
    return ok
end
function ____exports.open(component, kept, port, ip, onDatagram)
    local place = (ip .. ":") .. tostring(port)
    local socket = kept[place] or bind(component, port, ip)
    if socket == nil then
        return nil
    end
    kept[place] = socket
    local isOpen = true
    local function onReceive(_, datagram, fromPort, fromIp)
        onDatagram(datagram, fromPort, fromIp)
    end
    socket:on(
        "receive",
        guarded(component, onReceive)
    )
    return {
        send = function(toPort, toIp, datagram)
            socket:send(toPort, toIp, datagram)
        end,
        close = function()
            if not isOpen then
                return
            end
            isOpen = false
            socket:on("receive", nil)
            if isClosed(socket) then
                kept[place] = nil
            end
        end
    }
end
function ____exports.sender()
    local socket = net.createUDPSocket()
    return function(port, ip, datagram)
        socket:send(port, ip, datagram)
    end
end
function ____exports.joinGroup(group)
    ____exports.leaveGroup(group)
    net.multicastJoin("any", group)
end
return ____exports
