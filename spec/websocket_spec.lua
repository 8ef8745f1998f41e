local support = require("support")
local codec = require("websocket_codec")
local handshake = require("websocket_handshake")
local readers = require("websocket_reader")
local frames = require("websocket_frames")
local utf8Codec = require("utf8_codec")

local bytes, hex, frame = support.bytes, support.hex, frames.frame
local CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10

describe("websocket_codec.decodeFrame", function()
  local function decode(text, limit) return codec.decodeFrame(text, 1, limit or 70000) end
  local function assertBad(code, text, limit) assert.same({ kind = "bad", code = code }, decode(text, limit), hex(text)) end

  it("reads the masked examples of section 5.7", function()
    assert.same(
      { kind = "frame", opcode = TEXT, final = true, payload = "Hello", nextAt = 12 },
      decode(bytes("818537fa213d7f9f4d5158"))
    )
    assert.same(
      { kind = "frame", opcode = PONG, final = true, payload = "Hello", nextAt = 12 },
      decode(bytes("8a8537fa213d7f9f4d5158"))
    )
  end)

  it("takes every mask off every byte", function()
    local all = {}
    for byte = 0, 255 do all[#all + 1] = string.char(byte) end
    local payload = table.concat(all)
    for byte = 0, 255 do
      local mask = string.char(byte, (byte * 7 + 1) % 256, 255 - byte, (byte + 85) % 256)
      assert.equal(payload, decode(frame(BINARY, payload, { mask = mask })).payload)
    end
  end)

  it("takes the mask off payloads of every length modulo four, and of none", function()
    for length = 0, 9 do
      local payload = ("payload:)"):sub(1, length)
      assert.equal(payload, decode(frame(TEXT, payload)).payload)
    end
  end)

  it("asks for more at every cut", function()
    for _, length in ipairs({ 0, 5, 125, 126, 300 }) do
      local text = frame(BINARY, ("x"):rep(length))
      for cut = 0, #text - 1 do assert.equal("more", decode(text:sub(1, cut)).kind, cut) end
      assert.equal("frame", decode(text).kind)
    end
    local long = frame(BINARY, ("x"):rep(65536))
    for cut = 0, 14 do assert.equal("more", decode(long:sub(1, cut)).kind) end
    assert.equal("more", decode(long:sub(1, -2)).kind)
    assert.equal(65536, #decode(long).payload)
  end)

  it("reads one frame after the other", function()
    local text = "??" .. frame(TEXT, "one") .. frame(PING, "two") .. "\129"
    local first = codec.decodeFrame(text, 3, 100)
    assert.equal("one", first.payload)
    local second = codec.decodeFrame(text, first.nextAt, 100)
    assert.equal(PING, second.opcode)
    assert.equal("two", second.payload)
    assert.equal("more", codec.decodeFrame(text, second.nextAt, 100).kind)
  end)

  it("tells the last fragment from others", function()
    assert.is_false(decode(frame(TEXT, "Hel", { final = false })).final)
    local last = decode(frame(CONTINUATION, "lo"))
    assert.is_true(last.final)
    assert.equal(CONTINUATION, last.opcode)
  end)

  it("refuses frames without a mask", function()
    assertBad(1002, bytes("810548656c6c6f"))
    assertBad(1002, bytes("8900"))
    assertBad(1002, bytes("817e"))
  end)

  it("refuses each reserved bit, from its first byte on", function()
    for _, bit in ipairs({ 16, 32, 64 }) do
      assertBad(1002, frame(TEXT, "x", { reserved = bit }))
      assertBad(1002, string.char(128 + bit + PING))
    end
  end)

  it("refuses the reserved opcodes", function()
    for _, opcode in ipairs({ 3, 4, 5, 6, 7, 11, 12, 13, 14, 15 }) do assertBad(1002, frame(opcode, "")) end
  end)

  it("refuses control frames in fragments or of more than 125 bytes", function()
    for _, opcode in ipairs({ CLOSE, PING, PONG }) do
      assertBad(1002, frame(opcode, "", { final = false }))
      assert.equal(125, #decode(frame(opcode, ("x"):rep(125)), 0).payload)
      assertBad(1002, frame(opcode, ("x"):rep(126)))
      assertBad(1002, string.char(128 + opcode, 255))
    end
  end)

  it("refuses lengths that are not in their shortest form, or negative", function()
    assertBad(1002, bytes("82fe 007d"))
    assert.equal("more", decode(bytes("82fe 007e")).kind)
    assertBad(1002, bytes("82ff 000000000000ffff"))
    assert.equal("more", decode(bytes("82ff 0000000000010000")).kind)
    assertBad(1002, bytes("82ff 8000000000000000"))
    assertBad(1002, bytes("82ff ffffffffffffffff"))
  end)

  it("takes data of the limit and refuses one byte more before it has come", function()
    for _, limit in ipairs({ 0, 125, 126, 4096, 65535, 65536 }) do
      local text = frame(BINARY, ("x"):rep(limit))
      assert.equal(limit, #decode(text, limit).payload)
      local longer = frame(BINARY, ("x"):rep(limit + 1))
      assertBad(1009, longer:sub(1, #longer - limit - 5), limit)
    end
    assertBad(1009, bytes("82ff 0000000001000000"))
    assertBad(1009, bytes("82ff 0000000100000000"))
    assertBad(1009, bytes("82ff 7fffffffffffffff"))
  end)
end)

describe("websocket_codec.encodeFrame", function()
  it("writes the examples of section 5.7 that a server sends", function()
    assert.equal("810548656c6c6f", hex(codec.encodeFrame(TEXT, "Hello")))
    assert.equal("890548656c6c6f", hex(codec.encodeFrame(PING, "Hello")))
    local data = ("\7"):rep(65536)
    assert.equal(bytes("827e0100") .. data:sub(1, 256), codec.encodeFrame(BINARY, data:sub(1, 256)))
    assert.equal(bytes("827f0000000000010000") .. data, codec.encodeFrame(BINARY, data))
  end)

  it("uses the shortest form of each length", function()
    for length, head in pairs({ [0] = "8100", [125] = "817d", [126] = "817e007e", [65535] = "817effff" }) do
      local text = codec.encodeFrame(TEXT, ("x"):rep(length))
      assert.equal(head, hex(text:sub(1, #text - length)))
    end
  end)
end)

describe("websocket_codec's close frames", function()
  it("knows the codes that may be sent", function()
    local valid = {}
    for code = 0, 5100 do valid[code] = codec.isCloseCode(code) or nil end
    local expected = {}
    for _, range in ipairs({ { 1000, 1003 }, { 1007, 1014 }, { 3000, 4999 } }) do
      for code = range[1], range[2] do expected[code] = true end
    end
    assert.same(expected, valid)
    assert.is_false(codec.isCloseCode(65535))
  end)

  it("reads code and reason", function()
    assert.same({ kind = "close", code = 1005, reason = "" }, codec.decodeClose(""))
    assert.same({ kind = "close", code = 1000, reason = "" }, codec.decodeClose(bytes("03e8")))
    assert.same({ kind = "close", code = 4999, reason = "caf\195\169" }, codec.decodeClose(bytes("1387") .. "caf\195\169"))
  end)

  it("refuses half a code, codes that may not be sent, and reasons that are no UTF-8", function()
    for _, text in ipairs({ "03", "0000", "03e7", "03ec", "03ed", "03ee", "03f7", "07d0", "0bb7", "1388", "ffff" }) do
      assert.same({ kind = "bad", code = 1002 }, codec.decodeClose(bytes(text)), text)
    end
    assert.same({ kind = "bad", code = 1007 }, codec.decodeClose(bytes("03e8 c3")))
  end)

  it("writes code and reason, or neither", function()
    assert.equal("880203e8", hex(codec.encodeClose(1000, "")))
    assert.equal("880403f16f6b", hex(codec.encodeClose(1009, "ok")))
    assert.equal("8800", hex(codec.encodeClose(1005, "")))
  end)

  it("cuts a reason to whole characters in 123 bytes", function()
    assert.equal(2 + 125, #codec.encodeClose(1000, ("x"):rep(123)))
    assert.equal(2 + 125, #codec.encodeClose(1000, ("x"):rep(124)))
    assert.equal(2 + 2 + 122, #codec.encodeClose(1000, ("\195\169"):rep(62)))
    assert.equal(2 + 2 + 120, #codec.encodeClose(1000, ("\240\159\152\128"):rep(31)))
    assert.equal("a\239\191\189", codec.encodeClose(1000, "a\255"):sub(5))
  end)
end)

describe("utf8_codec.isValidUtf8", function()
  it("agrees with what toValidUtf8 leaves as it is", function()
    for _, text in ipairs({ "", "plain\0\127", "Z\195\188rich", "\224\160\128", "\237\159\191\238\128\128", "\244\143\191\191x" }) do
      assert.is_true(utf8Codec.isValidUtf8(text))
    end
    for _, text in ipairs({
      "\128", "\192\128", "\193\191", "\224\159\191", "\237\160\128", "\240\143\191\191", "\244\144\128\128",
      "\245\128\128\128", "ok\195", "\226\130", "\240\159\152", "\255", "\195\169\195",
    }) do
      assert.is_false(utf8Codec.isValidUtf8(text))
      assert.not_equal(text, utf8Codec.toValidUtf8(text))
    end
  end)
end)

describe("websocket_reader", function()
  local function read(text, limit, step)
    local reader = readers.createReader(limit or 1000)
    local events = {}
    for at = 1, #text, step or #text do
      readers.feed(reader, text:sub(at, at + (step or #text) - 1))
      local event = readers.next(reader)
      while event do
        events[#events + 1] = event
        if event.kind == "bad" then return events, reader end
        event = readers.next(reader)
      end
    end
    return events, reader
  end

  local function text(data) return { kind = "message", data = data, isBinary = false } end
  local function binary(data) return { kind = "message", data = data, isBinary = true } end
  local function bad(code) return { kind = "bad", code = code } end

  it("tells texts, bytes, pings, pongs and the end in their order", function()
    local stream = frame(TEXT, "one") .. frame(PING, "p") .. frame(BINARY, "\0\255") .. frame(PONG, "") .. frame(TEXT, "")
      .. frame(CLOSE, "\3\232bye")
    local expected = {
      text("one"), { kind = "ping", payload = "p" }, binary("\0\255"), { kind = "pong", payload = "" }, text(""),
      { kind = "close", code = 1000, reason = "bye" },
    }
    assert.same(expected, (read(stream)))
    for step = 1, 7 do assert.same(expected, (read(stream, 1000, step))) end
  end)

  it("puts fragments together, with control frames between them", function()
    local stream = frame(TEXT, "Hel", { final = false }) .. frame(PING, "now") .. frame(CONTINUATION, "", { final = false })
      .. frame(CONTINUATION, "lo") .. frame(BINARY, "x", { final = false }) .. frame(CONTINUATION, "y")
    assert.same({ { kind = "ping", payload = "now" }, text("Hello"), binary("xy") }, (read(stream)))
    assert.same({ { kind = "ping", payload = "now" }, text("Hello"), binary("xy") }, (read(stream, 5, 1)))
  end)

  it("refuses a continuation of nothing and a new message inside another", function()
    assert.same({ bad(1002) }, (read(frame(CONTINUATION, "x"))))
    assert.same({ text("a"), bad(1002) }, (read(frame(TEXT, "a") .. frame(CONTINUATION, "x"))))
    assert.same({ bad(1002) }, (read(frame(TEXT, "a", { final = false }) .. frame(TEXT, "b"))))
    assert.same({ bad(1002) }, (read(frame(TEXT, "a", { final = false }) .. frame(BINARY, "b", { final = false }))))
  end)

  it("takes a message of the limit in fragments and refuses one byte more", function()
    local first = frame(BINARY, ("x"):rep(600), { final = false })
    assert.equal(1000, #read(first .. frame(CONTINUATION, ("x"):rep(400)))[1].data)
    assert.same({ bad(1009) }, (read(first .. frame(CONTINUATION, ("x"):rep(401)))))
    assert.same({ bad(1009) }, (read(first .. frame(CONTINUATION, ("x"):rep(401), { final = false }))))
    assert.equal(2, #read(frame(TEXT, ("x"):rep(1000)) .. frame(TEXT, ("x"):rep(1000))))
  end)

  it("takes control frames in a message that has reached the limit", function()
    local stream = frame(BINARY, ("x"):rep(10), { final = false }) .. frame(PING, ("p"):rep(125)) .. frame(CONTINUATION, "")
    assert.equal(2, #read(stream, 10))
  end)

  it("keeps nothing of empty fragments", function()
    local _, reader = read(frame(TEXT, "", { final = false }) .. frame(CONTINUATION, "", { final = false }):rep(100))
    assert.equal(0, #reader.parts)
  end)

  it("keeps nothing of what was read", function()
    local _, reader = read(frame(TEXT, ("x"):rep(500)):rep(4), 1000, 50)
    readers.feed(reader, "")
    assert.equal("", reader.buffer)
    assert.equal(0, #reader.parts)
  end)

  it("checks the UTF-8 of a whole text, over its fragments", function()
    local snowman = "\226\152\131"
    for cut = 0, 3 do
      local stream = frame(TEXT, snowman:sub(1, cut), { final = false }) .. frame(CONTINUATION, snowman:sub(cut + 1))
      assert.same({ text(snowman) }, (read(stream)))
    end
    assert.same({ bad(1007) }, (read(frame(TEXT, snowman:sub(1, 2)))))
    assert.same({ bad(1007) }, (read(frame(TEXT, "\237\160\128"))))
    assert.same({ bad(1007) }, (read(frame(TEXT, "\226", { final = false }) .. frame(CONTINUATION, "\40\161"))))
    assert.same({ binary("\237\160\128") }, (read(frame(BINARY, "\237\160\128"))))
  end)

  it("hands on what is wrong with a close frame", function()
    assert.same({ bad(1002) }, (read(frame(CLOSE, "\3"))))
    assert.same({ bad(1002) }, (read(frame(CLOSE, "\3\237"))))
    assert.same({ bad(1007) }, (read(frame(CLOSE, "\3\232\255"))))
  end)
end)

describe("websocket_handshake", function()
  local function request(changes)
    local head = {
      method = "GET",
      headers = {
        host = "server.example.com",
        upgrade = "websocket",
        connection = "Upgrade",
        ["sec-websocket-key"] = "dGhlIHNhbXBsZSBub25jZQ==",
        ["sec-websocket-version"] = "13",
      },
    }
    for name, value in pairs(changes or {}) do head.headers[name] = value or nil end
    return head
  end

  local function statusOf(head, allowAll)
    local refused = handshake.refuse(head, allowAll == true)
    return refused and refused.status
  end

  it("answers the key of section 1.3", function()
    assert.equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", handshake.acceptKey("dGhlIHNhbXBsZSBub25jZQ=="))
    assert.equal(
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n",
      handshake.acceptHeaders(request())
    )
    assert.is_nil(statusOf(request()))
  end)

  it("finds the words of Upgrade and Connection in any case and in lists", function()
    for _, words in ipairs({ { "WebSocket", "upgrade" }, { "h2c, WEBSOCKET", "keep-alive, Upgrade" }, { "websocket", "Upgrade,x" } }) do
      assert.is_nil(statusOf(request({ upgrade = words[1], connection = words[2] })))
    end
  end)

  it("wants an upgrade to version 13, and says so", function()
    for _, changes in ipairs({
      { upgrade = false }, { upgrade = "websockets" }, { upgrade = "h2c" }, { connection = false }, { connection = "close" },
      { connection = "keep-alive, Upgraded" }, { ["sec-websocket-version"] = false }, { ["sec-websocket-version"] = "8" },
      { ["sec-websocket-version"] = "13, 8" }, { ["sec-websocket-version"] = "" },
    }) do
      local refused = handshake.refuse(request(changes), false)
      assert.equal(426, refused.status)
      assert.matches("Sec%-WebSocket%-Version: 13\r\n", refused.headers)
      assert.matches("Upgrade: websocket\r\nConnection: Upgrade\r\n", refused.headers)
    end
    local old = request()
    old.minorVersion = 0
    assert.equal(426, statusOf(old))
    old.minorVersion = 1
    assert.is_nil(statusOf(old))
  end)

  it("wants GET", function()
    for _, method in ipairs({ "POST", "HEAD", "get" }) do
      local head = request()
      head.method = method
      local refused = handshake.refuse(head, false)
      assert.equal(405, refused.status)
      assert.equal("Allow: GET\r\n", refused.headers)
    end
  end)

  it("wants a host and a key of 16 bytes in base64", function()
    assert.equal(400, statusOf(request({ host = false })))
    for _, key in ipairs({
      false, "", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZTE=", "dGhlIHNhbXBsZSBub25jZTEy",
      "dGhlIHNhbXBsZSBub25j=Q==", "dGhlIHNhbXBsZSBub25jZ-==", " GhlIHNhbXBsZSBub25jZQ==",
      "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==",
    }) do
      assert.equal(400, statusOf(request({ ["sec-websocket-key"] = key })), key)
    end
    assert.is_nil(statusOf(request({ ["sec-websocket-key"] = "+/+/+/+/+/+/+/+/+/+/+w==" })))
  end)

  it("keeps pages of other origins out unless all are allowed", function()
    for _, origin in ipairs({ "http://server.example.com", "https://SERVER.example.com" }) do
      assert.is_nil(statusOf(request({ origin = origin })))
    end
    for _, origin in ipairs({
      "http://evil.example", "null", "", "http://server.example.com.evil.example", "http://server.example.com:81",
      "server.example.com", "http://",
    }) do
      assert.equal(403, statusOf(request({ origin = origin })), origin)
      assert.is_nil(statusOf(request({ origin = origin }), true), origin)
    end
  end)
end)
