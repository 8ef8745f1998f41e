-- Packets of Improv Wi-Fi Serial: bytes in and bytes out.
require("support")
local codec = require("improv_codec")

local HEADER = "IMPROV\1"

local function sum(bytes)
  local total = 0
  for at = 1, #bytes do total = total + bytes:byte(at) end
  return string.char(total % 256)
end

local function packet(kind, data)
  local body = HEADER .. string.char(kind, #data) .. data
  return body .. sum(body)
end

local function words(reader)
  local said = {}
  local sink = {
    text = function(bytes)
      local last = said[#said]
      if last and last:sub(1, 5) == "text " then said[#said] = last .. bytes else said[#said + 1] = "text " .. bytes end
    end,
    packet = function(kind, data) said[#said + 1] = ("packet %d %s"):format(kind, data) end,
    broken = function() said[#said + 1] = "broken" end,
  }
  return said, sink, reader or codec.createReader()
end

-- What comes of the bytes, in one piece and byte by byte: the same.
local function read(bytes)
  local whole, sink, reader = words()
  codec.feed(reader, bytes, sink)
  local single, sinkOfEach, other = words()
  for at = 1, #bytes do codec.feed(other, bytes:sub(at, at), sinkOfEach) end
  assert.same(whole, single)
  return whole, sink, reader
end

describe("a packet of Improv", function()
  it("is what the format's document has as its example", function()
    local data = "\1\30\12MyWirelessAP\16mysecurepassword"
    assert.same({ "packet 3 " .. data }, (read(packet(3, data) .. "\n")))
    local command, values = codec.decodeCommand(data)
    assert.same({ 1, 30 }, { command, #values })
    assert.same({ "MyWirelessAP", "mysecurepassword" }, { codec.decodeSettings(values) })
  end)

  it("is found among text, and its line end is nobody's", function()
    assert.same({ "text print(1)\nx", "packet 3 ab", "text =2\n" }, (read("print(1)\nx" .. packet(3, "ab") .. "\n=2\n")))
    assert.same({ "packet 3 a", "text \nb" }, (read(packet(3, "a") .. "\r\n\nb")))
    assert.same({ "packet 3 a", "text b" }, (read(packet(3, "a") .. "\r\r\nb")))
    assert.same({ "packet 3 a", "packet 3 b", "text c" }, (read(packet(3, "a") .. packet(3, "b") .. "c")))
  end)

  it("leaves text that begins like one", function()
    for _, text in ipairs({ "I", "IM", "IMPROV", "IIMPROVE\n", "IMPROV\2", "IMPIMPROV\n", "print('IMPROV')\n", ("I"):rep(300) }) do
      local said, sink, reader = read(text .. "!")
      assert.same({ "text " .. text .. "!" }, said)
      codec.giveUp(reader, sink)
      assert.same({ "text " .. text .. "!" }, said)
    end
  end)

  it("may have no data, and 255 bytes", function()
    assert.same({ "packet 3 " }, (read(packet(3, ""))))
    local longest = ("x"):rep(255)
    assert.same({ "packet 3 " .. longest }, (read(packet(3, longest))))
    assert.same({}, (read(packet(3, longest):sub(1, -2))))
  end)

  it("may hold a header itself", function()
    assert.same({ "packet 3 " .. HEADER }, (read(packet(3, HEADER))))
  end)

  it("with a wrong sum is broken, and the rest of its line is nobody's text", function()
    local right = packet(3, "secret")
    local wrong = right:sub(1, -2) .. string.char((right:byte(-1) + 1) % 256)
    assert.same({ "broken", "text after" }, (read(wrong .. "secret\nafter")))
  end)

  it("that lost a byte costs no packet behind it", function()
    local first, second = packet(3, "password"), packet(3, "second")
    for at = 8, #first do
      local said = read(first:sub(1, at - 1) .. first:sub(at + 1) .. "\n" .. second .. "\n" .. ("x"):rep(255) .. "\n=1\n")
      assert.equal("broken", said[1], at)
      local all = table.concat(said, "|")
      assert.falsy(all:find("pass", 1, true), all)
    end
    -- With the length as it was, the next one is found in its data.
    local said = read(first:sub(1, 12) .. first:sub(14) .. "\n" .. second .. "\n=1\n")
    assert.same({ "broken", "packet 3 second", "text =1\n" }, said)
  end)

  it("that does not go on is broken; a beginning of one is text", function()
    local said, sink, reader = read("=1\n" .. packet(3, "secret"):sub(1, 12))
    codec.giveUp(reader, sink)
    codec.feed(reader, "ret\n=2\n", sink)
    assert.same({ "text =1\n", "broken", "text =2\n" }, said)
    local heard, other, second = read("IMPROV")
    assert.same({}, heard)
    codec.giveUp(second, other)
    codec.giveUp(second, other)
    assert.same({ "text IMPROV" }, heard)
  end)
end)

describe("a device's packet", function()
  it("stands on lines of its own", function()
    assert.equal("\n" .. packet(1, "\2") .. "\n", codec.encodePacket(1, "\2"))
  end)

  it("has each text with its length", function()
    assert.equal("\n" .. packet(4, "\3\6\2ab\0\1c") .. "\n", codec.encodeResult(3, { "ab", "", "c" }))
    assert.equal("\n" .. packet(4, "\4\0") .. "\n", codec.encodeResult(4, {}))
    local longest = ("x"):rep(252)
    assert.equal("\n" .. packet(4, "\1\253\252" .. longest) .. "\n", codec.encodeResult(1, { longest }))
  end)
end)

describe("a command", function()
  it("is nothing where its lengths do not fit", function()
    for _, data in ipairs({ "", "\1", "\1\1", "\1\0x", "\1\3ab" }) do assert.is_nil((codec.decodeCommand(data))) end
    assert.same({ 2, "" }, { codec.decodeCommand("\2\0") })
  end)

  it("has a name and a password, of any length that fits", function()
    for _, values in ipairs({ "", "\0", "\1", "\1a", "\1a\1", "\1a\0x", "\2a\0", "\255", "\1a\2b" }) do
      assert.is_nil((codec.decodeSettings(values)), ("%q"):format(values))
    end
    assert.same({ "", "" }, { codec.decodeSettings("\0\0") })
    assert.same({ "a", "" }, { codec.decodeSettings("\1a\0") })
    local ssid, password = ("s"):rep(32), ("p"):rep(64)
    assert.same({ ssid, password }, { codec.decodeSettings("\32" .. ssid .. "\64" .. password) })
  end)
end)
