local support = require("support")
local accept = require("accept_codec")
local form = require("form_codec")
local hexCodec = require("hex_codec")
local json = require("json_codec")
local utf8Codec = require("utf8_codec")

local REPLACEMENT = "\239\191\189"

describe("form_codec", function()
  it("decodes plus signs, percent signs and bytes of any kind", function()
    local fields = form.decodeForm("ssid=Caf%C3%A9+bar&password=a%26b%3D%2B%25+%22&x")
    assert.equal("Caf\195\169 bar", fields.ssid)
    assert.equal('a&b=+% "', fields.password)
    assert.equal("", fields.x)
  end)

  it("leaves a stray percent sign as it is", function()
    assert.equal("100%", form.decodeForm("a=100%").a)
    assert.equal("%zz%4", form.decodeForm("a=%zz%4").a)
  end)

  it("decodes once only", function()
    assert.equal("%41", form.decodeForm("a=%2541").a)
  end)

  it("keeps zero bytes, equals signs and encoded names", function()
    local fields = form.decodeForm("%61=x%00y&b=1=2&=z")
    assert.equal("x\0y", fields.a)
    assert.equal("1=2", fields.b)
    assert.equal("z", fields[""])
  end)

  it("lets the later value that is not empty win", function()
    assert.equal("typed", form.decodeForm("ssid=listed&ssid=typed").ssid)
    assert.equal("listed", form.decodeForm("ssid=listed&ssid=").ssid)
  end)
end)

describe("hex_codec", function()
  it("turns any bytes into digits and back", function()
    local all = {}
    for byte = 0, 255 do all[#all + 1] = string.char(byte) end
    local text = table.concat(all)
    assert.equal(support.hex(text), hexCodec.encodeHex(text))
    assert.equal(text, hexCodec.decodeHex(hexCodec.encodeHex(text):upper()))
  end)

  it("refuses what are no pairs of digits", function()
    assert.is_nil(hexCodec.decodeHex("abc"))
    assert.is_nil(hexCodec.decodeHex("zz"))
    assert.is_nil(hexCodec.decodeHex("0x"))
    assert.equal("", hexCodec.decodeHex(""))
  end)
end)

describe("json_codec", function()
  it("escapes quotes, backslashes and control characters", function()
    assert.equal([["a\"b\\c\u000a\u0000\u007f"]], json.encodeString('a"b\\c\n\0\127'))
  end)

  it("leaves well-formed UTF-8 alone and replaces what is not", function()
    assert.equal('"\240\159\152\128"', json.encodeString("\240\159\152\128"))
    assert.equal('"a' .. REPLACEMENT .. 'b"', json.encodeString("a\255b"))
  end)
end)

describe("utf8_codec", function()
  local function replaced(text) return utf8Codec.toValidUtf8(text) end

  it("keeps every well-formed character, at the edges of each length", function()
    for _, text in ipairs({
      "\0", "\127", "\194\128", "\223\191", "\224\160\128", "\237\159\191", "\238\128\128", "\239\191\191",
      "\240\144\128\128", "\244\143\191\191", "Stra\195\159e \240\159\143\160",
    }) do
      assert.equal(text, replaced(text))
    end
  end)

  it("replaces overlong forms, surrogates, what lies beyond U+10FFFF and cut characters", function()
    for _, text in ipairs({
      "\128", "\192\128", "\193\191", "\224\159\191", "\237\160\128", "\240\143\191\191", "\244\144\128\128",
      "\245\128\128\128", "\195", "\226\130", "\240\159\152", "\255",
    }) do
      assert.equal(REPLACEMENT:rep(#text), replaced(text))
    end
  end)

  it("goes on behind a broken character", function()
    assert.equal(REPLACEMENT .. "A" .. REPLACEMENT .. "\195\169", replaced("\226A\130\195\169"))
  end)
end)

describe("accept_codec", function()
  it("sends gzip only to who takes it", function()
    for _, header in ipairs({ "gzip", "gzip, deflate", "deflate,gzip;q=0.5", "GZIP", "*", "br, x-gzip" }) do
      assert.is_true(accept.acceptsGzip(header), header)
    end
    for _, header in ipairs({ "", "identity", "gzip;q=0", "gzip; q=0.0, *", "br;q=1.0, *;q=0", "gzipped" }) do
      assert.is_false(accept.acceptsGzip(header), header)
    end
    assert.is_false(accept.acceptsGzip(nil))
  end)

  it("sees whether a page or data is preferred", function()
    assert.is_true(accept.prefersHtml("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"))
    assert.is_true(accept.prefersHtml("application/json;q=0.5, text/html"))
    for _, header in ipairs({ "*/*", "application/json", "application/json, text/html;q=0.9", "text/html;q=0" }) do
      assert.is_false(accept.prefersHtml(header), header)
    end
    assert.is_false(accept.prefersHtml(nil))
  end)
end)
