-- Running Lua takes device time: an estimate by instructions, the same on every Lua.
package.path = "build/?.lua;" .. package.path

local testbed = require("sim.testbed")
local INSTRUCTIONS_PER_MS = require("sim.watchdog").INSTRUCTIONS_PER_MS

-- An empty loop is one instruction a round.
local function busy(ms) return ("for _ = 1, %d do end "):format(ms * INSTRUCTIONS_PER_MS) end

local function boot(code)
  return testbed.create({ files = { ["init.lua"] = code } })
end

local function nowMs(bed) return bed.device.world.clock.nowMs() end

describe("slow code", function()
  it("takes device time, which the program sees", function()
    local bed = boot("local before = node.uptime() " .. busy(500) .. "took = node.uptime() - before")
    assert.near(500000, bed.global("took"), 5000)
    assert.near(500, nowMs(bed), 5)
  end)

  it("takes it in coroutines too", function()
    local bed = boot("coroutine.wrap(function() " .. busy(300) .. "end)()")
    assert.near(300, nowMs(bed), 5)
  end)

  it("is as slow in many small callbacks", function()
    local bed = boot("local left = 100 local function go() " .. busy(5) .. [[
      left = left - 1
      if left > 0 then node.task.post(go) end
    end go()]])
    -- A task's dispatch takes a little too; what runs after the last sample is not counted.
    assert.near(500, nowMs(bed), 60)
  end)

  it("makes timers late", function()
    local bed = boot([[
      local start = node.uptime()
      tmr.create():alarm(100, tmr.ALARM_SINGLE, function() late = node.uptime() - start end)
    ]] .. busy(700))
    bed.advance(10)
    assert.near(700000, bed.global("late"), 10000)
  end)

  it("is caught up on by a timer that repeats: what expired meanwhile waits in the queue", function()
    local bed = boot("count = 0 tmr.create():alarm(100, tmr.ALARM_AUTO, function() count = count + 1 end) "
      .. busy(550) .. "before = count")
    bed.advance(0)
    assert.equal(0, bed.global("before"))
    assert.equal(5, bed.global("count"))
  end)

  it("takes the same time in every run", function()
    local code = "t = {} for i = 1, 20000 do t[i] = ('%d'):format(i) end took = node.uptime()"
    local took = boot(code).global("took")
    assert.is_true(took > 20000)
    assert.equal(took, boot(code).global("took"))
  end)

  it("is ended by the watchdog after 5 s, and not before", function()
    local bed = boot(busy(4800) .. "done = true")
    assert.is_true(bed.global("done"))
    assert.same({}, bed.events("restart"))
    bed = boot("tmr.create():alarm(1000, tmr.ALARM_SINGLE, function() " .. busy(60000) .. "end)")
    bed.advance(10000)
    local restart = bed.events("restart")[1]
    assert.equal("watchdog", restart.cause)
    assert.near(6000, restart.atMs, 20)
    assert.matches("Task watchdog got triggered", bed.events("panic")[1].message)
  end)

  it("leaves the clock alone while the program rests", function()
    local bed = boot("tmr.create():alarm(1000, tmr.ALARM_AUTO, function() end)")
    bed.advance(60000)
    assert.equal(60000, nowMs(bed))
  end)
end)
