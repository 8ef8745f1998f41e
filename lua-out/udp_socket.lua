local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____logger = require("logger")
local warning = ____logger.warning
function ____exports.open(component, kept, port, ip, onDatagram)
    local place = (ip .. ":") .. tostring(port)
    local socket = kept[place] or net.createUDPSocket()
    if kept[place] == nil then
        local ok, problem = pcall(socket.listen, socket, port, ip)
        if not ok then
            warning(
                component,
                "can't listen: %s",
                tostring(problem)
            )
            return nil, nil
        end
        kept[place] = socket
    end
    socket:on(
        "receive",
        guarded(component, onDatagram)
    )
    local isOpen = true
    return socket, function()
        if not isOpen then
            return
        end
        isOpen = false
        socket:on("receive", nil)
        if (pcall(socket.close, socket)) then
            kept[place] = nil
        end
    end
end
return ____exports
