-- Section 5.3: file and the limits of SPIFFS. Files of these cases are named t_...
return {
  {
    name = "5.3 file lists, renames, removes and tells, and has nothing to open files",
    run = function(t)
      for _, name in ipairs({ "list", "format", "remove", "rename", "exists", "fsinfo", "mkdir", "rmdir" }) do
        t.equal("function", type(file[name]), name)
      end
      for _, name in ipairs({ "open", "close", "read", "readline", "write", "writeline", "seek", "stat", "getcontents", "putcontents", "on", "mount", "chdir", "flush" }) do
        t.equal(nil, file[name], name)
      end
    end,
  },
  {
    name = "5.3 file.list tells names and sizes",
    run = function(t)
      t.write("t_five", "12345")
      t.write("t_none", "")
      t.equal({ 5, 0 }, { file.list().t_five, file.list().t_none })
    end,
  },
  {
    name = "5.3 file.exists tells true or false, and wants a name",
    run = function(t)
      t.write("t_a", "")
      t.equal({ true, false }, { file.exists("t_a"), file.exists("t_b") })
      t.raises("bad argument #1 to 'exists' (string expected, got no value)", function() file.exists() end)
    end,
  },
  {
    name = "5.3 file.remove returns nothing and ignores what is not there",
    run = function(t)
      t.write("t_a", "x")
      t.equal(0, (select("#", file.remove("t_a"))))
      t.equal(false, file.exists("t_a"))
      t.equal(0, (select("#", file.remove("t_a"))))
    end,
  },
  {
    name = "5.3 file.rename tells true or false, and never replaces a file",
    run = function(t)
      t.write("t_a", "A")
      t.write("t_b", "B")
      t.equal(false, file.rename("t_a", "t_b"))
      t.equal({ "A", "B" }, { t.read("t_a"), t.read("t_b") })
      file.remove("t_b")
      t.equal(true, file.rename("t_a", "t_b"))
      t.equal("A", t.read("t_b"))
      t.equal(false, file.exists("t_a"))
      t.equal(false, file.rename("t_no", "t_x"))
      t.equal(false, file.rename("t_b", "t_" .. ("n"):rep(30)))
    end,
  },
  {
    name = "5.3 file.fsinfo tells what remains, is used and is there in all",
    run = function(t)
      local remaining, used, total = file.fsinfo()
      t.equal(total, remaining + used)
      for _, bytes in ipairs({ remaining, used, total }) do t.equal(bytes, math.floor(bytes)) end
      t.write("t_page", ("x"):rep(2000))
      local _, usedNow, totalNow = file.fsinfo()
      t.equal(total, totalNow)
      t.truthy(usedNow >= used + 2000, used .. " bytes before, " .. usedNow .. " after")
    end,
  },
  {
    name = "5.3 the 448 KB partition gives about 404 KB",
    needs = "stock build",
    run = function(t) t.equal(414401, (select(3, file.fsinfo()))) end,
  },
  {
    name = "5.3 file.format erases everything and says so",
    needs = "empty flash",
    leaves = "an empty flash",
    within = 60000,
    run = function(t)
      local kept = {}
      for name in pairs(file.list()) do kept[name] = t.read(name) end
      t.write("t_gone", "x")
      file.format()
      local gone = not file.exists("t_gone")
      for name, text in pairs(kept) do t.write(name, text) end
      t.truthy(gone)
      t.printed("format done.\n")
      t.done()
    end,
  },
  {
    name = "5.3 file.mkdir and file.rmdir raise, for SPIFFS has no directories",
    run = function(t)
      t.raises("failed to create directory 't_d'; code 134", function() file.mkdir("t_d") end)
      t.raises("failed to remove directory 't_d'; code 134", function() file.rmdir("t_d") end)
    end,
  },
  {
    name = "5.3 a name has 31 bytes at most",
    run = function(t)
      local name = "t_" .. ("n"):rep(29)
      t.write(name, "x")
      t.equal("x", t.read(name))
      local nothing, problem, number = io.open(name .. "n", "w")
      t.equal(nil, nothing)
      t.equal("string", type(number) == "number" and "string" or type(number))
      t.matches("^" .. name .. "n: .", problem)
      t.equal(false, file.exists(name .. "n"))
    end,
  },
  {
    name = "5.3 a slash is only a character of a flat name",
    run = function(t)
      t.write("t_a/b", "x")
      t.equal(1, file.list()["t_a/b"])
      t.equal(true, file.exists("t_a/b"))
    end,
  },
  {
    name = "5.3 a leading slash makes another name, which is listed without it",
    run = function(t)
      t.write("/t_x", "123")
      local seen = { file.list().t_x, file.exists("t_x"), file.exists("/t_x") }
      file.remove("/t_x")
      t.equal({ 0, false, true }, seen)
    end,
  },
  {
    name = "5.3 four files are open at once, and no fifth",
    run = function(t)
      local open = {}
      for i = 1, 4 do open[i] = io.open("t_" .. i, "w") end
      local fifth, _, number = io.open("t_5", "w")
      for i = 1, #open do open[i]:close() end
      t.equal(4, #open)
      t.equal(nil, fifth)
      t.equal("number", type(number))
      t.write("t_5", "now")
      t.equal("now", t.read("t_5"))
    end,
  },
  {
    name = "5.3 renaming and loading need a descriptor too",
    run = function(t)
      t.write("t_m.lua", "return 1")
      local open = {}
      for i = 1, 4 do open[i] = io.open("t_" .. i, "w") end
      local renamed = file.rename("t_m.lua", "t_n.lua")
      local chunk = loadfile("t_m.lua")
      for i = 1, #open do open[i]:close() end
      t.equal({ false }, { renamed, chunk })
      t.equal(1, dofile("t_m.lua"))
    end,
  },
  {
    name = "5.3 a handle that nobody holds is closed by the collector",
    run = function(t)
      for i = 1, 4 do io.open("t_" .. i, "w") end
      collectgarbage()
      collectgarbage()
      t.write("t_5", "x")
      t.equal("x", t.read("t_5"))
    end,
  },
}
