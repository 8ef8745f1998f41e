-- Section 1.1: 32-bit integers and single-precision floats.
local NUMBERS = "32-bit numbers"

--- A case of expressions and what tostring makes of them.
local function prints(name, list)
  return {
    name = name,
    needs = NUMBERS,
    run = function(t)
      for _, pair in ipairs(list) do t.equal(pair[2], tostring(t.eval(pair[1])), pair[1]) end
    end,
  }
end

--- A case of statements that raise.
local function raises(name, list)
  return {
    name = name,
    needs = NUMBERS,
    run = function(t)
      for _, pair in ipairs(list) do
        t.raises(pair[2], function() return t.eval(pair[1]) end)
      end
    end,
  }
end

return {
  {
    name = "1.1 the version is Lua 5.3, and the banner says so with its numbers",
    boots = {
      function() node.restart() end,
      function(t)
        t.equal("Lua 5.3", _VERSION)
        t.printed(" powered by Lua 5.3")
        if math.maxinteger == 2147483647 then t.printed("[5.3-int32-singlefp] on IDF ") end
      end,
    },
  },
  prints("1.1 integers are 32 bits and wrap around", {
    { "math.maxinteger", "2147483647" },
    { "math.mininteger", "-2147483648" },
    { "math.maxinteger + 1", "-2147483648" },
    { "-1 >> 1", "2147483647" },
    { "1 << 31", "-2147483648" },
    { "1 << 32", "0" },
    { "100000 * 100000", "1410065408" },
  }),
  prints("1.1 decimal literals beyond 32 bits become floats, hexadecimal ones wrap", {
    { "2147483648", "2.147484e+09" },
    { "3000000000", "3e+09" },
    { "4294967295", "4.294967e+09" },
    { "0xFFFFFFFF", "-1" },
  }),
  prints("1.1 tonumber makes a float of too much, with a base it wraps", {
    { "math.type(tonumber('4294967295'))", "float" },
    { "tonumber('4294967295', 10)", "-1" },
    { "tonumber('ffffffff', 16)", "-1" },
  }),
  prints("1.1 floats have 24 bits and print seven digits", {
    { "2^24", "1.677722e+07" },
    { "16777216.0 + 1 == 16777216.0", "true" },
    { "0.1 + 0.2", "0.3" },
    { "1700000000 / 1", "1.7e+09" },
  }),
  prints("1.1 floats reach from 1e-45 to 3.4e38", {
    { "1e308", "inf" },
    { "3.5e38", "inf" },
    { "1e-46", "0.0" },
    { "1 / 0", "inf" },
  }),
  prints("1.1 division and powers are floats, and show it when they are joined to text", {
    { "10 / 2", "5.0" },
    { "7.0 // 2", "3.0" },
    { "7 // 2", "3" },
    { "7 % 4", "3" },
    { "5.0 .. ''", "5.0" },
    { "7.9 // 1", "7.0" },
    { "math.floor(7.9)", "7" },
  }),
  prints("1.1 arithmetic on numerals in strings gives floats, bit operators integers", {
    { "'10' + 5", "15.0" },
    { "'0x10' + 0", "16.0" },
    { "'3' | 0", "3" },
  }),
  raises("1.1 bit operators raise for what is no 32-bit integer", {
    { "1.5 | 0", "number has no integer representation" },
    { "(2^31) | 0", "number has no integer representation" },
  }),
  prints("1.1 bit operators take integral floats", { { "3.0 | 0", "3" } }),
  prints("1.1 string.format takes integral floats and numerals for %d", {
    { "string.format('%d', 3.0)", "3" },
    { "string.format('%d', '10')", "10" },
    { "string.format('%d', '3.0')", "3" },
    { "string.format('%5.2f|%i', 1.5, 7)", " 1.50|7" },
    { "string.format('%.14g', 0.1)", "0.10000000149012" },
  }),
  {
    name = "1.1 string.format raises for what is no 32-bit integer",
    needs = NUMBERS,
    run = function(t)
      for _, value in ipairs({ 3.5, 2 ^ 31, 1e10, "3.5" }) do
        t.raises("bad argument #2 to 'format' (number has no integer representation)", function()
          string.format("%d", value)
        end)
      end
    end,
  },
  {
    name = "1.1 a library function that pcall itself calls is named with its library",
    needs = NUMBERS,
    run = function(t)
      t.raises("bad argument #2 to 'string.format' (number has no integer representation)", string.format, "%d", 3.5)
    end,
  },
  raises("1.1 an integer division by zero raises", { { "1 // 0", "attempt to divide by zero" } }),
  {
    name = "1.1 a remainder of a division by zero raises",
    needs = NUMBERS,
    run = function(t)
      t.raises("attempt to perform 'n%0'", function() return t.eval("1 % 0") end)
    end,
  },
  {
    name = "1.1 math.fmod raises for a zero divisor, in other words for floats",
    needs = NUMBERS,
    run = function(t)
      t.raises("modulo by zero", function() math.fmod(1.5, 0) end)
      t.raises("bad argument #2 to 'fmod' (zero)", function() math.fmod(1, 0) end)
    end,
  },
  prints("1.1 nought by nought is not a number", {
    { "(tostring(0 / 0):gsub('^-', ''))", "nan" },
    { "0 / 0 ~= 0 / 0", "true" },
  }),
  prints("1.1 math.floor gives an integer where it fits, else the float", {
    { "math.type(math.floor(2^31))", "float" },
    { "math.type(math.floor(2.5))", "integer" },
  }),
  {
    name = "1.1 integral floats are the same keys as integers, where they fit",
    needs = NUMBERS,
    run = function(t)
      local list = { [1.0] = "a", [2 ^ 31] = "b" }
      t.equal("a", list[1])
      t.equal("b", list[2 ^ 31])
      local kinds = {}
      for key in pairs(list) do kinds[math.type(key)] = true end
      t.equal({ integer = true, float = true }, kinds)
    end,
  },
  {
    name = "1.1 a loop up to math.maxinteger never ends",
    needs = "Lua 5.3",
    run = function(t)
      local count = 0
      for _ = math.maxinteger - 1, math.maxinteger do
        count = count + 1
        if count > 5 then break end
      end
      t.equal(6, count)
    end,
  },
  {
    name = "1.1 node.uptime gives microseconds as a float, and 0",
    needs = "Lua 5.3",
    run = function(t)
      local low, high = node.uptime()
      t.equal("float", math.type(low))
      t.equal(0, high)
    end,
  },
  raises("1.1 string.rep raises for a count beyond 32 bits", {
    { "string.rep('x', 2^31)", "bad argument #2 to 'rep' (number has no integer representation)" },
  }),
  {
    name = "1.1 string.unpack raises for integers that do not fit into 32 bits",
    needs = NUMBERS,
    run = function(t)
      t.equal(5, (string.unpack("<i8", string.pack("<i8", 5))))
      t.raises("8-byte integer does not fit into Lua Integer", string.unpack, "<i8", ("\1"):rep(8))
    end,
  },
  {
    name = "1.1 utf8, string.pack, string.packsize and string.unpack are there",
    needs = "Lua 5.3",
    run = function(t)
      t.equal("\195\164", utf8.char(228))
      t.equal(4, string.packsize("<i4"))
      t.equal("\1\0", string.pack("<i2", 1))
    end,
  },
}
