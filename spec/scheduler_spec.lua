local parts = require("device_parts")

local SECOND, HOUR, DAY = 1000, 3600000, 86400000
local STEP = 10
-- The program's own work takes time.
local MOMENT = 2
-- As on the chip: then node.uptime is coarse by itself, and the device's clock ends after 24 days.
local HAS_SINGLES = 16777216.0 + 1 == 16777216.0

local bed

-- A program's tools: mark(name) notes when it was called, spend(ms) keeps the chip busy.
local PROGRAM = [[
  scheduler = require("scheduler")
  marks = {}
  function mark(name)
    local at = uptimeMs()
    marks[name] = marks[name] or {}
    table.insert(marks[name], at)
    order = (order or "") .. name
  end
  function marker(name) return function() mark(name) end end
  function spend(ms) for _ = 1, ms / 10 do tmr.wdclr() end end
]]

-- As the chip has it: 24 bits of microseconds.
local function rounded(number)
  local unit = 1.0
  while number / unit >= 16777216 do unit = unit * 2 end
  return math.floor(number / unit + 0.5) * unit
end

-- How many timers were made, and how often one was set.
local timersMade, alarmsSet

local function countTimers(globals)
  local firmware = globals.tmr
  timersMade, alarmsSet = 0, 0
  globals.tmr = {
    ALARM_SINGLE = 0, ALARM_AUTO = 1, ALARM_SEMI = 2,
    wdclr = firmware.wdclr,
    create = function()
      timersMade = timersMade + 1
      local timer = firmware.create()
      return {
        alarm = function(_, ...) alarmsSet = alarmsSet + 1 return timer:alarm(...) end,
        unregister = function() timer:unregister() end,
      }
    end,
  }
end

-- ageMs: how long the chip has been up, as it says; coarse: its uptime has 24 bits. Marks are made by
-- the device's own clock, which is 0 here.
local function start(ageMs, coarse)
  bed = parts.create({ "scheduler" })
  local globals = bed.device.globals()
  local clock = bed.device.world.clock
  local function uptimeUs() return (clock.nowMs() * 1.0 + (ageMs or 0)) * 1000 end
  globals.uptimeMs = clock.nowMs
  globals.node = { uptime = function() return coarse and rounded(uptimeUs()) or uptimeUs(), 0 end }
  countTimers(globals)
  bed.run(PROGRAM)
end

local function marks(name) return bed.global("marks")[name] or {} end

-- What the scheduler allows the uptime to be wrong by, on a chip of this age.
local function uptimeError(ageMs) return ageMs / 1000000 * 0.25 end

local function assertNear(wanted, got, tolerance)
  tolerance = tolerance or STEP + MOMENT
  if HAS_SINGLES then tolerance = tolerance + uptimeError(wanted) end
  assert.is_true(math.abs(got - wanted) <= tolerance, got .. " instead of " .. wanted)
end

-- Each run is on the grid that began at fromMs, and none is missing.
local function assertGrid(name, fromMs, intervalMs, count, tolerance)
  local times = marks(name)
  assert.equal(count, #times)
  for index, at in ipairs(times) do assertNear(fromMs + index * intervalMs, at, tolerance) end
end

describe("the scheduler", function()
  before_each(function() start() end)
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("runs a job at its interval, the first time after one", function()
    bed.run('scheduler.every(5).seconds.run(marker("a"))')
    bed.advance(4980)
    assert.equal(0, #marks("a"))
    bed.advance(16000)
    assertGrid("a", 0, 5 * SECOND, 4)
  end)

  it("knows the units, each with and without its s", function()
    local units = { millisecond = 1, second = SECOND, minute = 60 * SECOND, hour = HOUR, day = DAY }
    for unit, ms in pairs(units) do
      for _, name in ipairs({ unit, unit .. "s" }) do
        start()
        bed.run('scheduler.every(2).' .. name .. '.run(marker("a"))')
        local errorMs = HAS_SINGLES and math.floor(uptimeError(2 * ms)) or 0
        bed.advance(2 * ms - 1 - errorMs)
        assert.equal(0, #marks("a"), name)
        bed.advance(STEP + 2 * errorMs)
        assert.equal(1, #marks("a"), name)
      end
    end
  end)

  it("takes fractions, and 10 ms as the shortest interval", function()
    bed.run('scheduler.every(0.5).seconds.run(marker("a"))')
    bed.run('scheduler.every(1.5).minutes.run(marker("b"))')
    bed.advance(90 * SECOND + 20)
    assertGrid("a", 0, 500, 180)
    assertGrid("b", 0, 90 * SECOND, 1)
    start()
    bed.run('scheduler.every(2.5).days.run(marker("c"))')
    bed.advance(3 * DAY)
    assertGrid("c", 0, 2.5 * DAY, 1)
    start()
    bed.run('scheduler.every(1).millisecond.run(marker("a"))')
    bed.advance(105)
    assertGrid("a", 0, 10, 10)
  end)

  it("keeps intervals that are no multiple of the timer's step, on the average", function()
    bed.run('scheduler.every(15).milliseconds.run(marker("a"))')
    bed.run('scheduler.every(33).milliseconds.run(marker("b"))')
    bed.advance(33025)
    assertGrid("a", 0, 15, 2201, 2 * STEP)
    assertGrid("b", 0, 33, 1000, 2 * STEP)
  end)

  it("runs a job once after a delay", function()
    bed.run('scheduler.after(1500, marker("a")) scheduler.after(0, marker("b"))')
    assert.equal(2, bed.global("scheduler").pending())
    bed.advance(10 * SECOND)
    assertGrid("a", 0, 1500, 1)
    assertGrid("b", 0, 10, 1)
    assert.equal(0, bed.global("scheduler").pending())
  end)

  it("removes a job that returns CancelJob", function()
    bed.run([[
      scheduler.every(1).second.run(function() mark("a") return scheduler.CancelJob end)
      scheduler.every(1).second.run(function() mark("b") if #marks.b == 3 then return scheduler.CancelJob end end)
      scheduler.every(1).second.run(function() mark("c") return true end)
    ]])
    bed.advance(5 * SECOND + 20)
    assert.same({ 1, 3, 5 }, { #marks("a"), #marks("b"), #marks("c") })
    assert.equal(1, bed.global("scheduler").pending())
  end)

  it("cancels jobs, and says whether they were there", function()
    bed.run('job = scheduler.every(1).second.run(marker("a")) other = scheduler.after(3000, marker("b"))')
    bed.advance(2 * SECOND + 20)
    local scheduler = bed.global("scheduler")
    assert.is_true(scheduler.cancelJob(bed.global("job")))
    assert.is_false(scheduler.cancelJob(bed.global("job")))
    assert.equal(1, scheduler.pending())
    bed.advance(5 * SECOND)
    assert.equal(2, #marks("a"))
    assert.equal(1, #marks("b"))
    assert.is_false(scheduler.cancelJob(bed.global("other")))
  end)

  it("lets a job cancel itself, others, and one that is due at the same moment", function()
    bed.run([[
      one = scheduler.every(1).second.run(function()
        mark("a")
        scheduler.cancelJob(one) scheduler.cancelJob(two) scheduler.cancelJob(three) scheduler.cancelJob(four)
      end)
      two = scheduler.every(1).second.run(marker("b"))
      three = scheduler.after(1000, marker("c"))
      four = scheduler.every(2).seconds.run(marker("d"))
      five = scheduler.every(1).second.run(marker("e"))
    ]])
    bed.advance(3 * SECOND + 20)
    assert.same({ 1, 0, 0, 0, 3 }, { #marks("a"), #marks("b"), #marks("c"), #marks("d"), #marks("e") })
  end)

  it("lets a job add jobs, which wait their time", function()
    bed.run([[
      local function again() mark("a") scheduler.after(0, again) end
      scheduler.after(1000, again)
      scheduler.after(2000, function() scheduler.every(1).second.run(marker("b")) end)
    ]])
    bed.advance(1095)
    assertGrid("a", 990, 10, 10)
    bed.advance(4 * SECOND)
    assertGrid("b", 2000, SECOND, 3)
  end)

  it("runs jobs in the order of their times, then of their making", function()
    bed.run([[
      scheduler.after(3000, marker("d"))
      scheduler.after(1000, marker("a"))
      scheduler.after(2000, marker("b"))
      scheduler.after(2000, marker("c"))
    ]])
    bed.advance(4 * SECOND)
    assert.equal("abcd", bed.global("order"))
    bed.run('order = "" for _, at in ipairs({ 50, 30, 40 }) do scheduler.after(at, marker(at)) end spend(200)')
    bed.advance(100)
    assert.equal("304050", bed.global("order"))
  end)

  it("logs the error of a job and goes on", function()
    bed.run([[
      scheduler.every(1).second.run(function() mark("a") error("no water") end)
      scheduler.every(1).second.run(function() mark("b") error({}) end)
      scheduler.every(1).second.run(marker("c"))
      scheduler.after(1000, function() error("once") end)
    ]])
    bed.advance(3 * SECOND + 20)
    assert.same({ 3, 3, 3 }, { #marks("a"), #marks("b"), #marks("c") })
    assert.matches("WARNING:scheduler:stdin:%d+: no water\n", bed.console())
    assert.matches("WARNING:scheduler:table: ", bed.console())
    assert.matches("once", bed.console())
    bed.advance(5 * SECOND)
  end)

  it("refuses what makes no sense", function()
    local function refuses(code, words)
      assert.has_error(function() bed.run(code) end)
      local ok, problem = pcall(bed.run, code)
      assert.is_false(ok)
      assert.matches(words, tostring(problem))
    end
    refuses("scheduler.every(0)", "every needs a number above 0")
    refuses("scheduler.every(-1)", "every needs a number above 0")
    refuses("scheduler.every(0/0)", "every needs a number above 0")
    refuses("scheduler.every(math.huge)", "every needs a number above 0")
    refuses("scheduler.every()", "every needs a number above 0")
    refuses("scheduler.every('5')", "every needs a number above 0")
    refuses("local _ = scheduler.every(5).fortnights", 'no unit of time "fortnights"')
    refuses("scheduler.every(5).seconds.run()", "a job has to be a function")
    refuses("scheduler.after(-1, print)", "after needs milliseconds")
    refuses("scheduler.after(5)", "a job has to be a function")
    assert.equal(0, bed.global("scheduler").pending())
  end)

  it("makes one timer for all jobs and all times, and lets it rest without jobs", function()
    assert.equal(0, timersMade)
    bed.run([[
      for count = 1, 20 do scheduler.every(count).seconds.run(marker("a")) scheduler.after(count * 70, marker("b")) end
    ]])
    bed.advance(60 * SECOND)
    assert.equal(1, timersMade)
    start()
    bed.run('job = scheduler.every(1).second.run(marker("a")) scheduler.after(10000, print)')
    bed.advance(HOUR)
    assert.is_true(alarmsSet <= 3603, alarmsSet)
    bed.run("scheduler.cancelJob(job)")
    local before = alarmsSet
    bed.advance(HOUR)
    assert.equal(before, alarmsSet)
    bed.run('scheduler.every(1).second.run(marker("b"))')
    bed.advance(SECOND + 20)
    assert.equal(1, #marks("b"))
    assert.equal(1, timersMade)
  end)

  it("does not set the timer anew for a job that comes later", function()
    bed.run('scheduler.after(1000, marker("a")) scheduler.after(2000, marker("b"))')
    assert.equal(1, alarmsSet)
    bed.run('scheduler.after(500, marker("c"))')
    assert.equal(2, alarmsSet)
    bed.advance(3 * SECOND)
    assert.equal("cab", bed.global("order"))
  end)
end)

describe("the scheduler's time", function()
  it("does not drift by what jobs take, each less than its interval", function()
    start()
    bed.run('scheduler.every(1).second.run(function() mark("a") spend(350) end)')
    bed.run('scheduler.every(7).seconds.run(function() mark("b") spend(120) end)')
    bed.advance(1000 * SECOND + 500)
    assertGrid("a", 0, SECOND, 1000, 130 + STEP)
    assertGrid("b", 0, 7 * SECOND, 142, 350 + STEP)
    assertNear(1000 * SECOND, marks("a")[1000])
  end)

  it("does not drift by what others do on the chip", function()
    start()
    bed.run('tmr.create():alarm(770, tmr.ALARM_AUTO, function() spend(300) end)')
    bed.run('scheduler.every(1).second.run(marker("a"))')
    bed.advance(1000 * SECOND + 500)
    assertGrid("a", 0, SECOND, 1000, 300 + STEP)
  end)

  it("leaves out the runs that a job left no time for, and keeps to the grid", function()
    start()
    bed.run('scheduler.every(1).second.run(function() mark("a") if #marks.a == 1 then spend(2300) end end)')
    bed.advance(5 * SECOND + 20)
    local times = marks("a")
    assert.equal(4, #times)
    assertNear(1000, times[1])
    assertNear(3300, times[2])
    assertNear(4000, times[3])
    assertNear(5000, times[4])
  end)

  it("is not moved by jobs that are added between two runs", function()
    start()
    bed.run('scheduler.every(1).second.run(marker("a"))')
    bed.run('tmr.create():alarm(130, tmr.ALARM_AUTO, function() scheduler.after(40, marker("b")) end)')
    bed.advance(1000 * SECOND + 20)
    assertGrid("a", 0, SECOND, 1000)
    assertNear(1000 * SECOND / 130, #marks("b"), 1)
  end)

  it("waits its time when the timer had fired already as the job was added", function()
    start()
    bed.run('scheduler.after(50, marker("a")) spend(100) scheduler.after(60, marker("b"))')
    bed.advance(SECOND)
    assertNear(100, marks("a")[1])
    assertNear(160, marks("b")[1])
  end)

  for _, ms in ipairs({ 6870947, 6870948, 7000000, 2 * HOUR, DAY - 1, DAY, DAY + 1, 2 * DAY + 1 }) do
    it("is right for " .. ms .. " ms", function()
      start()
      bed.run(("scheduler.after(%d, marker('a')) scheduler.every(%d).milliseconds.run(marker('b'))"):format(ms, ms))
      bed.advance(ms - 20)
      assert.same({ 0, 0 }, { #marks("a"), #marks("b") })
      bed.advance(ms + 40)
      assertGrid("a", 0, ms, 1, STEP)
      assertGrid("b", 0, ms, 2, STEP)
      assert.equal(1, timersMade)
    end)
  end

  it("runs a month by the chip's coarse uptime, over the wraps of every 32-bit clock", function()
    start(19 * DAY, true)
    local days = HAS_SINGLES and 22 or 30
    bed.run(([[
      scheduler.every(%d).days.run(marker("month"))
      scheduler.every(1).day.run(marker("day"))
      scheduler.every(1).hour.run(function() mark("hour") spend(200) end)
      scheduler.after(%d, marker("after"))
    ]]):format(days, days * DAY))
    bed.advance((days + 1) * DAY + 5 * SECOND)
    assertGrid("month", 0, days * DAY, 1, SECOND)
    assertGrid("day", 0, DAY, days + 1, SECOND)
    assertGrid("hour", 0, HOUR, (days + 1) * 24, SECOND)
    assertGrid("after", 0, days * DAY, 1, SECOND)
  end)

  local WRAPS = {
    ["8 days, its own"] = 8 * DAY,
    ["2^31 us"] = 2147483.648,
    ["2^32 us"] = 4294967.296,
    ["2^31 ms"] = 2147483648,
    ["2^32 ms"] = 4294967296,
  }
  for name, wrapMs in pairs(WRAPS) do
    it("goes over " .. name, function()
      for _, coarse in ipairs({ false, true }) do
        start(wrapMs - 10 * SECOND, coarse)
        bed.run('scheduler.every(1).second.run(marker("a")) scheduler.after(15000, marker("b"))')
        bed.advance(20 * SECOND + 300)
        local tolerance = STEP + ((coarse or HAS_SINGLES) and uptimeError(wrapMs) or 0)
        assertGrid("a", 0, SECOND, 20, tolerance)
        assertGrid("b", 0, 15 * SECOND, 1, tolerance)
      end
    end)
  end

  it("is even from run to run on a chip that is a month old", function()
    start(30.0 * DAY, true)
    bed.run('scheduler.every(100).milliseconds.run(marker("a"))')
    bed.run('scheduler.every(1).minute.run(function() mark("b") spend(500) end)')
    bed.advance(HOUR)
    local times = marks("a")
    -- 500 ms of each minute are taken: 4 runs.
    assertNear(36000 - 60 * 4, #times, HAS_SINGLES and 120 or 70)
    local uneven = 0
    for index = 2, #times do
      if times[index] - times[index - 1] < 90 then uneven = uneven + 1 end
    end
    assert.is_true(uneven <= 60, uneven)
    assertNear(HOUR, times[#times], 800)
  end)

  it("holds between the timer's steps as well", function()
    start()
    bed.advance(7)
    bed.run('scheduler.every(1).second.run(marker("a"))')
    bed.advance(4)
    bed.run('scheduler.every(1).second.run(marker("b"))')
    bed.advance(100 * SECOND)
    assertGrid("a", 7, SECOND, 100)
    assertGrid("b", 11, SECOND, 100)
  end)

  it("is not confused by a long rest", function()
    start()
    bed.run('scheduler.after(1000, marker("a"))')
    bed.advance(5 * DAY)
    bed.run('scheduler.after(1000, marker("b"))')
    bed.advance(2 * SECOND)
    assertNear(5 * DAY + SECOND, marks("b")[1])
  end)
end)
