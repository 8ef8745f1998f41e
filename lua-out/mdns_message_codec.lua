local ____exports = {}
local ____mdns_codec = require("mdns_codec")
local NAME_IN_DATA = ____mdns_codec.NAME_IN_DATA
local LEGACY_TTL_SECONDS = 10
local HEADER_BYTES = 12
local CLASS_IN = 1
local CLASS_IN_TOP_BIT = 32769
local POINTER = 49152
local function createWriter(byteCount)
    return {pieces = {}, byteCount = byteCount, offsets = {}}
end
local function wordBytes(value)
    return string.char(
        math.floor(value / 256),
        value % 256
    )
end
local function put(out, bytes)
    local ____out_pieces_0 = out.pieces
    ____out_pieces_0[#____out_pieces_0 + 1] = bytes
    out.byteCount = out.byteCount + #bytes
end
local function putName(out, name)
    local rest = name
    while #rest > 1 do
        local offset = out.offsets[rest]
        if offset ~= nil then
            put(
                out,
                wordBytes(POINTER + offset)
            )
            return
        end
        out.offsets[rest] = out.byteCount
        local labelBytes = string.byte(rest) + 1
        put(
            out,
            string.sub(rest, 1, labelBytes)
        )
        rest = string.sub(rest, labelBytes + 1)
    end
    put(out, rest)
end
local function putData(out, data, nameOffset)
    local sizeAt = #out.pieces
    put(
        out,
        wordBytes(0)
    )
    local startAt = out.byteCount
    if nameOffset == nil then
        put(out, data)
    else
        put(
            out,
            string.sub(data, 1, nameOffset)
        )
        local endAt = string.find(
            data,
            string.char(0),
            nameOffset + 1,
            true
        )
        putName(
            out,
            string.sub(data, nameOffset + 1, endAt)
        )
        put(
            out,
            string.sub(data, (endAt or #data) + 1)
        )
    end
    out.pieces[sizeAt + 1] = wordBytes(out.byteCount - startAt)
end
local function putEntry(out, entry, entryClass, maxTtlSeconds, nameOffset)
    putName(out, entry.name)
    local ttlSeconds = math.min(entry.ttlSeconds, maxTtlSeconds)
    put(
        out,
        ((wordBytes(entry.type) .. wordBytes(entryClass)) .. wordBytes(0)) .. wordBytes(ttlSeconds)
    )
    putData(out, entry.data, nameOffset)
end
local function putAll(out, entries, maxTtlSeconds)
    for ____, entry in ipairs(entries) do
        local entryClass = entry.isUnique and CLASS_IN_TOP_BIT or CLASS_IN
        putEntry(
            out,
            entry,
            entryClass,
            maxTtlSeconds,
            NAME_IN_DATA[entry.type]
        )
    end
end
local function counts(answers, claims, additionals)
    return (wordBytes(answers) .. wordBytes(claims)) .. wordBytes(additionals)
end
local REPLY = string.char(0, 0, 132, 0)
local NO_QUESTION = string.char(0, 0)
function ____exports.encodeReply(answers, additionals, maxTtlSeconds)
    local out = createWriter(HEADER_BYTES)
    putAll(out, answers, maxTtlSeconds)
    putAll(out, additionals, maxTtlSeconds)
    local head = (REPLY .. NO_QUESTION) .. counts(#answers, 0, #additionals)
    return head .. table.concat(out.pieces)
end
function ____exports.encodeLegacyReply(query, questionsEndAt, answers)
    local out = createWriter(questionsEndAt)
    for ____, entry in ipairs(answers) do
        local nameOffset = entry.type == 12 and 0 or nil
        putEntry(
            out,
            entry,
            CLASS_IN,
            LEGACY_TTL_SECONDS,
            nameOffset
        )
    end
    local head = (string.sub(query, 1, 2) .. string.sub(REPLY, 3)) .. string.sub(query, 5, 6)
    local questions = string.sub(query, HEADER_BYTES + 1, questionsEndAt)
    return ((head .. counts(#answers, 0, 0)) .. questions) .. table.concat(out.pieces)
end
function ____exports.encodeProbe(names, claims)
    local out = createWriter(HEADER_BYTES)
    for ____, name in ipairs(names) do
        putName(out, name)
        put(
            out,
            wordBytes(255) .. wordBytes(CLASS_IN_TOP_BIT)
        )
    end
    for ____, entry in ipairs(claims) do
        putEntry(
            out,
            entry,
            CLASS_IN,
            entry.ttlSeconds,
            NAME_IN_DATA[entry.type]
        )
    end
    local head = (wordBytes(0) .. wordBytes(0)) .. wordBytes(#names)
    return (head .. counts(0, #claims, 0)) .. table.concat(out.pieces)
end
return ____exports
