-- Section 1.2: which libraries there are, and what is odd in them.
local function missing(t, where, names)
  for _, name in ipairs(names) do t.equal(nil, t.eval(where .. name), where .. name) end
end

local function present(t, library, names)
  for _, name in ipairs(names) do
    t.truthy(t.eval(library .. "." .. name) ~= nil, library .. "." .. name .. " is missing")
  end
end

return {
  {
    name = "1.2 string, table, coroutine, math, io, debug and package are built in",
    run = function(t)
      present(t, "string", { "byte", "char", "dump", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse", "sub", "upper" })
      present(t, "table", { "concat", "insert", "move", "pack", "remove", "sort", "unpack" })
      present(t, "coroutine", { "create", "isyieldable", "resume", "running", "status", "wrap", "yield" })
      present(t, "math", { "abs", "ceil", "cos", "exp", "floor", "fmod", "huge", "log", "max", "maxinteger", "min", "modf", "pi", "random", "randomseed", "sin", "sqrt", "tointeger", "type", "ult" })
      present(t, "io", { "close", "flush", "input", "lines", "open", "output", "popen", "read", "tmpfile", "type", "write", "stderr", "stdin", "stdout" })
      present(t, "debug", { "debug", "gethook", "getinfo", "getlocal", "getmetatable", "getregistry", "getstrings", "getupvalue", "sethook", "setmetatable", "traceback" })
      present(t, "package", { "config", "loaded", "path", "preload", "searchers", "searchpath" })
    end,
  },
  {
    name = "1.2 utf8 and string.pack are built in",
    needs = "Lua 5.3",
    run = function(t)
      present(t, "utf8", { "char", "charpattern", "codepoint", "codes", "len", "offset" })
      present(t, "string", { "pack", "packsize", "unpack" })
    end,
  },
  {
    name = "1.2 there is no os, and nothing else of what the chip lacks",
    run = function(t)
      missing(t, "", { "os", "bit32", "setfenv", "getfenv", "module", "newproxy", "gcinfo" })
      missing(t, "table.", { "maxn", "getn" })
      missing(t, "math.", { "pow", "log10", "cosh", "ldexp", "frexp", "atan2" })
      missing(t, "package.", { "cpath", "loadlib" })
    end,
  },
  {
    name = "1.2 io.popen exists and always raises",
    run = function(t)
      t.raises("'popen' not supported", function() io.popen("ls") end)
    end,
  },
  {
    name = "1.2 unpack, loadstring and package.loaders are kept from older versions",
    run = function(t)
      t.equal({ 1, 2 }, { unpack({ 1, 2 }) })
      t.equal(load, loadstring)
      t.equal(package.searchers, package.loaders)
    end,
  },
  {
    name = "1.2 ipairs does not ask for __ipairs",
    run = function(t)
      local asked = false
      local list = setmetatable({ "a" }, { __ipairs = function() asked = true end })
      local count = 0
      for _ in ipairs(list) do count = count + 1 end
      t.equal(false, asked)
      t.equal(1, count)
      t.raises("bad argument #1 to 'ipairs' (value expected)", function() ipairs() end)
      t.raises("attempt to index a nil value", function() for _ in ipairs(nil) do end end)
    end,
  },
  {
    name = "1.2 the remainder of a string formats it",
    run = function(t)
      t.equal("n=5", "n=%d" % 5)
      local _, problem = pcall(function() return "%d" % nil end)
      t.matches("bad argument #2 to '.*' %(number expected, got nil%)$", problem)
    end,
  },
  {
    name = "1.2 strings have methods",
    run = function(t) t.equal("AB", ("ab"):upper()) end,
  },
  {
    name = "1.2 math.random starts the same sequence at each boot",
    boots = {
      function() node.restart() end,
      function(t)
        t.keep(math.random(1000) .. " " .. math.random(1000) .. " " .. math.random(1000))
        node.restart()
      end,
      function(t)
        t.equal(t.kept(), math.random(1000) .. " " .. math.random(1000) .. " " .. math.random(1000))
      end,
    },
  },
  {
    name = "1.2 math.randomseed makes the sequence repeat",
    run = function(t)
      math.randomseed(7)
      local first = { math.random(1000), math.random(1000) }
      math.randomseed(7)
      t.equal(first, { math.random(1000), math.random(1000) })
    end,
  },
  {
    name = "1.2 math.random stays in its bounds and raises for an empty interval",
    run = function(t)
      for _ = 1, 200 do
        local whole, part = math.random(-2, 2), math.random()
        t.truthy(whole >= -2 and whole <= 2 and whole == math.floor(whole))
        t.truthy(part >= 0 and part <= 1)
      end
      t.raises("bad argument #1 to 'random' (interval is empty)", function() math.random(0) end)
      t.raises("bad argument #1 to 'random' (interval is empty)", function() math.random(2, 1) end)
      t.raises("bad argument #1 to 'random' (interval too large)", function()
        math.random(-2147483647, 2147483647)
      end)
      t.raises("wrong number of arguments", function() math.random(1, 2, 3) end)
    end,
  },
  {
    name = "1.2 string.format cuts no item, and refuses too many digits",
    run = function(t)
      t.equal(300, #("%s"):format(("x"):rep(300)))
      t.equal(99, #("%99d"):format(1))
      t.raises("invalid format (width or precision too long)", function() return ("%100d"):format(1) end)
    end,
  },
  {
    name = "1.2 collectgarbage counts kilobytes and knows its options",
    run = function(t)
      t.equal("float", math.type(collectgarbage("count")))
      t.equal(0, collectgarbage("collect"))
      t.equal(0, collectgarbage("stop"))
      t.equal(0, collectgarbage("restart"))
      t.equal("boolean", type(collectgarbage("step")))
    end,
  },
  {
    name = "1.2 the collector's setters answer what was set before",
    run = function(t)
      collectgarbage("setpause", 110)
      t.equal(110, collectgarbage("setpause", 100))
      t.equal(100, collectgarbage("setpause", 110))
      collectgarbage("setstepmul", 200)
      t.equal(200, collectgarbage("setstepmul", 200))
    end,
  },
  {
    name = "1.2 collectgarbage answers \"setmemlimit\" as if it were \"isrunning\"",
    run = function(t) t.equal(true, collectgarbage("setmemlimit")) end,
  },
  {
    name = "1.2 collectgarbage refuses other options",
    run = function(t)
      t.raises("bad argument #1 to 'collectgarbage' (invalid option 'generational')", function()
        collectgarbage("generational")
      end)
    end,
  },
}
