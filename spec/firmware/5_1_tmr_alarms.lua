-- Section 5.1: when alarms fire.
local function nothing() end

--- Milliseconds since boot.
local function now() return node.uptime() / 1000 end

return {
  {
    name = "5.1 intervals are cut to ticks of 10 ms",
    within = 500,
    run = function(t)
      -- Twenty rounds of 19 ms: 200 ms of ticks.
      local begun, rounds = now(), 0
      tmr.create():alarm(19, tmr.ALARM_AUTO, function(timer)
        rounds = rounds + 1
        if rounds < 20 then return end
        timer:unregister()
        local spentMs = now() - begun
        t.truthy(spentMs > 180 and spentMs < 340, "twenty rounds took " .. spentMs)
        t.done()
      end)
    end,
  },
  {
    name = "5.1 the callback gets the timer",
    within = 500,
    run = function(t)
      local timer = tmr.create()
      timer:alarm(10, tmr.ALARM_SINGLE, function(...)
        t.equal(1, select("#", ...))
        t.truthy(rawequal(timer, (...)))
        t.done()
      end)
    end,
  },
  {
    name = "5.1 a SINGLE alarm is unregistered before its callback runs, which may alarm again",
    within = 500,
    run = function(t)
      local rounds = 0
      local function again(timer)
        t.equal(nil, (timer:state()))
        t.raises("timer not registered", function() timer:start() end)
        rounds = rounds + 1
        if rounds == 3 then return t.done() end
        t.equal(true, timer:alarm(10, tmr.ALARM_SINGLE, again))
      end
      tmr.create():alarm(10, tmr.ALARM_SINGLE, again)
    end,
  },
  {
    name = "5.1 a SEMI alarm becomes idle, and start brings it back",
    within = 500,
    run = function(t)
      local count = 0
      local timer = tmr.create()
      timer:alarm(10, tmr.ALARM_SEMI, function() count = count + 1 end)
      t.after(100, function()
        t.equal(1, count)
        t.equal({ false, tmr.ALARM_SEMI }, { timer:state() })
        t.equal(true, timer:start())
        t.after(100, function()
          t.equal(2, count)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "5.1 an AUTO alarm repeats on schedule, whatever its callback takes",
    within = 2000,
    run = function(t)
      local begun, count = now(), 0
      tmr.create():alarm(100, tmr.ALARM_AUTO, function(timer)
        count = count + 1
        for _ = 1, 5 do tmr.wdclr() end
        if count < 5 then return end
        timer:unregister()
        local spentMs = now() - begun
        t.truthy(spentMs > 490 and spentMs < 740, "five rounds took " .. spentMs)
        t.done()
      end)
    end,
  },
  {
    name = "5.1 expirations pile up while Lua is busy, then fire back to back",
    within = 2000,
    run = function(t)
      local at = {}
      local timer = tmr.create()
      timer:alarm(20, tmr.ALARM_AUTO, function() at[#at + 1] = now() end)
      for _ = 1, 9 do tmr.wdclr() end
      node.task.post(function()
        timer:unregister()
        t.truthy(#at >= 3 and #at <= 5, #at .. " expirations")
        t.truthy(at[#at] - at[1] < 30, "they took " .. at[#at] - at[1] .. " ms")
        t.done()
      end)
    end,
  },
  {
    name = "5.1 alarm on a running timer begins anew",
    within = 1000,
    run = function(t)
      local order = {}
      local timer = tmr.create()
      timer:alarm(50, tmr.ALARM_SINGLE, function() order[#order + 1] = "first" end)
      timer:alarm(100, tmr.ALARM_SINGLE, function() order[#order + 1] = "second" end)
      t.after(300, function()
        t.equal({ "second" }, order)
        t.done()
      end)
    end,
  },
  {
    name = "5.1 interval changes a running timer",
    within = 1000,
    run = function(t)
      local begun = now()
      local timer = tmr.create()
      timer:alarm(5000, tmr.ALARM_SINGLE, function()
        t.truthy(now() - begun < 800)
        t.done()
      end)
      timer:interval(100)
    end,
  },
  {
    name = "5.1 an expiration that waits in the queue is dropped by stop",
    within = 500,
    run = function(t)
      local fired = false
      local timer = tmr.create()
      timer:alarm(10, tmr.ALARM_SINGLE, function() fired = true end)
      for _ = 1, 3 do tmr.wdclr() end
      timer:stop()
      t.after(100, function()
        t.equal(false, fired)
        t.done()
      end)
    end,
  },
  {
    name = "5.1 an expiration that waits in the queue comes to the timer's new callback",
    within = 500,
    run = function(t)
      local fired = {}
      local timer = tmr.create()
      timer:alarm(10, tmr.ALARM_SINGLE, function() fired[#fired + 1] = "old" end)
      for _ = 1, 3 do tmr.wdclr() end
      timer:alarm(400, tmr.ALARM_SINGLE, function() fired[#fired + 1] = "new" end)
      t.after(100, function()
        t.equal({ "new" }, fired)
        t.done()
      end)
    end,
  },
  {
    name = "5.1 a running timer needs no reference",
    within = 1000,
    run = function(t)
      tmr.create():alarm(200, tmr.ALARM_SINGLE, function() t.done() end)
      collectgarbage()
      collectgarbage()
    end,
  },
  {
    name = "5.1 a stopped timer that nobody holds is collected",
    run = function(t)
      local seen = setmetatable({}, { __mode = "k" })
      do
        local timer = tmr.create()
        seen[timer] = true
        timer:alarm(1000, tmr.ALARM_SINGLE, nothing)
        timer:stop()
      end
      collectgarbage()
      collectgarbage()
      t.equal(nil, (next(seen)))
    end,
  },
  {
    name = "5.1 start of an unregistered timer pins it for good",
    run = function(t)
      local seen = setmetatable({}, { __mode = "k" })
      do
        local timer = tmr.create()
        seen[timer] = true
        pcall(function() timer:start() end)
      end
      collectgarbage()
      collectgarbage()
      t.equal("userdata", type((next(seen))))
    end,
  },
}
