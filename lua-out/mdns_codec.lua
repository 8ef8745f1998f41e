local ____exports = {}
local HEADER_BYTES = 12
local MAX_LABEL_BYTES = 63
local MAX_NAME_BYTES = 255
local MAX_KEPT = 40
local POINTER = 192
local CLASS_IN = 1
local TOP_BIT = 32768
local MAX_TTL_SECONDS = 65535
local NAME_END = string.char(0)
____exports.NAME_IN_DATA = {[12] = 0, [33] = 6, [47] = 0}
local function word(bytes, at)
    return string.byte(bytes, at) * 256 + string.byte(bytes, at + 1)
end
local function decodeName(bytes, startAt)
    local name = ""
    local partAt = startAt
    local at = startAt
    local nextAt = 0
    local size = string.byte(bytes, at)
    while size ~= nil and size > 0 do
        if size >= POINTER then
            local target = (size - POINTER) * 256 + (string.byte(bytes, at + 1) or 0) + 1
            if target >= partAt or target <= HEADER_BYTES then
                return nil, 0
            end
            if nextAt == 0 then
                nextAt = at + 2
            end
            partAt = target
            at = partAt
        else
            name = name .. string.sub(bytes, at, at + size)
            at = at + (size + 1)
            if size > MAX_LABEL_BYTES or #name >= MAX_NAME_BYTES then
                return nil, 0
            end
        end
        size = string.byte(bytes, at)
    end
    if size == nil then
        return nil, 0
    end
    return name .. NAME_END, nextAt == 0 and at + 1 or nextAt
end
local function decodeQuestions(bytes, count, isWanted)
    local questions = {}
    local at = HEADER_BYTES + 1
    for _ = 1, count do
        local name, nextAt = decodeName(bytes, at)
        if name == nil or nextAt + 3 > #bytes then
            return nil, 0
        end
        local key = string.lower(name)
        local questionClass = word(bytes, nextAt + 2) % TOP_BIT
        local fits = questionClass == CLASS_IN or questionClass == 255
        if fits and isWanted(key) and #questions < MAX_KEPT then
            local wantsUnicast = word(bytes, nextAt + 2) >= TOP_BIT
            questions[#questions + 1] = {
                name = key,
                type = word(bytes, nextAt),
                wantsUnicast = wantsUnicast
            }
        end
        at = nextAt + 4
    end
    return questions, at
end
local function decodeData(bytes, ____type, dataAt, endAt)
    local offset = ____exports.NAME_IN_DATA[____type]
    if offset == nil then
        return string.sub(bytes, dataAt, endAt)
    end
    local name, nextAt = decodeName(bytes, dataAt + offset)
    if name == nil or nextAt > endAt + 1 then
        return nil
    end
    return (string.sub(bytes, dataAt, dataAt + offset - 1) .. name) .. string.sub(bytes, nextAt, endAt)
end
local function decodeRecords(bytes, startAt, count, isWanted, kept)
    local at = startAt
    for _ = 1, count do
        local name, nextAt = decodeName(bytes, at)
        if name == nil or nextAt + 9 > #bytes then
            return nil
        end
        at = nextAt + 10 + word(bytes, nextAt + 8)
        if at > #bytes + 1 then
            return nil
        end
        local key = string.lower(name)
        local recordClass = word(bytes, nextAt + 2) % TOP_BIT
        if recordClass == CLASS_IN and isWanted(key) and #kept < MAX_KEPT then
            local ____type = word(bytes, nextAt)
            local data = decodeData(bytes, ____type, nextAt + 10, at - 1)
            if data == nil then
                return nil
            end
            local ttlSeconds = word(bytes, nextAt + 4) > 0 and MAX_TTL_SECONDS or word(bytes, nextAt + 6)
            kept[#kept + 1] = {name = key, type = ____type, data = data, ttlSeconds = ttlSeconds}
        end
    end
    return at
end
function ____exports.decode(bytes, isWanted)
    if #bytes < HEADER_BYTES then
        return nil
    end
    local flags = word(bytes, 3)
    local opcode = math.floor(flags / 2048) % 16
    if opcode ~= 0 or flags % 16 ~= 0 then
        return nil
    end
    local questions, answersAt = decodeQuestions(
        bytes,
        word(bytes, 5),
        isWanted
    )
    if questions == nil then
        return nil
    end
    local isReply = flags >= TOP_BIT
    local answers = {}
    local claims = {}
    local at = answersAt
    for section = 1, isReply and 3 or 2 do
        local kept = (isReply or section == 1) and answers or claims
        at = decodeRecords(
            bytes,
            at,
            word(bytes, 5 + 2 * section),
            isWanted,
            kept
        )
        if at == nil then
            return nil
        end
    end
    return {
        isReply = isReply,
        isTruncated = math.floor(flags / 512) % 2 == 1,
        questions = questions,
        answers = answers,
        claims = claims,
        questionsEndAt = answersAt - 1
    }
end
return ____exports
