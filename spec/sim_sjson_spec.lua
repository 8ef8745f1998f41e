-- The simulated module sjson: what CM/sjson.c and its parser do, with what they get wrong.
require("support")
local bench = require("device_bench")
local log, value, problem = bench.log, bench.value, bench.problem

local function boot(program) return bench.boot(program, { modules = { "sjson" } }) end

describe("sjson", function()
  it("is absent from a default build", function()
    local bed = bench.boot("found, why = pcall(require, 'sjson')")
    assert.is_nil(value(bed, "sjson"))
    assert.is_false(bed.global("found"))
  end)
end)

describe("sjson.decode", function()
  local bed = boot()
  local function decode(json, expression)
    bed.device.globals().json = json
    return value(bed, "(function(t) return " .. expression .. " end)(sjson.decode(json))")
  end
  local function fails(json)
    bed.device.globals().json = json
    return (problem(bed, "sjson.decode(json)"):gsub("^JSON parse error: ", ""))
  end

  it("makes tables of lists and objects", function()
    assert.equal("1 x true false", decode('[1, "x", true, false]', "t[1] .. ' ' .. t[2] .. ' ' .. tostring(t[3]) .. ' ' .. tostring(t[4])"))
    assert.equal("b d 2", decode('{"a":"b","c":{"c":"d"},"e":[[],[7]]}', "t.a .. ' ' .. t.c.c .. ' ' .. #t.e"))
    assert.equal(0, decode("[]", "#t"))
    assert.is_true(decode("{}", "next(t) == nil"))
    assert.equal(7, decode(' {"a" : 7 } ', "t.a"))
  end)

  it("reads numbers as Lua would", function()
    assert.is_true(decode("[-12,0,-0,3.5,1e3,-2.5E-1,10]", "t[1] == -12 and t[2] == 0 and t[4] == 3.5 and t[5] == 1000 and t[6] == -0.25 and t[7] == 10"))
    assert.equal("Invalid number", fails("[1e5.5]"))
    -- A leading zero goes unnoticed after a minus.
    assert.equal(-7, decode("[-07]", "t[1]"))
    for _, wrong in ipairs({ "[01]", "[1.]", "[1e]", "[-]", "[1.2.3]", "[1-2]", "[1x]", "[1e5e5]", "[-x]" }) do
      assert.equal("INVALID_NUMBER", fails(wrong), wrong)
    end
  end)

  it("makes text of escapes, and question marks of pairs beyond the first plane", function()
    assert.equal('"/\\\b\f\n\r\tA\195\169\226\130\172', decode([=[["\"\/\\\b\f\n\r\t\u0041\u00e9\u20AC"]]=], "t[1]"))
    assert.equal("??", decode([=[["\ud83d\ude00"]]=], "t[1]"))
    assert.equal("\226\130\172\31", decode('["\226\130\172\31"]', "t[1]"))
    assert.equal("ESCAPE_INVALID", fails([=[["\x"]]=]))
    assert.equal("WEIRD_WHITESPACE", fails('["a\nb"]'))
    -- Too few digits: what comes next is read as digits, too.
    assert.equal("\225\136\160", decode([=[["\u12"]]=], "t[1]"))
  end)

  it("makes null a light userdata, or what the option says", function()
    assert.equal("userdata", decode("[null]", "type(t[1])"))
    assert.is_true(decode("[null,null]", "t[1] == t[2] and #t == 2"))
    assert.equal("none", value(bed, "sjson.decode('[null]', { null = 'none' })[1]"))
    assert.equal(3, value(bed, "sjson.decode('[1,null,3]', {})[3]"))
    assert.is_nil(value(bed, "sjson.decode('[1,null,3]', {})[2]"))
    assert.is_nil(value(bed, "sjson.NULL"))
  end)

  it("names what is wrong as its parser does", function()
    local cases = {
      ["[1,]"] = "TRAILING_COMMA", ['{"a":1,}'] = "TRAILING_COMMA", ["[,1]"] = "STRAY_TOKEN",
      ["[1}"] = "BRACKET_MISMATCH", ['{"a":1]'] = "BRACKET_MISMATCH", ["]"] = "BRACKET_MISMATCH",
      ['{"a"}'] = "VALUE_EXPECTED", ['{"a":}'] = "VALUE_EXPECTED", ["{1:2}"] = "HKEY_EXPECTED",
      ['{"a":1,2}'] = "HKEY_EXPECTED", ['{"a" "b"}'] = "MISSING_TOKEN", ['{"a" 1}'] = "CANT_INSERT",
      ["[1 2]"] = "CANT_INSERT", ["[[] []]"] = "CANT_INSERT", ["[tru]"] = "SPECIAL_INCOMPLETE",
      ["[trux]"] = "SPECIAL_EXPECTED", ["[truex]"] = "SPECIAL_EXPECTED", ["[x]"] = "SPECIAL_EXPECTED",
      ['"a"'] = "STRING_OUTSIDE_CONTAINER", ["[\\]"] = "ESCAPE_OUTSIDE_STRING",
      ["[\1]"] = "WEIRD_WHITESPACE", ["[\0]"] = "FOUND_NULL_BYTE", ["[1:2]"] = "STRAY_TOKEN",
      ["[nan]"] = "SPECIAL_EXPECTED", ['{"a":1 "b":2}'] = "STRAY_TOKEN",
    }
    for json, name in pairs(cases) do assert.equal(name, fails(json), json) end
  end)

  it("lets pass what is no JSON, too", function()
    assert.equal("ab", decode('["a" "b"]', "t[1] .. t[2]"))
    assert.equal(1, decode("[1]]garbage", "t[1]"))
    assert.equal(1, decode("[1] {", "t[1]"))
  end)

  it("wants it all, and a container", function()
    assert.equal("Incomplete JSON object passed to sjson.decode", fails('[1, "a'))
    assert.equal("Incomplete JSON object passed to sjson.decode", fails("12 "))
    assert.equal("Incomplete JSON object passed to sjson.decode", fails(""))
    assert.equal("bad argument #1 to 'decode' (string expected, got no value)", problem(bed, "sjson.decode()"))
  end)

  it("goes nineteen levels deep, whatever the option says", function()
    assert.equal("table", decode(("["):rep(19) .. ("]"):rep(19), "type(t)"))
    assert.equal("LEVELS_EXCEEDED", fails(("["):rep(20)))
    assert.equal("LEVELS_EXCEEDED", fails(("["):rep(19) .. "1"))
    bed.device.globals().json = ("["):rep(20)
    assert.matches("LEVELS_EXCEEDED", problem(bed, "sjson.decode(json, { depth = 50 })"))
  end)
end)

describe("a decoder", function()
  it("takes JSON in pieces of any size", function()
    local json = [=[{"a":[1,2.5,"x\"y",true,null],"b":{"c":"\u00e9"}}]=]
    for size = 1, #json do
      local bed = boot("d = sjson.decoder()")
      local pieces = {}
      for at = 1, #json, size do pieces[#pieces + 1] = json:sub(at, at + size - 1) end
      for index, piece in ipairs(pieces) do
        bed.device.globals().piece = piece
        assert.equal(index == #pieces and "table" or "nil", value(bed, "type((d:write(piece)))"))
      end
      assert.equal('x"y', value(bed, "d:result().a[3]"))
      assert.equal("\195\169", value(bed, "d:result().b.c"))
    end
  end)

  it("tells when it is not done, and refuses to go on after an error", function()
    local bed = boot("d = sjson.decoder()")
    assert.equal("decode not complete", problem(bed, "d:result()"))
    assert.equal("JSON parse error: TRAILING_COMMA", problem(bed, "d:write('[1,]')"))
    assert.equal("JSON parse error: previous call", problem(bed, "d:write(']')"))
  end)

  it("gives its result again, whatever comes after the end", function()
    local bed = boot("d = sjson.decoder() first = d:write('[1]')")
    assert.is_true(value(bed, "d:write('garbage') == first and d:result() == first"))
  end)

  it("gives each table a metatable, and asks checkpath for each", function()
    local bed = boot([=[
      meta = {
        __newindex = function(t, k, v) say("set", k, type(v)) rawset(t, k, v) end,
        checkpath = function(t, path)
          say("path", table.concat(path, "."))
          return path[1] ~= "skip"
        end,
      }
      t = sjson.decode('{"foo":[1,[]],"skip":{"x":1},"end":true}', { metatable = meta })
    ]=])
    assert.equal(
      "path , path foo, set foo table, set 1 number, path foo.2, set 2 table, path skip, "
        .. "set x number, set end boolean",
      log(bed)
    )
    assert.is_nil(value(bed, "t.skip"))
    assert.is_true(value(bed, "getmetatable(t.foo) == meta"))
  end)
end)

describe("sjson.encode", function()
  local bed = boot()
  local function encode(expression) return value(bed, "sjson.encode(" .. expression .. ")") end

  it("makes lists and objects of tables", function()
    assert.equal('[1,"x",true,false]', encode("{ 1, 'x', true, false }"))
    assert.equal('{"a":{"b":[1,2]}}', encode("{ a = { b = { 1, 2 } } }"))
    assert.equal("[]", encode("{}"))
    assert.equal("[[],[[]]]", encode("{ {}, { {} } }"))
    assert.equal("[1,null,null,4]", encode("{ 1, [4] = 4 }"))
    assert.equal('{"0":1}', encode("{ [0] = 1 }"))
    assert.equal("{true:1}", encode("{ [true] = 1 }"))
  end)

  it("writes numbers of nine digits", function()
    assert.equal("[1,-5,2.5,0.125]", encode("{ 1, -5, 2.5, 0.125 }"))
    assert.equal("[null,null,null]", encode("{ 1/0, -1/0, 0/0 }"))
    assert.equal("[2147483647]", encode("{ 2147483647 }"))
  end)

  it("escapes control characters and quotes, and no backslash", function()
    assert.equal([=[["\b\t\n\f\r\u0001\u001f\"\/]=] .. "\127\195\169" .. [=["]]=], encode([=[{ "\b\t\n\f\r\1\31\"\\/\127\195\169" }]=]))
  end)

  it("calls functions for their values, ten times at most", function()
    assert.equal("[[1]]", encode("{ function() return function() return { 1 } end end }"))
    bed.run("again = function() return again end")
    assert.equal("Cannot encode type 6", problem(bed, "sjson.encode({ again })"))
    assert.matches("oops$", problem(bed, "sjson.encode({ function() error('oops') end })"))
  end)

  it("knows null again, and the word for it", function()
    assert.equal("[null,1]", encode("sjson.decode('[null,1]')"))
    assert.equal('[null,"none2"]', encode("{ 'none', 'none2' }, { null = 'none' }"))
  end)

  it("refuses what has no JSON, and what is too deep", function()
    assert.equal("Cannot encode type 8", problem(bed, "sjson.encode({ coroutine.create(print) })"))
    assert.equal("Cannot encode type 7", problem(bed, "sjson.encode({ tmr.create() })"))
    assert.equal("Cannot encode type 5", problem(bed, "sjson.encode({ [{}] = 1 })"))
    assert.equal("bad argument #1 to 'encode' (table expected, got string)", problem(bed, "sjson.encode('x')"))
    bed.run("deep = {} for _ = 2, 20 do deep = { deep } end")
    assert.equal(("["):rep(20) .. ("]"):rep(20), encode("deep"))
    assert.equal("encoder stack overflow", problem(bed, "sjson.encode({ deep }, { depth = 100 })"))
  end)
end)

describe("an encoder", function()
  it("gives its text in pieces, then nothing", function()
    local bed = boot("e = sjson.encoder({ 'abc', 12 })")
    assert.equal('["ab', value(bed, "e:read(4)"))
    assert.equal("c", value(bed, "e:read(-3)"))
    assert.equal('",12]', value(bed, "e:read()"))
    assert.is_nil(value(bed, "e:read()"))
    bed.run("e = sjson.encoder({ ('x'):rep(2000) })")
    assert.equal(1024, value(bed, "#e:read()"))
  end)
end)
