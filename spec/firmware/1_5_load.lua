-- Section 1.5: load, loadfile, dofile and compiled chunks.
return {
  {
    name = "1.5 load compiles into the globals, or into an environment",
    run = function(t)
      t.equal(_G, load("return _G")())
      t.equal(5, load("return x", "chunk", "t", { x = 5 })())
      t.equal(7, load("return ...")(7))
    end,
  },
  {
    name = "1.5 load takes a function that gives the source in pieces",
    run = function(t)
      local pieces = { "return ", "1 ", "+ 2", nil }
      local at = 0
      local chunk = load(function()
        at = at + 1
        return pieces[at]
      end)
      t.equal(3, chunk())
    end,
  },
  {
    name = "1.5 load returns nil and the message for what does not compile",
    run = function(t)
      local chunk, problem = load("x = = 1", "=line")
      t.equal(nil, chunk)
      t.equal("line:1: unexpected symbol near '='", problem)
      t.matches('^%[string "for"%]:1: .*<eof>', (select(2, load("for"))))
    end,
  },
  {
    name = "1.5 load refuses a kind of chunk that the mode leaves out",
    run = function(t)
      t.equal("attempt to load a text chunk (mode is 'b')", (select(2, load("return 1", "x", "b"))))
      t.equal("attempt to load a binary chunk (mode is 't')", (select(2, load("\27Lua", "x", "t"))))
    end,
  },
  {
    name = "1.5 load without a chunk raises",
    run = function(t)
      t.raises("bad argument #1 to 'load' (function expected, got no value)", function() load() end)
    end,
  },
  {
    name = "1.5 dofile runs a file and returns its values",
    run = function(t)
      t.write("t_do.lua", "return 1, nil, 3")
      t.equal(3, (select("#", dofile("t_do.lua"))))
      t.equal(3, (select(3, dofile("t_do.lua"))))
    end,
  },
  {
    name = "1.5 loadfile compiles a file and does not run it",
    run = function(t)
      t.write("t_load.lua", "return 'ran'")
      local chunk = loadfile("t_load.lua")
      t.equal("ran", chunk())
      t.write("t_bad.lua", "return +")
      local nothing, problem = loadfile("t_bad.lua")
      t.equal(nil, nothing)
      t.matches("^t_bad.lua:1: unexpected symbol near", problem)
    end,
  },
  {
    name = "1.5 a first line with # is skipped, and counted",
    run = function(t)
      t.write("t_hash.lua", "#!lua\nerror('oh')")
      local _, problem = pcall(dofile, "t_hash.lua")
      t.equal("t_hash.lua:2: oh", problem)
    end,
  },
  {
    name = "1.5 a missing file is named, with the system's words",
    run = function(t)
      t.equal("cannot open t_no.lua: No such file or directory", (select(2, loadfile("t_no.lua"))))
      local _, problem = pcall(dofile, "t_no.lua")
      t.equal("cannot open t_no.lua: No such file or directory", problem)
    end,
  },
  {
    name = "1.5 dofile and loadfile without a name raise",
    run = function(t)
      t.raises("filename is NULL", function() dofile() end)
      t.raises("filename is NULL", function() loadfile(nil) end)
    end,
  },
  {
    name = "1.5 string.dump makes a chunk that load takes, and no broken one",
    run = function(t)
      t.equal(5, load(string.dump(function() return 5 end))())
      t.equal(nil, (load("\27Lua")))
    end,
  },
  {
    name = "1.5 node.compile writes a .lc that dofile runs",
    run = function(t)
      t.write("t_c.lua", "return 'compiled'")
      t.equal(nil, node.compile("t_c.lua"))
      t.equal("compiled", dofile("t_c.lc"))
    end,
  },
  {
    name = "1.5 a compiled file has no line numbers in its errors",
    needs = "Lua 5.3",
    run = function(t)
      t.write("t_c.lua", "local x\nx.y = 1")
      node.compile("t_c.lua")
      local _, problem = pcall(dofile, "t_c.lc")
      t.matches("^[%w_.?]+:%-1: attempt to index a nil value", problem)
    end,
  },
  {
    name = "1.5 node.stripdebug answers level 2 unless it was set, and refuses others than 1 to 3",
    run = function(t)
      local before = node.stripdebug()
      t.equal(2, before)
      t.equal(3, node.stripdebug(3))
      t.equal(3, node.stripdebug())
      t.equal(2, node.stripdebug(before))
      t.raises("bad argument #2 to 'stripdebug' (not a valid function)", function() node.stripdebug(1, "x") end)
      t.raises("bad argument #1 to 'stripdebug' (Invalid strip level)", function() node.stripdebug(4) end)
      t.raises("bad argument #1 to 'stripdebug' (Invalid strip level)", function() node.stripdebug(0) end)
    end,
  },
  {
    name = "1.5 code that is loaded at level 3 has no lines, and its file's name still",
    needs = "Lua 5.3",
    run = function(t)
      t.write("t_s.lua", "local x\nlocal function f() return x.y end\nreturn f")
      local before = node.stripdebug()
      node.stripdebug(3)
      local bare = dofile("t_s.lua")
      node.stripdebug(before)
      local full = dofile("t_s.lua")
      local _, problem = pcall(bare)
      t.matches("^t_s%.lua:%-1: attempt to index a nil value", problem)
      _, problem = pcall(full)
      t.matches("^t_s%.lua:2: attempt to index a nil value", problem)
    end,
  },
}
