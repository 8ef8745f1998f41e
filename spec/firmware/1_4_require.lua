-- Section 1.4: require and package. Modules of these cases are files named t_...
return {
  {
    name = "1.4 require gives what package.loaded has",
    run = function(t)
      package.loaded.t_loaded = "there"
      t.equal("there", require("t_loaded"))
      package.loaded.t_loaded = nil
    end,
  },
  {
    name = "1.4 require finds modules and libraries of the ROM",
    run = function(t)
      t.equal(net, require("net"))
      t.equal(math, require("math"))
    end,
  },
  {
    name = "1.4 require prefers base functions and modules of the ROM to files",
    run = function(t)
      t.write("type.lua", "return 'file'")
      t.write("tmr.lua", "return 'file'")
      local found = { require("type"), require("tmr") }
      file.remove("type.lua")
      file.remove("tmr.lua")
      t.equal({ type, tmr }, found)
    end,
  },
  {
    name = "1.4 modules of the ROM are not in package.loaded",
    run = function(t)
      require("net")
      t.equal(nil, package.loaded.net)
      t.equal(nil, package.loaded.string)
      t.equal(_G, package.loaded._G)
      t.equal(package, package.loaded.package)
      t.equal(io, package.loaded.io)
    end,
  },
  {
    name = "1.4 package.path has .lc before .lua, and can be written",
    run = function(t)
      t.equal("?.lc;?.lua", package.path)
      t.write("t_odd.txt", "return 'by another path'")
      package.path = "?.txt"
      local found = require("t_odd")
      package.path = "?.lc;?.lua"
      package.loaded.t_odd = nil
      t.equal("by another path", found)
    end,
  },
  {
    name = "1.4 a stale .lc wins over a newer .lua",
    run = function(t)
      t.write("t_m.lua", "return 1")
      node.compile("t_m.lua")
      t.write("t_m.lua", "return 2")
      local found = require("t_m")
      package.loaded.t_m = nil
      t.equal(1, found)
    end,
  },
  {
    name = "1.4 the searchers are preload and Lua files, no more",
    run = function(t)
      t.equal(2, #package.searchers)
      package.preload.t_pre = function(...) return { ... } end
      local found = require("t_pre")
      package.preload.t_pre, package.loaded.t_pre = nil, nil
      t.equal("t_pre", found[1])
    end,
  },
  {
    name = "1.4 dots in a module's name become slashes of a flat name",
    run = function(t)
      t.write("t_a/b.lua", "return 'a/b'")
      t.equal("a/b", require("t_a.b"))
      t.equal("a/b", require("t_a/b"))
      package.loaded["t_a.b"], package.loaded["t_a/b"] = nil, nil
    end,
  },
  {
    name = "1.4 a module's chunk gets its name and its file",
    run = function(t)
      t.write("t_args.lua", "return { ... }")
      local found = require("t_args")
      package.loaded.t_args = nil
      t.equal({ "t_args", "t_args.lua" }, found)
    end,
  },
  {
    name = "1.4 what a module returns is kept, nothing counts as true",
    run = function(t)
      t.write("t_keep.lua", "return {}")
      t.write("t_nothing.lua", "")
      t.truthy(rawequal(require("t_keep"), require("t_keep")))
      t.equal(true, require("t_nothing"))
      package.loaded.t_keep, package.loaded.t_nothing = nil, nil
    end,
  },
  {
    name = "1.4 a module dropped from package.loaded is run again",
    run = function(t)
      t.write("t_again.lua", "return {}")
      local first = require("t_again")
      package.loaded.t_again = nil
      t.equal(false, rawequal(first, require("t_again")))
      package.loaded.t_again = nil
    end,
  },
  {
    name = "1.4 require lists what it tried",
    run = function(t)
      t.raises(
        "module 't_no' not found:\n\tno field package.preload['t_no']\n\tno file 't_no.lc'\n\tno file 't_no.lua'",
        function() require("t_no") end
      )
    end,
  },
  {
    name = "1.4 require says which file does not compile",
    run = function(t)
      t.write("t_bad.lua", "x =")
      local _, problem = pcall(function() require("t_bad") end)
      t.matches("error loading module 't_bad' from file 't_bad.lua':\n\tt_bad.lua:1: unexpected symbol near '?<eof>", problem)
    end,
  },
  {
    name = "1.4 an error of a module's chunk passes through require, and nothing is kept",
    run = function(t)
      t.write("t_raise.lua", "error('oh', 0)")
      t.raises("oh", function() require("t_raise") end)
      t.equal(nil, package.loaded.t_raise)
    end,
  },
}
