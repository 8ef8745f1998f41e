-- Section 5.1: tmr, its functions, arguments and states.
local function nothing() end

return {
  {
    name = "5.1 tmr has create, wdclr and three modes, and nothing of older versions",
    run = function(t)
      t.equal({ 0, 1, 2 }, { tmr.ALARM_SINGLE, tmr.ALARM_AUTO, tmr.ALARM_SEMI })
      for _, name in ipairs({ "now", "time", "delay", "ccount", "softwd", "alarm", "start", "stop", "register" }) do
        t.equal(nil, tmr[name], name)
      end
      local timer = tmr.create()
      t.equal("userdata", type(timer))
      for _, name in ipairs({ "register", "start", "alarm", "stop", "unregister", "interval", "state" }) do
        t.equal("function", type(timer[name]), name)
      end
    end,
  },
  {
    name = "5.1 an interval beside 1 to 6870947 raises",
    run = function(t)
      local timer = tmr.create()
      local range = "bad argument #1 to 'alarm' (Range: 1-6870947)"
      t.raises(range, function() timer:alarm(0, tmr.ALARM_SINGLE, nothing) end)
      t.raises(range, function() timer:alarm(-10, tmr.ALARM_SINGLE, nothing) end)
      t.raises(range, function() timer:alarm(6870948, tmr.ALARM_SINGLE, nothing) end)
      t.equal(nil, timer:register(6870947, tmr.ALARM_SINGLE, nothing))
      t.raises("bad argument #1 to 'interval' (Range: 1-6870947)", function() timer:interval(0) end)
    end,
  },
  {
    name = "5.1 an interval may be an integral float, no other one",
    run = function(t)
      local timer = tmr.create()
      t.equal(nil, timer:register(1000 / 2, tmr.ALARM_SINGLE, nothing))
      t.raises("bad argument #1 to 'register' (number has no integer representation)", function()
        timer:register(10.5, tmr.ALARM_SINGLE, nothing)
      end)
      t.raises("bad argument #1 to 'register' (number expected, got table)", function()
        timer:register({}, tmr.ALARM_SINGLE, nothing)
      end)
    end,
  },
  {
    name = "5.1 a mode beside 0 to 2, or no function, raises",
    run = function(t)
      local timer = tmr.create()
      t.raises("bad argument #2 to 'alarm' (Invalid mode)", function() timer:alarm(10, 3, nothing) end)
      t.equal(false, (pcall(function() timer:alarm(10, tmr.ALARM_SINGLE, "x") end)))
      t.equal(false, (pcall(function() timer:alarm(10, tmr.ALARM_SINGLE) end)))
      t.equal(nil, (timer:state()))
    end,
  },
  {
    name = "5.1 starting a timer that is not registered raises",
    run = function(t)
      local timer = tmr.create()
      t.raises("timer not registered", function() timer:start() end)
      timer:register(100, tmr.ALARM_SINGLE, nothing)
      timer:unregister()
      t.raises("timer not registered", function() timer:start() end)
    end,
  },
  {
    name = "5.1 an interval of 1 to 9 ms aborts the chip, in register too",
    boots = {
      function(t)
        tmr.create():register(9, tmr.ALARM_AUTO, nothing)
        t.fail("went on")
      end,
      function(t) t.resetBy("abort") end,
    },
  },
  {
    name = "5.1 an interval set to less than 10 ms aborts the chip",
    boots = {
      function(t)
        local timer = tmr.create()
        timer:register(10, tmr.ALARM_AUTO, nothing)
        timer:interval(5)
        t.fail("went on")
      end,
      function(t) t.resetBy("abort") end,
    },
  },
  {
    name = "5.1 state tells nil, or whether it runs and its mode",
    run = function(t)
      local timer = tmr.create()
      t.equal(nil, (timer:state()))
      timer:register(1000, tmr.ALARM_AUTO, nothing)
      t.equal({ false, tmr.ALARM_AUTO }, { timer:state() })
      t.equal(true, timer:start())
      t.equal({ true, tmr.ALARM_AUTO }, { timer:state() })
      timer:stop()
      t.equal({ false, tmr.ALARM_AUTO }, { timer:state() })
      timer:unregister()
      t.equal(nil, (timer:state()))
    end,
  },
  {
    name = "5.1 start on a running timer answers false",
    run = function(t)
      local timer = tmr.create()
      t.equal(true, timer:alarm(1000, tmr.ALARM_SINGLE, nothing))
      t.equal(false, timer:start())
      timer:unregister()
    end,
  },
  {
    name = "5.1 stop answers whether it stopped something",
    run = function(t)
      local timer = tmr.create()
      t.equal(false, timer:stop())
      timer:alarm(1000, tmr.ALARM_SINGLE, nothing)
      t.equal(true, timer:stop())
      t.equal(false, timer:stop())
      timer:unregister()
    end,
  },
  {
    name = "5.1 interval of a timer that is not registered does nothing",
    run = function(t)
      local timer = tmr.create()
      t.equal(0, (select("#", timer:interval(500))))
      t.equal(nil, (timer:state()))
    end,
  },
  {
    name = "5.1 a method on something else than a timer raises",
    run = function(t)
      local timer = tmr.create()
      t.raises("bad argument #1 to 'start' (tmr.timer expected, got table)", function() timer.start({}) end)
    end,
  },
}
