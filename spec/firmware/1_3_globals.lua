-- Section 1.3: globals and read-only tables.
local LIBRARIES = { "string", "table", "math", "debug", "coroutine", "file", "net", "node", "tmr", "uart", "wifi" }

--- A case of something that writes into flash: the chip resets, and no pcall stops it.
local function resets(name, write)
  return {
    name = name,
    boots = {
      function(t)
        pcall(write)
        t.fail("went on")
      end,
      function(t) t.resetBy("panic") end,
    },
  }
end

return {
  {
    name = "1.3 _G is an ordinary table in front of the ROM",
    run = function(t)
      t.equal("table", type(getmetatable(_G)))
      t.equal(print, getmetatable(_G).__index.print)
      t.equal(tmr, getmetatable(_G).__index.tmr)
    end,
  },
  {
    name = "1.3 unknown globals are nil, and assignment makes them",
    run = function(t)
      t.equal(nil, neverAssigned)
      conformanceGlobal = 5
      t.equal(5, rawget(_G, "conformanceGlobal"))
      conformanceGlobal = nil
    end,
  },
  {
    name = "1.3 rawget does not see the ROM through _G",
    run = function(t)
      t.equal(nil, rawget(_G, "print"))
      t.equal(nil, rawget(_G, "math"))
      t.equal(nil, rawget(_G, "tmr"))
      t.equal(io, rawget(_G, "io"))
    end,
  },
  {
    name = "1.3 pairs of _G lists package, _G, io, require and _VERSION only",
    boots = {
      function() node.restart() end,
      function(t)
        local names = {}
        for name in pairs(_G) do names[#names + 1] = name end
        table.sort(names)
        t.equal("_G _VERSION io package require", table.concat(names, " "))
      end,
    },
  },
  {
    name = "1.3 io is a table in RAM",
    run = function(t)
      io.conformance = 1
      t.equal(1, rawget(io, "conformance"))
      io.conformance = nil
    end,
  },
  {
    name = "1.3 a module's global can be shadowed, and comes back",
    run = function(t)
      local real = net
      net = { fake = true }
      t.equal(true, net.fake)
      net = nil
      t.equal(real, net)
    end,
  },
  {
    name = "1.3 libraries and modules are tables to type()",
    run = function(t)
      for _, name in ipairs(LIBRARIES) do t.equal("table", type(_G[name]), name) end
    end,
  },
  {
    name = "1.3 a new key in a library or module raises",
    run = function(t)
      for _, name in ipairs(LIBRARIES) do
        t.raises("table is Readonly", function() _G[name].conformance = 1 end)
      end
    end,
  },
  {
    name = "1.3 rawset on a library or module raises",
    run = function(t)
      t.raises("table is readonly", function() rawset(net, "fake", 1) end)
      t.raises("table is readonly", function() rawset(math, "fake", 1) end)
    end,
  },
  resets("1.3 overwriting a key of a module resets the chip", function() net.createServer = print end),
  resets("1.3 overwriting a key of a library resets the chip", function() string.format = print end),
  resets("1.3 overwriting debug.traceback resets the chip", function() debug.traceback = print end),
  resets("1.3 setmetatable on a read-only table resets the chip", function() setmetatable(tmr, {}) end),
  {
    name = "1.3 the length of a read-only table raises",
    run = function(t)
      for _, name in ipairs(LIBRARIES) do
        local _, problem = pcall(function() return #_G[name] end)
        t.matches("attempt to get length of a table value", problem)
      end
    end,
  },
  {
    name = "1.3 pairs and next walk through a read-only table",
    run = function(t)
      local found = {}
      for name, value in pairs(tmr) do found[name] = value end
      t.equal(tmr.create, found.create)
      t.equal(0, found.ALARM_SINGLE)
      t.equal("string", type((next(tmr))))
      t.equal(nil, (next({})))
    end,
  },
  {
    name = "1.3 a key of more than 40 bytes, or of another kind, is not in a read-only table",
    run = function(t)
      t.equal(nil, tmr[("x"):rep(41)])
      t.equal(nil, tmr[1])
      t.equal(nil, tmr[true])
    end,
  },
  {
    name = "1.3 strings share one metatable with the library in it",
    run = function(t)
      t.equal(string, getmetatable("").__index)
      t.equal("function", type(getmetatable("").__mod))
    end,
  },
}
