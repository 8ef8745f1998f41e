local ____exports = {}
local ____guard = require("guard")
local attempt = ____guard.attempt
local ____mdns_contest = require("mdns_contest")
local claimsOf = ____mdns_contest.claimsOf
local uniqueNames = ____mdns_contest.uniqueNames
local ____mdns_message_codec = require("mdns_message_codec")
local encodeLegacyReply = ____mdns_message_codec.encodeLegacyReply
local encodeProbe = ____mdns_message_codec.encodeProbe
local encodeReply = ____mdns_message_codec.encodeReply
local ____mdns_records = require("mdns_records")
local additionalTo = ____mdns_records.additionalTo
local answerTo = ____mdns_records.answerTo
local includes = ____mdns_records.includes
local isKnown = ____mdns_records.isKnown
local ____timer = require("timer")
local after = ____timer.after
____exports.MDNS_PORT = 5353
____exports.GROUP = "224.0.0.251"
local RECENT_MS = 1000
local FRESH_MS = 30000
local SHARED_DELAY_MS = 20
local TRUNCATED_DELAY_MS = 400
local SPREAD_MS = 100
local MAX_TTL_SECONDS = 65535
local GOODBYE = 0
function ____exports.createSpeaker(socket, salt)
    local seed = 0
    for place = 1, #salt do
        seed = (seed * 31 + string.byte(salt, place)) % 65521
    end
    return {
        socket = socket,
        records = {},
        seed = seed,
        freshTimer = nil,
        pending = {},
        pendingTimer = nil,
        pendingFor = nil
    }
end
function ____exports.chooseDelay(speaker, leastMs, spreadMs)
    speaker.seed = (speaker.seed * 75 + 74) % 65537
    return leastMs + speaker.seed % (spreadMs + 1)
end
local function send(speaker, port, ip, message)
    attempt(
        "mdns",
        function() return speaker.socket:send(port, ip, message) end
    )
end
local function sendToAll(speaker, answers, additionals)
    send(
        speaker,
        ____exports.MDNS_PORT,
        ____exports.GROUP,
        encodeReply(answers, additionals, MAX_TTL_SECONDS)
    )
    for ____, record in ipairs(answers) do
        record.isRecent = true
    end
    after(
        RECENT_MS,
        function()
            for ____, record in ipairs(answers) do
                record.isRecent = false
            end
        end
    )
end
local function withoutRecent(records)
    local others = {}
    for ____, record in ipairs(records) do
        if not record.isRecent then
            others[#others + 1] = record
        end
    end
    return others
end
local function answerAll(speaker, records)
    local answers = withoutRecent(records)
    if #answers == 0 then
        return
    end
    sendToAll(
        speaker,
        answers,
        withoutRecent(additionalTo(speaker.records, answers))
    )
end
function ____exports.probe(speaker)
    local ____speaker_0 = speaker
    local records = ____speaker_0.records
    send(
        speaker,
        ____exports.MDNS_PORT,
        ____exports.GROUP,
        encodeProbe(
            uniqueNames(records),
            claimsOf(records)
        )
    )
end
function ____exports.announce(speaker)
    sendToAll(speaker, speaker.records, {})
    local ____opt_1 = speaker.freshTimer
    if ____opt_1 ~= nil then
        ____opt_1.stop()
    end
    speaker.freshTimer = after(
        FRESH_MS,
        function()
            speaker.freshTimer = nil
        end
    )
end
function ____exports.sayGoodbye(speaker)
    send(
        speaker,
        ____exports.MDNS_PORT,
        ____exports.GROUP,
        encodeReply(speaker.records, {}, GOODBYE)
    )
end
function ____exports.hush(speaker)
    local ____opt_3 = speaker.pendingTimer
    if ____opt_3 ~= nil then
        ____opt_3.stop()
    end
    local ____opt_5 = speaker.freshTimer
    if ____opt_5 ~= nil then
        ____opt_5.stop()
    end
    local ____speaker_8 = speaker
    local ____speaker_7 = speaker
    speaker.pendingFor = nil
    ____speaker_7.freshTimer = nil
    ____speaker_8.pendingTimer = nil
    speaker.pending = {}
end
local function answerLater(speaker, records, delayMs, from)
    for ____, record in ipairs(records) do
        if not includes(speaker.pending, record) then
            local ____speaker_pending_9 = speaker.pending
            ____speaker_pending_9[#____speaker_pending_9 + 1] = record
        end
    end
    if speaker.pendingTimer ~= nil then
        if speaker.pendingFor ~= from then
            speaker.pendingFor = nil
        end
        return
    end
    speaker.pendingFor = from
    speaker.pendingTimer = after(
        delayMs,
        function()
            speaker.pendingTimer = nil
            local ____speaker_10 = speaker
            local pending = ____speaker_10.pending
            speaker.pending = {}
            answerAll(speaker, pending)
        end
    )
end
local function forgetKnown(speaker, known, from)
    if speaker.pendingFor ~= from then
        return
    end
    local wanted = {}
    for ____, record in ipairs(speaker.pending) do
        if not isKnown(record, known) then
            wanted[#wanted + 1] = record
        end
    end
    speaker.pending = wanted
end
function ____exports.reply(speaker, message, query, port, from)
    forgetKnown(speaker, message.answers, from)
    local ____answerTo_result_11 = answerTo(speaker.records, message)
    local records = ____answerTo_result_11.records
    local isShared = ____answerTo_result_11.isShared
    local wantsUnicast = ____answerTo_result_11.wantsUnicast
    if #records == 0 then
        return
    end
    local isProbe = #message.claims > 0
    if port ~= ____exports.MDNS_PORT then
        send(
            speaker,
            port,
            from,
            encodeLegacyReply(query, message.questionsEndAt, records)
        )
    elseif wantsUnicast and (isProbe or speaker.freshTimer ~= nil) then
        local additionals = additionalTo(speaker.records, records)
        send(
            speaker,
            port,
            from,
            encodeReply(records, additionals, MAX_TTL_SECONDS)
        )
    elseif isProbe then
        sendToAll(speaker, records, {})
    elseif wantsUnicast then
        ____exports.announce(speaker)
    elseif message.isTruncated then
        answerLater(
            speaker,
            records,
            ____exports.chooseDelay(speaker, TRUNCATED_DELAY_MS, SPREAD_MS),
            from
        )
    elseif isShared then
        answerLater(
            speaker,
            records,
            ____exports.chooseDelay(speaker, SHARED_DELAY_MS, SPREAD_MS),
            from
        )
    else
        answerAll(speaker, records)
    end
end
return ____exports
