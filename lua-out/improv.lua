local ____exports = {}
local ____improv_codec = require("improv_codec")
local createReader = ____improv_codec.createReader
local decodeCommand = ____improv_codec.decodeCommand
local encodePacket = ____improv_codec.encodePacket
local feed = ____improv_codec.feed
local giveUp = ____improv_codec.giveUp
local onDemand = require("on_demand")
local serial = require("serial_line")
local ____timer = require("timer")
local every = ____timer.every
local LOOK_MS = 500
local function stateOf(portal)
    local ____portal_status_0 = portal.status
    local state = ____portal_status_0.state
    if state == "online" then
        return 4
    end
    return state == "joining" and 3 or 2
end
function ____exports.start(portal)
    local reader = createReader()
    local editor = serial.createEditor()
    local toldState = 2
    local toldError = 0
    local heard = false
    local function tellState()
        toldState = stateOf(portal)
        serial.send(encodePacket(
            1,
            string.char(toldState)
        ))
    end
    local function tellChange()
        if stateOf(portal) ~= toldState then
            tellState()
        end
    end
    local function tellError(problem)
        if problem ~= 0 or toldError ~= 0 then
            toldError = problem
            serial.send(encodePacket(
                2,
                string.char(problem)
            ))
        end
        tellChange()
    end
    local function send(packet)
        tellChange()
        serial.send(packet)
    end
    local function obey(command, values)
        portal.secondsUnused = 0
        portal.heardAt = portal.seconds
        if command ~= 2 then
            return onDemand.require(
                "improv_commands",
                "run",
                portal,
                command,
                values,
                send,
                tellError
            )
        end
        tellState()
        if toldState == 4 then
            onDemand.require(
                "improv_commands",
                "sendUrl",
                portal,
                command,
                send
            )
        end
    end
    local sink = {
        text = function(bytes) return serial.typeIn(editor, bytes) end,
        packet = function(kind, data)
            if kind ~= 3 then
                return
            end
            local command, values = decodeCommand(data)
            if command == nil then
                tellError(1)
            else
                obey(command, values)
            end
        end,
        broken = function() return tellError(1) end
    }
    local look = every(
        LOOK_MS,
        function()
            if not heard then
                giveUp(reader, sink)
            end
            heard = false
            tellChange()
        end
    )
    serial.open(function(byte)
        heard = true
        feed(reader, byte, sink)
    end)
    return function()
        look.stop()
        serial.close()
    end
end
return ____exports
