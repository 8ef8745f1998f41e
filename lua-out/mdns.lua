local ____exports = {}
local ____logger = require("logger")
local info = ____logger.info
local ____mdns_codec = require("mdns_codec")
local decode = ____mdns_codec.decode
local ____mdns_contest = require("mdns_contest")
local givesWay = ____mdns_contest.givesWay
local isContested = ____mdns_contest.isContested
local ____mdns_records = require("mdns_records")
local createRecords = ____mdns_records.createRecords
local hostName = ____mdns_records.hostName
local speech = require("mdns_speaker")
local ____timer = require("timer")
local after = ____timer.after
local ____multicast_group = require("multicast_group")
local joinGroup = ____multicast_group.joinGroup
local leaveGroup = ____multicast_group.leaveGroup
local ____udp_socket = require("udp_socket")
local open = ____udp_socket.open
local ANY_IP = "0.0.0.0"
local HTTP_PORT = 80
local HTTP_SERVICE = "_http._tcp"
local PROBES = 3
local PROBE_MS = 250
local ANNOUNCEMENTS = 2
local ANNOUNCEMENT_MS = 1000
local GIVE_WAY_MS = 1000
local MAX_CONFLICTS = 15
local CONFLICTS_MS = 5000
local keptHere = {}
local function nameOf(state)
    return hostName(state.options.name, state.number)
end
local function wait(state, delayMs, run)
    local ____opt_0 = state.timer
    if ____opt_0 ~= nil then
        ____opt_0.stop()
    end
    state.timer = after(delayMs, run)
end
local function announceAgain(state, left)
    speech.announce(state.speaker)
    if left > 1 then
        wait(
            state,
            ANNOUNCEMENT_MS,
            function() return announceAgain(state, left - 1) end
        )
    else
        state.conflicts = 0
    end
end
local function probeAgain(state, left)
    if left > 0 then
        wait(
            state,
            PROBE_MS,
            function() return probeAgain(state, left - 1) end
        )
        speech.probe(state.speaker)
        return
    end
    state.isProbing = false
    info(
        "mdns",
        "%s.local is %s",
        nameOf(state),
        state.ip
    )
    announceAgain(state, ANNOUNCEMENTS)
end
local function startProbing(state, delayMs)
    local ____state_options_2 = state.options
    local name = ____state_options_2.name
    local port = ____state_options_2.port
    local service = ____state_options_2.service
    local txt = ____state_options_2.txt
    local records = createRecords({
        name = name,
        number = state.number,
        ip = state.ip,
        port = port or HTTP_PORT,
        service = service or HTTP_SERVICE,
        txt = txt or ({})
    })
    state.names = {}
    for ____, ____value in ipairs(records) do
        local key = ____value.key
        state.names[key] = true
    end
    state.isProbing = true
    speech.hush(state.speaker)
    state.speaker.records = records
    wait(
        state,
        delayMs,
        function() return probeAgain(state, PROBES) end
    )
end
local function soon(state)
    return state.conflicts > MAX_CONFLICTS and CONFLICTS_MS or speech.chooseDelay(state.speaker, 0, PROBE_MS)
end
local function hearReply(state, message)
    for ____, entry in ipairs(message.answers) do
        if isContested(state.speaker.records, entry, state.isProbing) then
            info(
                "mdns",
                "%s.local is somebody else's too",
                nameOf(state)
            )
            if state.isProbing then
                state.number = state.number + 1
            end
            state.conflicts = state.conflicts + 1
            startProbing(
                state,
                soon(state)
            )
            return
        end
    end
end
local function hear(state, datagram, port, from)
    if from == state.ip then
        return
    end
    local message = decode(
        datagram,
        function(name) return state.names[name] == true end
    )
    if message == nil then
        return
    end
    if message.isReply then
        if port == speech.MDNS_PORT then
            hearReply(state, message)
        end
    elseif not state.isProbing then
        speech.reply(
            state.speaker,
            message,
            datagram,
            port,
            from
        )
    elseif givesWay(state.speaker.records, message.claims) then
        startProbing(state, GIVE_WAY_MS)
    end
end
function ____exports.start(options)
    local state
    local function onDatagram(_, datagram, port, from)
        if state ~= nil then
            hear(state, datagram, port, from)
        end
    end
    local kept = options.keptSockets or keptHere
    local socket, close = open(
        "mdns",
        kept,
        speech.MDNS_PORT,
        ANY_IP,
        onDatagram
    )
    if socket == nil then
        return nil
    end
    state = {
        options = options,
        speaker = speech.createSpeaker(socket, options.name .. options.ip),
        ip = options.ip,
        number = 1,
        names = {},
        isProbing = true,
        conflicts = 0,
        timer = nil
    }
    joinGroup(speech.GROUP)
    startProbing(
        state,
        soon(state)
    )
    local running = state
    return {
        name = function() return nameOf(running) end,
        update = function(ip)
            if state == nil then
                return
            end
            state.ip = ip
            joinGroup(speech.GROUP)
            startProbing(
                state,
                soon(state)
            )
        end,
        stop = function()
            if state == nil then
                return
            end
            state = nil
            local ____opt_3 = running.timer
            if ____opt_3 ~= nil then
                ____opt_3.stop()
            end
            speech.hush(running.speaker)
            if not running.isProbing then
                speech.sayGoodbye(running.speaker)
            end
            leaveGroup(speech.GROUP)
            close()
        end
    }
end
return ____exports
