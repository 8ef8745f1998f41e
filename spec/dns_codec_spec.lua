local support = require("support")
local dns = require("dns_codec")
local bytes, hex = support.bytes, support.hex

local function portal() return "192.168.4.1" end

local function answer(query)
  local reply = dns.answer(bytes(query), portal)
  return reply and hex(reply)
end

local function name(text)
  local labels = text:gsub("([^.]+)%.?", function(label) return string.char(#label) .. label end)
  return hex(labels) .. "00"
end

-- A query with RD set, its one question, and what stands behind it.
local function query(text, kind, class, tail)
  return "abcd01000001000000000000" .. name(text) .. kind .. (class or "0001") .. (tail or "")
end

local function code(reply) return tonumber(reply:sub(8, 8), 16) end
local function answers(reply) return tonumber(reply:sub(13, 16), 16) end

describe("dns_codec.answer", function()
  it("gives every name the portal's address, with a pointer and a short time to live", function()
    assert.equal(
      "1234858000010001000000000763617074697665056170706c6503636f6d0000010001c00c000100010000000a0004c0a80401",
      answer("1234010000010000000000000763617074697665056170706c6503636f6d0000010001")
    )
  end)

  it("answers HTTPS questions with no data", function()
    assert.equal(
      "3333858000010000000000000763617074697665056170706c6503636f6d0000410001",
      answer("3333010000010000000000000763617074697665056170706c6503636f6d0000410001")
    )
  end)

  it("answers SVCB for _dns.resolver.arpa with no data", function()
    assert.equal(
      "444485800001000000000000045f646e73087265736f6c76657204617270610000400001",
      answer("444401000001000000000000045f646e73087265736f6c76657204617270610000400001")
    )
  end)

  it("has no address for resolver.arpa and names below", function()
    assert.equal(0, answers(answer(query("resolver.arpa", "0001"))))
    assert.equal(0, answers(answer(query("x.Resolver.ARPA", "0001"))))
    assert.equal(1, answers(answer(query("myresolver.arpa", "0001"))))
  end)

  it("cuts EDNS data off", function()
    assert.equal(
      "555585800001000100000000037777770f6d736674636f6e6e6563747465737403636f6d0000010001c00c000100010000000a0004c0a80401",
      answer("555501000001000000000001037777770f6d736674636f6e6e6563747465737403636f6d000001000100002904d0000000000000")
    )
  end)

  it("denies the names that would keep encrypted DNS or proxies on", function()
    assert.equal(
      "777785830001000000000000137573652d6170706c69636174696f6e2d646e73036e65740000010001",
      answer("777701000001000000000000137573652d6170706c69636174696f6e2d646e73036e65740000010001")
    )
    assert.equal("99998583000100000000000004777061640000010001", answer("99990100000100000000000004777061640000010001"))
    for _, denied in ipairs({ "wpad.lan", "WPAD.home.arpa", "mask.icloud.com", "Mask-H2.iCloud.com" }) do
      assert.equal(3, code(answer(query(denied, "0001"))))
      assert.equal(3, code(answer(query(denied, "001c"))))
    end
    assert.equal(0, code(answer(query("wpadx.lan", "0001"))))
    assert.equal(0, code(answer(query("x.mask.icloud.com", "0001"))))
  end)

  it("does not spare the names by which Windows tests", function()
    assert.equal(
      "0e0e8580000100010000000003646e73086d7366746e63736903636f6d0000010001c00c000100010000000a0004c0a80401",
      answer("0e0e0100000100000000000003646e73086d7366746e63736903636f6d0000010001")
    )
  end)

  it("gives other types no data", function()
    for _, kind in ipairs({ "001c", "0040", "0041", "000c", "0021", "0010", "0006", "0002", "000f", "ffff" }) do
      local reply = answer(query("example.com", kind))
      assert.equal(0, code(reply))
      assert.equal(0, answers(reply))
    end
  end)

  it("answers ANY, and class ANY, with one address of class IN", function()
    assert.equal(1, answers(answer(query("example.com", "00ff"))))
    local reply = answer(query("example.com", "0001", "00ff"))
    assert.equal(1, answers(reply))
    assert.equal("c00c00010001", reply:sub(-32, -21))
  end)

  it("echoes the letters as they came", function()
    local mixed = query("cApTiVe.ApPlE.cOm", "0001")
    assert.equal(mixed:sub(25), answer(mixed):sub(25, 24 + #mixed - 24))
  end)

  it("copies RD, and sets QR, AA and RA only", function()
    local silent = query("a.b", "0001"):gsub("^abcd0100", "abcd0030")
    assert.equal("abcd8480", answer(silent):sub(1, 8))
    local truncated = query("a.b", "0001"):gsub("^abcd0100", "abcd0370")
    assert.equal("abcd8580", answer(truncated):sub(1, 8))
  end)

  it("refuses classes other than IN", function()
    assert.equal(5, code(answer(query("version.bind", "0010", "0003"))))
    assert.equal(5, code(answer(query("wpad", "0001", "0004"))))
  end)

  it("answers other opcodes with the header alone", function()
    assert.equal("abcd9584" .. ("0"):rep(16), answer((query("a.b", "0001"):gsub("^abcd0100", "abcd1100"))))
    assert.equal("abcdac84" .. ("0"):rep(16), answer((query("a.b", "0001"):gsub("^abcd0100", "abcd2800"))))
  end)

  it("answers what is no single question with FORMERR", function()
    assert.equal("121285810000000000000000", answer("121201000002000000000000016101620000010001016301640000010001"))
    assert.equal("121285810000000000000000", answer("121201000000000000000000"))
  end)

  it("answers a broken question with FORMERR and never looks beyond the message", function()
    local head = "abcd01000001000000000000"
    local broken = {
      "", "03", "0361", "03616263", "0361626300", "036162630000", "03616263000001", "0361626300000100",
      "c00c00010001", "40" .. ("61"):rep(64) .. "0000010001", "ff",
    }
    for _, question in ipairs(broken) do assert.equal("abcd8581" .. ("0"):rep(16), answer(head .. question)) end
  end)

  it("takes names of 255 bytes and refuses longer ones", function()
    local label63 = "3f" .. ("61"):rep(63)
    local head = "abcd01000001000000000000"
    local longest = head .. label63:rep(3) .. "3d" .. ("61"):rep(61) .. "00" .. "00010001"
    assert.equal(0, code(answer(longest)))
    local longer = head .. label63:rep(3) .. "3e" .. ("61"):rep(62) .. "00" .. "00010001"
    assert.equal(1, code(answer(longer)))
  end)

  it("answers the root name", function()
    assert.equal(1, answers(answer("abcd01000001000000000000" .. "00" .. "00010001")))
  end)

  it("is silent about short packets and replies", function()
    assert.is_nil(answer("1515010000010000000000"))
    assert.is_nil(answer(""))
    assert.is_nil(answer((query("a.b", "0001"):gsub("^abcd01", "abcd81"))))
  end)

  it("survives ten thousand random packets", function()
    local state = 12345
    local function random(limit)
      state = (state * 1103 + 12345) % 65536
      return state % limit
    end
    for _ = 1, 10000 do
      local packet = {}
      for index = 1, random(513) do packet[index] = string.char(random(256)) end
      local text = table.concat(packet)
      if random(2) == 0 then text = "\1\2\1\0\0\1" .. text end
      local reply = dns.answer(text, portal)
      if reply then
        assert.is_true(#reply <= #text + 16 and #reply <= 512)
        assert.equal(text:sub(1, 2), reply:sub(1, 2))
      end
    end
  end)

  it("gives the address it is asked to give", function()
    local reply = hex(dns.answer(bytes(query("a.b", "0001")), function() return "192.0.2.1" end))
    assert.equal("c0000201", reply:sub(-8))
  end)

  it("hands the resolver a lower-case name, and gives no data when it knows none", function()
    local asked
    local reply = hex(dns.answer(bytes(query("Device.Home.ARPA", "0001")), function(text) asked = text end))
    assert.equal("device.home.arpa", asked)
    assert.equal(0, answers(reply))
    assert.equal(0, code(reply))
  end)
end)
