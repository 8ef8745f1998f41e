local ____exports = {}
local ____utf8_codec = require("utf8_codec")
local isValidUtf8 = ____utf8_codec.isValidUtf8
local ____websocket_codec = require("websocket_codec")
local decodeClose = ____websocket_codec.decodeClose
local decodeFrame = ____websocket_codec.decodeFrame
function ____exports.createReader(maxMessageBytes)
    return {
        maxMessageBytes = maxMessageBytes,
        buffer = "",
        at = 1,
        opcode = nil,
        parts = {},
        partBytes = 0
    }
end
function ____exports.feed(reader, bytes)
    reader.buffer = string.sub(reader.buffer, reader.at) .. bytes
    reader.at = 1
end
local function bad(code)
    return {kind = "bad", code = code}
end
local function finishMessage(reader, opcode)
    local data = table.concat(reader.parts)
    reader.opcode = nil
    reader.parts = {}
    reader.partBytes = 0
    if opcode == 2 then
        return {kind = "message", data = data, isBinary = true}
    end
    if not isValidUtf8(data) then
        return bad(1007)
    end
    return {kind = "message", data = data, isBinary = false}
end
local function takeData(reader, frame)
    local isFirst = frame.opcode ~= 0
    local hasBegun = reader.opcode ~= nil
    if isFirst == hasBegun then
        return bad(1002)
    end
    local opcode = reader.opcode or frame.opcode
    reader.opcode = opcode
    if frame.payload ~= "" then
        local ____reader_parts_0 = reader.parts
        ____reader_parts_0[#____reader_parts_0 + 1] = frame.payload
    end
    reader.partBytes = reader.partBytes + #frame.payload
    return frame.final and finishMessage(reader, opcode) or nil
end
local function takeControl(frame)
    if frame.opcode == 8 then
        return decodeClose(frame.payload)
    end
    return {kind = frame.opcode == 9 and "ping" or "pong", payload = frame.payload}
end
function ____exports.next(reader)
    while true do
        local room = reader.maxMessageBytes - reader.partBytes
        local decoded = decodeFrame(reader.buffer, reader.at, room)
        if decoded.kind == "more" then
            return nil
        end
        if decoded.kind == "bad" then
            return decoded
        end
        reader.at = decoded.nextAt
        local event = decoded.opcode >= 8 and takeControl(decoded) or takeData(reader, decoded)
        if event ~= nil then
            return event
        end
    end
end
return ____exports
