local ____exports = {}
local HEADER = "IMPROV" .. string.char(1)
local NAME_BYTES = 6
local DATA_AT = 10
local MAX_DATA_BYTES = 255
function ____exports.createReader()
    return {pending = "", skips = 0}
end
local function sumOf(bytes)
    local sum = 0
    for at = 1, #bytes do
        sum = sum + string.byte(bytes, at)
    end
    return sum % 256
end
local function findHeader(bytes)
    local from = 1
    while true do
        local at = string.find(bytes, "I", from, true)
        if at == nil then
            return #bytes + 1
        end
        local seen = string.sub(bytes, at, at + #HEADER - 1)
        if seen == string.sub(HEADER, 1, #seen) then
            return at
        end
        from = at + 1
    end
end
local function skipRest(reader, text)
    if reader.skips == 0 or text == "" then
        return text
    end
    local pattern = reader.skips == 2 and "^[^\n]*\n?" or "^\r*\n?"
    local ____, ____end = string.find(text, pattern)
    local isOver = ____end < #text or string.sub(text, ____end, ____end) == "\n"
    if isOver then
        reader.skips = 0
    end
    return string.sub(text, ____end + 1)
end
local function sizeOf(bytes)
    return DATA_AT + (string.byte(bytes, DATA_AT - 1) or MAX_DATA_BYTES)
end
local function takePacket(reader, size, sink)
    local packet = string.sub(reader.pending, 1, size - 1)
    local sum = string.byte(reader.pending, size)
    if sumOf(packet) == sum then
        reader.pending = string.sub(reader.pending, size + 1)
        reader.skips = 1
        sink.packet(
            string.byte(packet, #HEADER + 1),
            string.sub(packet, DATA_AT)
        )
    else
        local taken = string.sub(reader.pending, 2, size)
        local others = string.sub(reader.pending, size + 1)
        reader.pending = string.sub(
            taken,
            findHeader(taken)
        ) .. others
        reader.skips = 2
        sink.broken()
    end
end
function ____exports.feed(reader, bytes, sink)
    reader.pending = reader.pending .. bytes
    while true do
        local at = findHeader(reader.pending)
        if at > 1 then
            local text = skipRest(
                reader,
                string.sub(reader.pending, 1, at - 1)
            )
            reader.pending = string.sub(reader.pending, at)
            if text ~= "" then
                sink.text(text)
            end
        end
        local size = sizeOf(reader.pending)
        if #reader.pending < size then
            return
        end
        reader.skips = 0
        takePacket(reader, size, sink)
    end
end
function ____exports.giveUp(reader, sink)
    local ____reader_0 = reader
    local pending = ____reader_0.pending
    reader.pending = ""
    if pending == "" then
        return
    end
    if #pending > NAME_BYTES then
        reader.skips = 2
        sink.broken()
    elseif skipRest(reader, pending) ~= "" then
        sink.text(pending)
    end
end
function ____exports.encodePacket(kind, data)
    local packet = (HEADER .. string.char(kind, #data)) .. data
    return (("\n" .. packet) .. string.char(sumOf(packet))) .. "\n"
end
function ____exports.encodeResult(command, texts)
    local body = ""
    for ____, text in ipairs(texts) do
        body = body .. string.char(#text) .. text
    end
    return ____exports.encodePacket(
        4,
        string.char(command, #body) .. body
    )
end
function ____exports.decodeCommand(data)
    local command, length = string.byte(data, 1, 2)
    if length == nil or length ~= #data - 2 then
        return nil, ""
    end
    return command, string.sub(data, 3)
end
function ____exports.decodeSettings(values)
    local ssidBytes = string.byte(values, 1)
    if ssidBytes == nil then
        return nil, ""
    end
    local passwordBytes = string.byte(values, ssidBytes + 2)
    if passwordBytes == nil or #values ~= ssidBytes + passwordBytes + 2 then
        return nil, ""
    end
    return string.sub(values, 2, ssidBytes + 1), string.sub(values, ssidBytes + 3)
end
return ____exports
