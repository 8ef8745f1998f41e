local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local ____timer = require("timer")
local after = ____timer.after
local PORTS = {53, 80}
local PATIENCE_MS = 10000
local REFUSED = -14
local function knock(port, ip, onSign)
    local socket = net.createConnection()
    socket:on(
        "connection",
        guarded(
            "station",
            function(connected)
                pcall(function() return connected:close() end)
                onSign()
            end
        )
    )
    socket:on(
        "disconnection",
        guarded(
            "station",
            function(_, code)
                if code == REFUSED then
                    onSign()
                end
            end
        )
    )
    socket:connect(port, ip)
    return socket
end
function ____exports.checkGateway(ip, onAnswer)
    local timer
    local sockets = {}
    local function finish(answers)
        if sockets == nil then
            return
        end
        sockets = nil
        timer.stop()
        onAnswer(answers)
    end
    timer = after(
        PATIENCE_MS,
        function() return finish(false) end
    )
    for ____, port in ipairs(PORTS) do
        local ok, socket = pcall(
            knock,
            port,
            ip,
            function() return finish(true) end
        )
        if ok then
            sockets[#sockets + 1] = socket
        end
    end
end
return ____exports
