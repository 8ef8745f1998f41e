require("support")
local chunked = require("chunked_codec")
local json = require("json_value_codec")
local paths = require("web_path_codec")

describe("chunked_codec", function()
  local function decode(text, limit) return chunked.decodeChunks(text, limit or 100) end

  it("puts chunks together and reads extensions and trailers away", function()
    assert.same({ kind = "body", body = "hello world" }, decode("5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX: y\r\n\r\n"))
    assert.same({ kind = "body", body = "" }, decode("0\r\n\r\n"))
    assert.same({ kind = "body", body = ("x"):rep(31) }, decode("1F\r\n" .. ("x"):rep(31) .. "\r\n000\r\n\r\n"))
  end)

  it("asks for more at every cut", function()
    local text = "5\r\nhello\r\n1\r\n!\r\n0\r\nX: y\r\n\r\n"
    for length = 0, #text - 1 do assert.equal("more", decode(text:sub(1, length)).kind, length) end
  end)

  it("refuses what is malformed", function()
    for _, text in ipairs({ "3\nabc", "0\r\nA: b\nC: d\r\n\r\n", "0\r\nfoo bar\r\n\r\n" }) do
      assert.equal(400, decode(text).status, text)
    end
    assert.same({ kind = "body", body = "abc" }, decode("00000000003\r\nabc\r\n0\r\n\r\n"))
    assert.equal(400, decode("1;" .. ("e"):rep(300) .. "\r\nx\r\n").status)
    for _, text in ipairs({ "x\r\n", "\r\n", "-1\r\n", "5\r\nhelloX\r\n", " 5\r\nhello\r\n", "5 5\r\n", "0x5\r\nhello\r\n" }) do
      assert.same({ kind = "bad", status = 400 }, decode(text), text)
    end
    assert.equal(400, decode(("0"):rep(300)).status)
  end)

  it("takes a body of the limit and refuses one byte more", function()
    assert.equal("body", decode("a\r\n1234567890\r\n0\r\n\r\n", 10).kind)
    assert.equal(413, decode("b\r\n", 10).status)
    assert.equal(413, decode("ffffffff\r\n", 10).status)
    assert.equal(413, decode("9\r\n123456789\r\n2\r\n", 10).status)
  end)

  it("refuses endless trailers", function()
    assert.equal(431, decode("0\r\n" .. ("x"):rep(300)).status)
    assert.equal(431, decode("0\r\n" .. ("x"):rep(300) .. "\r\n\r\n").status)
  end)
end)

describe("json_value_codec", function()
  it("reads every kind of value", function()
    local value = json.decode(' {"a" : [1, -2.5, 1e3, true, false, null, "x"], "b": {}, "c": ""} ')
    assert.same({ 1, -2.5, 1000, true, false, json.NULL, "x" }, value.a)
    assert.same({}, value.b)
    assert.equal("", value.c)
    assert.equal(7, (json.decode("7")))
    assert.equal("", (json.decode('""')))
  end)

  it("reads escapes, surrogate pairs among them", function()
    assert.equal('"\\/\b\f\n\r\t', (json.decode([["\"\\\/\b\f\n\r\t"]])))
    assert.equal("\0A\195\169\226\130\172\240\159\152\128", (json.decode([["\u0000\u0041\u00e9\u20AC\ud83d\ude00"]])))
  end)

  it("tells where a text is no JSON", function()
    for _, text in ipairs({
      "", "{", "[1,]", "{1:2}", "{\"a\" 1}", "nul", "01", "1.", ".5", "+1", "'a'", "[1 2]", "\"a", "\"\\x\"",
      "\"\n\"", "1 2", "{\"a\":1,}", "\"\\ud800\"", "\"\\udc00\"", "\"\\u12\"", "-", "1.e5", "tru e",
    }) do
      local value, problem = json.decode(text)
      assert.is_nil(value, text)
      assert.matches(" at %d+", problem)
    end
  end)

  it("reads 18 levels and refuses more than 20", function()
    assert.truthy(json.decode(("["):rep(18) .. ("]"):rep(18)))
    assert.is_nil(json.decode(("["):rep(25) .. ("]"):rep(25)))
    assert.is_nil(json.decode(("["):rep(5000)))
  end)

  it("writes values so that they read back", function()
    local text = json.encode({ list = { 1, 2.5, true, json.NULL }, text = 'a"\\\n', none = json.EMPTY_OBJECT, empty = {} })
    assert.equal([[{"empty":[],"list":[1,2.5,true,null],"none":{},"text":"a\"\\\u000a"}]], text)
    assert.equal("5", json.encode(10 / 2))
    assert.equal("null", json.encode(0 / 0))
    assert.equal("null", json.encode(math.huge))
    assert.equal('{"1":"a","3":"b"}', json.encode({ [1] = "a", [3] = "b" }))
  end)

  it("raises for what is no data", function()
    assert.has_error(function() json.encode(print) end)
    local loop = {}
    loop[1] = loop
    assert.has_error(function() json.encode(loop) end)
  end)
end)

describe("web_path_codec.fileOf", function()
  it("names the file below the root", function()
    assert.equal("index.html", paths.fileOf("/"))
    assert.equal("a/index.html", paths.fileOf("/a/"))
    assert.equal("a b+c.js", paths.fileOf("/a%20b+c.js"))
  end)

  it("finds no way out of the root", function()
    for _, path in ipairs({
      "/..", "/../init.lua", "/a/../b", "/%2e%2e/init.lua", "/a/%2E%2E", "/.", "/.nvs", "//init.lua", "/a//b", "/%2f/a",
      "/a\\b", "/a%5cb", "/a%00b", "/%0d", "a", "", "/%", "/%zz", "/..%2fx",
    }) do
      assert.is_nil(paths.fileOf(path), path)
    end
  end)
end)
