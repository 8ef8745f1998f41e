-- Section 2.2: where an error ends up.

--- A case of an error in some callback: it is printed, and the chip restarts.
local function restarts(name, begin, text)
  return {
    name = name,
    boots = {
      function()
        node.setonerror()
        begin()
      end,
      function(t)
        t.resetBy("error")
        t.printed(text)
      end,
    },
  }
end

return {
  {
    name = "2.2 an error of init.lua is printed with a traceback, and the chip goes on",
    boots = {
      function(t)
        t.init("local x\nstarted = true\nerror('oh')")
        node.restart()
      end,
      function(t)
        t.equal(true, started)
        -- The firmware strips names of locals, so that it says other words for functions.
        t.printed("init.lua:3: oh\nstack traceback:\n\t[C]: in ")
        t.printed("'error'\n\tinit.lua:3: in main chunk")
      end,
    },
  },
  {
    name = "2.2 an error of init.lua never restarts the chip",
    within = 4000,
    boots = {
      function(t)
        t.init("error('oh')")
        node.restart()
      end,
      function(t) t.after(3000, t.done) end,
    },
  },
  {
    name = "2.2 an error of a console line is printed after \"Lua error: \" and never restarts the chip",
    within = 4000,
    run = function(t)
      node.setonerror()
      node.input("error('oh')\n")
      t.after(3000, function()
        t.printed("Lua error: \tstdin:1: oh\nstack traceback:\n")
        t.done()
      end)
    end,
  },
  restarts("2.2 an error in a task is printed with a traceback, then the chip restarts", function()
    node.task.post(function() error("oh") end)
  end, ": oh\nstack traceback:\n\t[C]: in "),
  restarts("2.2 an error in a timer's callback does the same", function()
    tmr.create():alarm(10, tmr.ALARM_SINGLE, function() error("oh", 0) end)
  end, "oh\nstack traceback:\n"),
  {
    name = "2.2 the chip goes on for two seconds after the error",
    boots = {
      function(t)
        node.setonerror()
        local ticks = 0
        tmr.create():alarm(500, tmr.ALARM_AUTO, function()
          ticks = ticks + 1
          t.keep(tostring(ticks))
        end)
        node.task.post(function() error("oh") end)
      end,
      function(t)
        t.matches("^[34]$", t.kept())
        t.resetBy("error")
      end,
    },
  },
  {
    name = "2.2 further errors are printed, and the first one's restart comes on time",
    boots = {
      function(t)
        node.setonerror()
        node.task.post(function() error("first") end)
        t.after(1000, function() error("second") end)
        t.after(2500, function() t.fail("the second error put it off") end)
      end,
      function(t)
        t.resetBy("error")
        t.printed(": first\n")
        t.printed(": second\n")
      end,
    },
  },
  {
    name = "2.2 a handler that comes after the first error does not stop the restart",
    boots = {
      function(t)
        node.setonerror()
        node.task.post(function() error("first") end)
        t.after(1000, function() node.setonerror(function() end) end)
      end,
      function(t) t.resetBy("error") end,
    },
  },
  {
    name = "2.2 node.setonerror replaces printing and restart",
    within = 4000,
    run = function(t)
      local caught = {}
      node.setonerror(function(problem) caught[#caught + 1] = problem end)
      node.task.post(function() error("caught it") end)
      t.after(3000, function()
        t.equal(1, #caught)
        t.matches(": caught it\nstack traceback:\n", caught[1])
        t.notPrinted("caught it")
        t.done()
      end)
    end,
  },
  {
    name = "2.2 the handler gets thrown tables untouched, and numbers as text",
    within = 500,
    run = function(t)
      local caught = {}
      node.setonerror(function(problem) caught[#caught + 1] = problem end)
      local thrown = { code = 7 }
      node.task.post(function() error(thrown) end)
      node.task.post(function() error(5, 0) end)
      t.after(100, function()
        t.truthy(rawequal(thrown, caught[1]))
        t.matches("^5\nstack traceback:\n", caught[2])
        t.done()
      end)
    end,
  },
  {
    name = "2.2 the handler runs in a task of its own, after what is left of the callback's event",
    within = 500,
    run = function(t)
      local order = {}
      node.setonerror(function() order[#order + 1] = "handler" end)
      node.task.post(node.task.HIGH_PRIORITY, function() error("oh") end)
      node.task.post(node.task.HIGH_PRIORITY, function() order[#order + 1] = "next" end)
      t.after(100, function()
        t.equal({ "next", "handler" }, order)
        t.done()
      end)
    end,
  },
  {
    name = "2.2 a handler that raises is called again and again, until the watchdog resets the chip",
    boots = {
      function()
        node.setonerror(function() error("again") end)
        node.task.post(function() error("first") end)
      end,
      function(t) t.resetBy("watchdog") end,
    },
  },
  {
    name = "2.2 errors are lost in silence while debug.traceback is not a function",
    within = 4000,
    run = function(t)
      node.setonerror()
      debug = { traceback = 1 }
      node.task.post(function() error("lost") end)
      t.after(3000, function()
        debug = nil
        t.notPrinted(": lost")
        t.done()
      end)
    end,
  },
  {
    name = "2.2 pcall, xpcall and error behave as in stock Lua",
    run = function(t)
      t.equal({ true, 1, 2 }, { pcall(function() return 1, 2 end) })
      local _, problem = pcall(error, { 5 })
      t.equal({ 5 }, problem)
      t.equal({ false, "oh!" }, { xpcall(function() error("oh", 0) end, function(m) return m .. "!" end) })
      t.equal({ true, "a" }, { xpcall(function(value) return value end, print, "a") })
      t.equal({ false }, { pcall(error) })
    end,
  },
  {
    name = "2.2 an abort in the firmware can't be caught by pcall",
    boots = {
      function(t)
        pcall(function() tmr.create():alarm(5, tmr.ALARM_SINGLE, function() end) end)
        t.fail("went on")
      end,
      function(t) t.resetBy("abort") end,
    },
  },
  {
    name = "2.2 Lua that is busy for more than five seconds meets the watchdog",
    boots = {
      function() while true do end end,
      function(t) t.resetBy("watchdog") end,
    },
  },
  {
    name = "2.2 no pcall catches the watchdog",
    boots = {
      function()
        while true do
          pcall(function() while true do end end)
        end
      end,
      function(t) t.resetBy("watchdog") end,
    },
  },
}
