-- Section 2.3: restarts and what the chip tells of them.
return {
  {
    name = "2.3 node.restart does not return, not even to pcall",
    boots = {
      function(t)
        pcall(node.restart)
        t.fail("returned")
      end,
      function(t) t.resetBy("restart") end,
    },
  },
  {
    name = "2.3 node.restart loses queued tasks and timers",
    boots = {
      function(t)
        t.keep("before")
        node.task.post(node.task.HIGH_PRIORITY, function() t.keep("task") end)
        tmr.create():alarm(100, tmr.ALARM_SINGLE, function() t.keep("timer") end)
        node.restart()
      end,
      function(t)
        t.equal("before", t.kept())
        t.equal(nil, leftFromBefore)
      end,
    },
  },
  {
    name = "2.3 globals are gone after a restart, files are not",
    boots = {
      function(t)
        leftFromBefore = true
        t.write("t_stays", "here")
        node.restart()
      end,
      function(t)
        t.equal(nil, leftFromBefore)
        t.equal("here", t.read("t_stays"))
      end,
    },
  },
  {
    name = "2.3 what print wrote before node.restart reaches the console",
    boots = {
      function()
        print("the last words")
        node.restart()
      end,
      function(t) t.printed("the last words\n") end,
    },
  },
  {
    name = "2.3 node.bootreason tells a software reset and the count of panics, which node.restart clears",
    boots = {
      function() node.restart() end,
      function(t) t.equal({ 2, 19, 0 }, { node.bootreason() }) end,
    },
  },
  {
    name = "2.3 an uncaught error's restart is no panic to node.bootreason",
    boots = {
      function() node.restart() end,
      function()
        node.setonerror()
        node.task.post(function() error("oh") end)
      end,
      function(t) t.equal({ 2, 19, 0 }, { node.bootreason() }) end,
    },
  },
  {
    name = "2.3 the chip starts again as often as init.lua's callbacks raise",
    boots = {
      function(t)
        t.init("node.task.post(function() error('each time') end)")
        node.restart()
      end,
      function() end,
      function(t)
        file.remove("init.lua")
        t.resetBy("error")
      end,
      function(t) t.resetBy("error") end,
    },
  },
  {
    name = "2.3 tmr.wdclr sleeps a tick, in which no task runs",
    run = function(t)
      local ran = false
      node.task.post(node.task.HIGH_PRIORITY, function() ran = true end)
      local before = node.uptime()
      tmr.wdclr()
      local spent = node.uptime() - before
      t.equal(false, ran)
      t.truthy(spent > 0 and spent <= 60000, "wdclr took " .. spent .. " us")
    end,
  },
  {
    name = "2.3 a task that posts itself for ever meets the watchdog",
    boots = {
      function()
        local function again() node.task.post(again) end
        again()
      end,
      function(t) t.resetBy("watchdog") end,
    },
  },
}
