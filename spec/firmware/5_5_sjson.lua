-- Section 5.5: sjson, which a default build lacks.
local function case(name, run)
  return { name = "5.5 " .. name, modules = { "sjson" }, needs = "module sjson", run = run }
end

return {
  case("sjson.encode makes objects and arrays", function(t)
    t.equal('{"a":1}', sjson.encode({ a = 1 }))
    t.equal('[1,"x",true]', sjson.encode({ 1, "x", true }))
    t.equal("[]", sjson.encode({}))
    t.equal('{"a":{"b":[]}}', sjson.encode({ a = { b = {} } }))
  end),
  case("sjson.encode makes an array up to the largest key, with null in the holes", function(t)
    t.equal("[1,null,3]", sjson.encode({ [1] = 1, [3] = 3 }))
    t.equal('{"0":1}', sjson.encode({ [0] = 1 }))
  end),
  case("sjson.encode does not escape a backslash", function(t)
    t.equal('{"a":"\\"}', sjson.encode({ a = "\\" }))
  end),
  case("sjson.encode escapes quotes and control bytes, and passes the rest", function(t)
    t.equal('["\\"\\n\\t\\r\\b\\f\\u0001\255"]', sjson.encode({ '"\n\t\r\b\f\1\255' }))
  end),
  case("sjson.encode takes tables only", function(t)
    t.equal(false, (pcall(function() sjson.encode(5) end)))
    t.equal(false, (pcall(function() sjson.encode("x") end)))
  end),
  case("sjson.encode raises for what is no value of JSON", function(t)
    local _, problem = pcall(function() sjson.encode({ coroutine.create(print) }) end)
    t.matches("Cannot encode type %d+$", problem)
  end),
  case("sjson.encode calls functions and encodes what they return", function(t)
    t.equal("[5]", sjson.encode({ function() return 5 end }))
  end),
  case("sjson.encode stops at 20 levels, whatever its depth option says", function(t)
    local deep = {}
    for _ = 1, 30 do deep = { deep } end
    t.raises("encoder stack overflow", function() sjson.encode(deep) end)
    t.raises("encoder stack overflow", function() sjson.encode(deep, { depth = 40 }) end)
  end),
  case("sjson.encode takes another null", function(t)
    t.equal('["x",null]', sjson.encode({ "x", "nothing" }, { null = "nothing" }))
  end),
  case("infinity and what is not a number are encoded as null", function(t)
    t.equal("[null,null]", sjson.encode({ math.huge, 0 / 0 }))
  end),
  case("sjson.encoder gives the text in pieces", function(t)
    local encoder = sjson.encoder({ a = "12345678" })
    t.equal('{"a"', encoder:read(4))
    t.equal(':"12345678"}', encoder:read())
    t.equal(nil, encoder:read())
  end),
  case("sjson.decode reads objects, arrays and escapes", function(t)
    t.equal({ a = 1, b = { true, false, "x" } }, sjson.decode('{"a":1,"b":[true,false,"x"]}'))
    t.equal({ 'a"\\\n\195\164' }, sjson.decode('["a\\"\\\\\\n\\u00e4"]'))
  end),
  case("sjson.decode gives a null that is true to Lua, or another one", function(t)
    t.equal("userdata", type(sjson.decode("[null]")[1]))
    t.equal(nil, sjson.NULL)
    t.equal({ "none" }, sjson.decode("[null]", { null = "none" }))
  end),
  case("sjson.decode makes two question marks of a surrogate pair", function(t)
    t.equal({ "??" }, sjson.decode('["\\uD83D\\uDE00"]'))
  end),
  case("sjson.decode ignores what follows the end", function(t)
    t.equal({ 1 }, sjson.decode("[1] and more"))
  end),
  case("sjson.decode raises for text that ends early, and for no JSON", function(t)
    t.raises("Incomplete JSON object passed to sjson.decode", function() sjson.decode('{"a":') end)
    local _, problem = pcall(function() sjson.decode("[}") end)
    t.matches("JSON parse error: .", problem)
    t.equal(false, (pcall(function() sjson.decode("5") end)))
  end),
  case("sjson.decode gives the tables a metatable", function(t)
    local asked = false
    local decoded = sjson.decode('{"a":1}', { metatable = { __newindex = function(list, key, value)
      asked = true
      rawset(list, key, value)
    end } })
    t.equal(1, decoded.a)
    t.equal(true, asked)
  end),
  case("sjson.decoder takes the text in pieces", function(t)
    local decoder = sjson.decoder()
    t.equal(nil, decoder:write('{"a":'))
    t.raises("decode not complete", function() decoder:result() end)
    t.equal({ a = 1 }, decoder:write("1}"))
    t.equal({ a = 1 }, decoder:result())
  end),
}
