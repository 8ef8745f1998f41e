local ____exports = {}
local HOST_TTL_SECONDS = 120
local OTHER_TTL_SECONDS = 4500
local MAX_LABEL_BYTES = 63
local NAME_END = string.char(0)
local SERVICE_PLACE = 1
local FIRST_HOST_PLACE = 5
local ONLY_ADDRESS = string.char(0, 1, 64)
local ONLY_SERVICE = string.char(
    0,
    5,
    0,
    0,
    128,
    0,
    64
)
local function word(value)
    return string.char(
        math.floor(value / 256),
        value % 256
    )
end
local function withLength(text)
    return string.char(#text) .. text
end
local function encodeLabels(dotted)
    local labels = string.gsub(dotted, "([^.]+)%.?", withLength)
    return labels
end
local function encodeAddress(ip)
    local bytes = string.gsub(
        ip,
        "(%d+)%.?",
        function(part) return string.char(tonumber(part)) end
    )
    return bytes
end
local function labelOf(text, number)
    local suffix = number == 1 and "" or "-" .. tostring(number)
    return string.sub(text, 1, MAX_LABEL_BYTES - #suffix) .. suffix
end
function ____exports.hostName(name, number)
    local label = string.gsub(name, "[^%w]+", "-")
    local trimmed = string.match(label, "^%-*(.-)%-*$") or ""
    return labelOf(trimmed == "" and "device" or trimmed, number)
end
function ____exports.createRecords(identity)
    local localEnd = encodeLabels("local") .. NAME_END
    local instance = string.gsub(identity.name, "%c", "")
    local host = withLength(____exports.hostName(identity.name, identity.number)) .. localEnd
    local service = encodeLabels(identity.service) .. localEnd
    local full = withLength(labelOf(instance, identity.number)) .. service
    local all = encodeLabels("_services._dns-sd._udp") .. localEnd
    local texts = ""
    for ____, text in ipairs(identity.txt) do
        texts = texts .. withLength(text)
    end
    local records = {}
    local function add(name, ____type, data, ttlSeconds)
        local isUnique = ____type ~= 12
        local key = string.lower(name)
        records[#records + 1] = {
            name = name,
            key = key,
            type = ____type,
            data = data,
            ttlSeconds = ttlSeconds,
            isUnique = isUnique,
            isRecent = false
        }
    end
    add(all, 12, service, OTHER_TTL_SECONDS)
    add(service, 12, full, OTHER_TTL_SECONDS)
    add(full, 16, texts == "" and NAME_END or texts, OTHER_TTL_SECONDS)
    add(
        full,
        33,
        ((word(0) .. word(0)) .. word(identity.port)) .. host,
        HOST_TTL_SECONDS
    )
    add(full, 47, full .. ONLY_SERVICE, HOST_TTL_SECONDS)
    add(host, 47, host .. ONLY_ADDRESS, HOST_TTL_SECONDS)
    add(
        host,
        1,
        encodeAddress(identity.ip),
        HOST_TTL_SECONDS
    )
    return records
end
function ____exports.includes(records, wanted)
    for ____, record in ipairs(records) do
        if record == wanted then
            return true
        end
    end
    return false
end
function ____exports.isKnown(record, known)
    for ____, entry in ipairs(known) do
        local same = entry.name == record.key and entry.type == record.type and entry.data == record.data
        if same and entry.ttlSeconds * 2 >= record.ttlSeconds then
            return true
        end
    end
    return false
end
local function findRecords(own, question)
    local found = {}
    local denial
    for ____, record in ipairs(own) do
        if record.key == question.name then
            if record.type == 47 then
                denial = record
            elseif question.type == record.type or question.type == 255 then
                found[#found + 1] = record
            end
        end
    end
    if #found == 0 and denial ~= nil then
        found[#found + 1] = denial
    end
    return found
end
local function addTo(answer, found, wantsUnicast)
    for ____, record in ipairs(found) do
        if not ____exports.isKnown(record, answer.known) and not ____exports.includes(answer.records, record) then
            local ____answer_records_0 = answer.records
            ____answer_records_0[#____answer_records_0 + 1] = record
            if not record.isUnique then
                answer.isShared = true
            end
            if not wantsUnicast then
                answer.wantsUnicast = false
            end
        end
    end
end
function ____exports.answerTo(own, message)
    local answer = {records = {}, known = message.answers, isShared = false, wantsUnicast = true}
    for ____, question in ipairs(message.questions) do
        addTo(
            answer,
            findRecords(own, question),
            question.wantsUnicast
        )
    end
    return answer
end
function ____exports.additionalTo(own, answers)
    local first
    local place = 0
    for ____, record in ipairs(own) do
        if first == nil and place >= SERVICE_PLACE and ____exports.includes(answers, record) then
            first = math.min(place, FIRST_HOST_PLACE)
        end
        place = place + 1
    end
    local additionals = {}
    place = 0
    for ____, record in ipairs(own) do
        local follows = first ~= nil and place >= first
        if follows and not ____exports.includes(answers, record) then
            additionals[#additionals + 1] = record
        end
        place = place + 1
    end
    return additionals
end
return ____exports
