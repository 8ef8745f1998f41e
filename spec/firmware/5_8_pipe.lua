-- Section 5.8: pipe.
return {
  {
    name = "5.8 a pipe gives back what was written, by lines as a default",
    run = function(t)
      local p = pipe.create()
      p:write("one\ntwo\nrest")
      t.equal("one", p:read())
      t.equal("two\n", p:read("\n+"))
      t.equal("rest", p:read())
      t.equal(nil, p:read())
    end,
  },
  {
    name = "5.8 a pipe is read by counts and other delimiters",
    run = function(t)
      local p = pipe.create()
      p:write("abcdef,g")
      t.equal("abc", p:read(3))
      t.equal("def", p:read(","))
      t.equal("g", p:read(100))
    end,
  },
  {
    name = "5.8 unread puts text back in front",
    run = function(t)
      local p = pipe.create()
      p:write("world")
      p:unread("hello ")
      t.equal("hello world", p:read(100))
    end,
  },
  {
    name = "5.8 a pipe holds more than one buffer of 256 bytes",
    run = function(t)
      local p = pipe.create()
      local text = ("0123456789"):rep(100)
      p:write(text)
      t.equal(text, p:read(2000))
    end,
  },
  {
    name = "5.8 reader gives an iterator",
    run = function(t)
      local p = pipe.create()
      p:write("a\nb\n")
      local lines = {}
      for line in p:reader("\n") do lines[#lines + 1] = line end
      t.equal({ "a", "b" }, lines)
    end,
  },
  {
    name = "5.8 the callback runs in a task after a write",
    within = 500,
    run = function(t)
      local got = {}
      local p
      p = pipe.create(function(given)
        got[#got + 1] = given:read()
        t.truthy(rawequal(p, given))
        return false
      end)
      p:write("x\ny\n")
      t.equal(0, #got)
      t.after(50, function()
        t.equal({ "x" }, got)
        t.done()
      end)
    end,
  },
  {
    name = "5.8 a callback that returns true comes again until the pipe is empty",
    within = 500,
    run = function(t)
      local got = {}
      local p = pipe.create(function(given)
        got[#got + 1] = given:read()
        return true
      end)
      p:write("x\ny\nz\n")
      t.after(50, function()
        t.equal({ "x", "y", "z" }, got)
        t.done()
      end)
    end,
  },
  {
    -- The firmware looks at the state from before the callback, in which the write is noted.
    name = "5.8 a callback that returns nothing comes again for ever, until the watchdog resets the chip",
    boots = {
      function()
        pipe.create(function(given) given:read() end):write("x\n")
      end,
      function(t) t.resetBy("watchdog") end,
    },
  },
  {
    name = "5.8 a pipe ignores what is no text, whatever its own words for it",
    run = function(t)
      local p = pipe.create()
      p:write({})
      p:unread({})
      p:write()
      t.equal(nil, p:read())
    end,
  },
  {
    name = "5.8 a pipe refuses other sizes, delimiters and priorities",
    run = function(t)
      local p = pipe.create()
      p:write("x")
      t.raises("bad argument #1 to 'read' (invalid chunk size)", function() p:read(0) end)
      t.raises("bad argument #1 to 'read' (invalid delimiter)", function() p:read("ab") end)
      t.raises("bad argument #2 to 'create' (invalid priority)", function() pipe.create(function() end, 3) end)
    end,
  },
}
