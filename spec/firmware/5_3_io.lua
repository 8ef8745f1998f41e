-- Section 5.3: io on the flash. Files of these cases are named t_...
return {
  {
    name = "5.3 io.open makes a file, writes and reads it",
    run = function(t)
      local f = io.open("t_a", "w")
      t.truthy(rawequal(f, f:write("one\n", 2, " 0x10\nthree")))
      t.equal(true, f:close())
      t.equal("one\n2 0x10\nthree", t.read("t_a"))
    end,
  },
  {
    name = "5.3 io.open returns nil, the name with the reason, and a number",
    run = function(t)
      t.equal({ nil, "t_no: No such file or directory", 2 }, { io.open("t_no") })
    end,
  },
  {
    name = "5.3 io.open refuses a wrong mode",
    run = function(t)
      t.raises("bad argument #2 to 'open' (invalid mode)", function() io.open("t_a", "q") end)
    end,
  },
  {
    name = "5.3 files are read by lines, numbers, counts and whole",
    run = function(t)
      t.write("t_a", "one\n2 0x10\nthree")
      local f = io.open("t_a")
      t.equal("one\n", f:read("L"))
      t.equal(2, f:read("n"))
      t.equal(16, f:read("n"))
      t.equal("\n", f:read(1))
      t.equal("th", f:read(2))
      t.equal("ree", f:read("a"))
      t.equal("", f:read("a"))
      t.equal(nil, (f:read("l")))
      t.equal(nil, (f:read(1)))
      f:close()
    end,
  },
  {
    name = "5.3 read takes several formats, and a wrong one raises",
    run = function(t)
      t.write("t_a", "12 x\nend")
      local f = io.open("t_a")
      t.equal({ 12, " x", "end" }, { f:read("n", "l", "a") })
      t.raises("bad argument #1 to 'read' (invalid format)", function() f:read("z") end)
      f:close()
    end,
  },
  {
    name = "5.3 seek moves, tells and refuses",
    run = function(t)
      t.write("t_a", "12345")
      local f = io.open("t_a")
      t.equal(5, f:seek("end"))
      t.equal(1, f:seek("set", 1))
      t.equal("23", f:read(2))
      t.equal(3, f:seek())
      t.equal(2, f:seek("cur", -1))
      t.equal("345", f:read("a"))
      t.equal(nil, (f:seek("set", -1)))
      f:close()
    end,
  },
  {
    name = "5.3 a appends, r+ updates in place, w empties at once",
    run = function(t)
      t.write("t_a", "12345")
      local f = io.open("t_a", "a")
      f:write("6")
      f:close()
      f = io.open("t_a", "r+")
      f:seek("set", 1)
      f:write("xx")
      f:close()
      t.equal("1xx456", t.read("t_a"))
      f = io.open("t_a", "w")
      t.equal(0, file.list().t_a)
      f:close()
    end,
  },
  {
    name = "5.3 a restart before flush leaves an empty file of what w opened",
    boots = {
      function(t)
        t.write("t_a", "old")
        local f = io.open("t_a", "w")
        f:write("new")
        node.restart()
      end,
      function(t) t.equal("", t.read("t_a")) end,
    },
  },
  {
    name = "5.3 flush brings what was written to the flash",
    boots = {
      function(t)
        local f = io.open("t_a", "w")
        f:write("new")
        t.truthy(rawequal(f, f:flush()))
        node.restart()
      end,
      function(t) t.equal("new", t.read("t_a")) end,
    },
  },
  {
    name = "5.3 a closed file raises, and io.type tells of it",
    run = function(t)
      local f = io.open("t_a", "w")
      t.equal("file", io.type(f))
      f:close()
      t.equal("closed file", io.type(f))
      t.equal(nil, io.type("t_a"))
      t.equal("file (closed)", tostring(f))
      t.raises("attempt to use a closed file", function() f:read() end)
    end,
  },
  {
    name = "5.3 lines of a file end with it",
    run = function(t)
      t.write("t_a", "one\n\nthree")
      local lines = {}
      for line in io.lines("t_a") do lines[#lines + 1] = line end
      t.equal({ "one", "", "three" }, lines)
      local f = io.open("t_a")
      for line in f:lines() do lines[#lines + 1] = line end
      t.equal(6, #lines)
      t.equal("file", io.type(f))
      f:close()
      t.equal(false, (pcall(io.lines, "t_no")))
    end,
  },
  {
    name = "5.3 setvbuf takes no, full and line",
    run = function(t)
      local f = io.open("t_a", "w")
      t.equal(true, f:setvbuf("no"))
      f:write("at once")
      t.equal(7, file.list().t_a)
      t.equal(true, f:setvbuf("full", 256))
      t.equal(true, f:setvbuf("line"))
      f:close()
      t.equal("at once", t.read("t_a"))
    end,
  },
  {
    name = "5.3 a handle for reading does not write",
    run = function(t)
      t.write("t_a", "x")
      local f = io.open("t_a")
      local done = f:write("y")
      local closed = done and f:close()
      t.equal("x", t.read("t_a"))
      t.truthy(not done or not closed, "neither write nor close complained")
      if not done then f:close() end
    end,
  },
  {
    name = "5.3 io.output leads to the console until it is told otherwise",
    run = function(t)
      t.equal(io.stdout, io.output())
      io.output("t_a")
      io.write("into the file")
      io.close()
      io.output(io.stdout)
      t.equal("into the file", t.read("t_a"))
    end,
  },
  {
    name = "5.3 bytes of every kind come back as they were",
    run = function(t)
      local bytes = {}
      for byte = 0, 255 do bytes[#bytes + 1] = string.char(byte) end
      local all = table.concat(bytes)
      t.write("t_a", all .. "\r\n" .. all)
      t.equal(all .. "\r\n" .. all, t.read("t_a"))
    end,
  },
  {
    name = "5.3 a full flash refuses to write, with words and a number",
    needs = "empty flash",
    within = 240000,
    run = function(t)
      local f = io.open("t_big", "w")
      local block = ("x"):rep(2048)
      local written = 0
      local function step()
        for _ = 1, 4 do
          local ok, problem, number = f:write(block)
          if ok then ok, problem, number = f:flush() end
          if not ok then
            f:close()
            t.comment("full after " .. written .. " bytes")
            t.equal("string", type(problem))
            t.equal("number", type(number))
            t.truthy(file.fsinfo() < 50000)
            return t.done()
          end
          written = written + #block
        end
        t.truthy(written < 600000, "it never was full")
        t.after(10, step)
      end
      step()
    end,
  },
}
