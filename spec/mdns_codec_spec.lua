local support = require("support")
local codec = require("mdns_codec")
local messages = require("mdns_messages")
local records = require("mdns_records")
local bytes = support.bytes

local LAMP = "\4lamp\5local\0"
local HEAD = "000000000001000000000000"

local function all() return true end
local function decode(text, wanted) return codec.decode(text, wanted or all) end
local function question(hex) return decode(bytes(HEAD .. hex)) end

-- A name of three labels of 63 bytes and one of `last`: 193 bytes and the last, its length, and the end.
local function long(last) return ("3f" .. ("61"):rep(63)):rep(3) .. ("%02x"):format(last) .. ("62"):rep(last) .. "00" end

describe("mdns_codec.decode", function()
  it("reads questions: the name in lower case, the type, the QU bit", function()
    local message = question("044C616d70054c4f43414c00" .. "00ff" .. "8001")
    assert.same({ { name = LAMP, type = 255, wantsUnicast = true } }, message.questions)
    assert.equal(28, message.questionsEndAt)
    assert.is_false(message.isReply)
    assert.is_false(message.isTruncated)
    assert.is_false(question("046c616d70056c6f63616c00" .. "0001" .. "0001").questions[1].wantsUnicast)
  end)

  it("reads known answers and claims of a query, and everything of a reply", function()
    local one = { name = "lamp.local", type = "A", data = "\1\2\3\4", ttl = 90 }
    local sections = { answers = { one }, claims = { one, one }, additionals = { one } }
    local query = decode(messages.encode(sections))
    assert.same({ { name = LAMP, type = 1, data = "\1\2\3\4", ttlSeconds = 90 } }, query.answers)
    assert.equal(2, #query.claims)
    sections.flags = messages.REPLY
    local reply = decode(messages.encode(sections))
    assert.is_true(reply.isReply)
    assert.equal(4, #reply.answers)
    assert.equal(0, #reply.claims)
  end)

  it("keeps what is wanted, of class IN or ANY", function()
    local text = messages.encode({ questions = { { name = "a.local" }, { name = "lamp.local" }, { name = "lamp.local", class = 4 },
      { name = "lamp.local", class = 255 } }, answers = { { name = "b.local", type = "A", data = "" },
      { name = "lamp.local", type = "A", class = 255, data = "" } } })
    local message = decode(text, function(name) return name == LAMP end)
    assert.equal(2, #message.questions)
    assert.equal(0, #message.answers)
  end)

  it("unfolds names, and those in the data of PTR, SRV and NSEC", function()
    local function reply(size)
      return decode(bytes("000084000000000300000000" .. "046c616d70056c6f63616c00" .. "000c0001" .. "00001194" .. size
        .. "0161c00c" .. "c00c" .. "00218001" .. "00000078" .. "0008" .. "000000000050c00c"
        .. "c011" .. "002f8001" .. "00000078" .. "0005" .. "c00c000140"))
    end
    assert.is_nil(reply("0003"))
    local message = reply("0004")
    assert.equal("\1a" .. LAMP, message.answers[1].data)
    assert.equal("\0\0\0\0\0\80" .. LAMP, message.answers[2].data)
    assert.equal("\5local\0", message.answers[3].name)
    assert.equal(LAMP .. "\0\1\64", message.answers[3].data)
  end)

  it("tells times to live up to 65535 s apart", function()
    -- -1 has all 32 bits set.
    for given, read in pairs({ [0] = 0, [65535] = 65535, [65536] = 65535, [-1] = 65535 }) do
      local text = messages.encode({ answers = { { name = "a", type = "A", data = "", ttl = given } } })
      assert.equal(read, decode(text).answers[1].ttlSeconds)
    end
  end)

  it("refuses loops, and pointers that lead forward, into the header or out of the message", function()
    for _, name in ipairs({ "c00c", "c00e", "0161c00c0161", "c000", "c00b", "ffff", "c0", "0161c00d", "0161c00e", "40", "80" }) do
      assert.is_nil(question(name .. "00010001"), name)
    end
  end)

  it("follows pointers that lead further and further back", function()
    local text = "\0\0\0\0\0\3\0\0\0\0\0\0" .. "\1a\0\0\1\0\1" .. "\1b\192\12\0\1\0\1" .. "\1c\192\19\0\1\0\1"
    assert.equal("\1c\1b\1a\0", decode(text).questions[3].name)
  end)

  it("takes labels of 63 bytes and names of 255, and no longer ones", function()
    assert.equal(255, #question(long(61) .. "00010001").questions[1].name)
    assert.is_nil(question(long(62) .. "00010001"))
    assert.is_nil(question("40" .. ("61"):rep(64) .. "0000010001"))
  end)

  it("refuses what is cut off, wherever", function()
    local text = messages.encode({ questions = { { name = "lamp.local" } }, answers = { { name = "lamp.local", type = "A", data = "1234" } } })
    for size = 0, #text - 1 do assert.is_nil(decode(text:sub(1, size))) end
    assert.truthy(decode(text))
    assert.truthy(decode(text .. "more"))
  end)

  it("refuses other opcodes and errors", function()
    assert.is_nil(decode(messages.query("a", "A", { flags = 0x0800 })))
    assert.is_nil(decode(messages.query("a", "A", { flags = 0x8403 })))
    assert.truthy(decode(messages.query("a", "A", { flags = 0x0670 })))
  end)

  it("keeps forty of a kind", function()
    local questions = {}
    for index = 1, 40 do questions[index] = { name = "lamp.local" } end
    assert.equal(40, #decode(messages.encode({ questions = questions, answers = {} })).questions)
    questions[41] = { name = "lamp.local" }
    assert.equal(40, #decode(messages.encode({ questions = questions })).questions)
    local answers = {}
    for index = 1, 41 do answers[index] = { name = "lamp.local", type = "A", data = "1234" } end
    assert.equal(40, #decode(messages.encode({ answers = answers })).answers)
  end)
end)

describe("mdns_records", function()
  it("makes host names of letters, digits and hyphens", function()
    for text, name in pairs({
      ["lamp"] = "lamp", ["Lamp-7F3A"] = "Lamp-7F3A", ["a.b c"] = "a-b-c", ["-x-"] = "x", ["L\195\164mp"] = "L-mp",
      [""] = "device", ["..."] = "device",
    }) do
      assert.equal(name, records.hostName(text, 1))
    end
    assert.equal("lamp-2", records.hostName("lamp", 2))
    assert.equal(63, #records.hostName(("x"):rep(64), 12))
  end)

  it("takes texts of 255 bytes, and no longer ones", function()
    local identity = { name = "lamp", number = 1, ip = "192.168.1.50", port = 80, service = "_http._tcp", txt = { ("x"):rep(255) } }
    assert.equal("\255" .. ("x"):rep(255), records.createRecords(identity)[3].data)
    identity.txt = { ("x"):rep(256) }
    assert.has_error(function() records.createRecords(identity) end)
  end)
end)
