-- The simulated module gpio, and the world at the pins: what CM/gpio.c and the IDF's driver do.
local testbed = require("sim.testbed")
local questions = require("device_questions")

local problem, value = questions.problem, questions.value

local LOG = [[
log = {}
function say(...) log[#log + 1] = table.concat({ ... }, " ") end
]]

local function boot(program, more)
  local options = more or {}
  options.files = { ["init.lua"] = LOG .. (program or "") }
  local bed = testbed.create(options)
  bed.advance(10)
  return bed
end

local function log(bed)
  bed.advance(10)
  local text = table.concat(bed.global("log"), ", ")
  bed.run("log = {}")
  return text
end

local function traced(bed)
  local list = {}
  for _, event in ipairs(bed.events("gpio")) do
    list[#list + 1] = ("%d=%d"):format(event.pin, event.level)
  end
  return table.concat(list, " ")
end

describe("a pin", function()
  it("after a reset is an input with the chip's own pulls", function()
    local bed = boot()
    local expected = { [0] = 1, [2] = 0, [4] = 0, [5] = 1, [12] = 0, [15] = 1, [16] = 0, [34] = 0 }
    for pin, level in pairs(expected) do
      assert.equal(level, value(bed, ("gpio.read(%d)"):format(pin)), pin)
      assert.equal(level, bed.gpio.level(pin), pin)
    end
  end)

  it("has the level from outside, else that of its pull", function()
    local bed = boot([[
      gpio.config({ gpio = { 25, 26 }, dir = gpio.IN, pull = gpio.PULL_UP }, { gpio = 27, dir = gpio.IN })
      gpio.config({ gpio = 32, dir = gpio.IN, pull = gpio.PULL_DOWN })
    ]])
    bed.gpio.set(26, 0)
    bed.gpio.set(32, 1)
    local levels = "gpio.read(25) .. gpio.read(26) .. gpio.read(27) .. gpio.read(32)"
    assert.equal("1001", value(bed, levels))
    bed.gpio.set(26, nil)
    bed.gpio.set(32, nil)
    assert.equal("1100", value(bed, levels))
  end)

  it("without an input reads 0 whatever its level", function()
    local bed = boot("gpio.config({ gpio = 5, dir = gpio.OUT })")
    bed.gpio.set(33, 1)
    assert.equal(1, bed.gpio.level(33))
    assert.equal(0, value(bed, "gpio.read(33)"))
    bed.run("gpio.write(5, 1)")
    assert.equal(1, bed.gpio.level(5))
    assert.equal(0, value(bed, "gpio.read(5)"))
    bed.run("gpio.config({ gpio = 5, dir = gpio.IN_OUT })")
    assert.equal(1, value(bed, "gpio.read(5)"))
  end)

  it("has no pull where the chip has none", function()
    local bed = boot("gpio.config({ gpio = { 33, 34 }, dir = gpio.IN, pull = gpio.PULL_UP })")
    assert.equal("10", value(bed, "gpio.read(33) .. gpio.read(34)"))
  end)

  it("may be wired before the boot, and stays so over restarts", function()
    local bed = boot("first = gpio.read(0)", { gpio = { [0] = 0 } })
    assert.equal(0, bed.global("first"))
    bed.run("node.restart()")
    bed.advance(1000)
    assert.equal(2, bed.device.bootCount())
    assert.equal(0, bed.global("first"))
  end)

  it("outside of the chip is refused, also from outside", function()
    local bed = boot()
    for _, pin in ipairs({ -1, 24, 28, 31, 40 }) do
      assert.equal("invalid argument", problem(bed, ("gpio.read(%d)"):format(pin)))
      assert.equal("invalid argument", problem(bed, ("gpio.config({ gpio = %d, dir = gpio.IN })"):format(pin)))
      assert.has_error(function() bed.gpio.set(pin, 1) end)
      assert.has_error(function() bed.gpio.level(pin) end)
      assert.has_error(function() bed.gpio.watch(pin, print) end)
    end
    assert.has_error(function() bed.gpio.set(0, 2) end)
    assert.has_error(function() bed.gpio.set(0, true) end)
  end)
end)

describe("gpio.write", function()
  it("drives an output, which the trace tells when it changes", function()
    local bed = boot("gpio.config({ gpio = 2, dir = gpio.OUT })")
    bed.run("gpio.write(2, 1) gpio.write(2, 1) gpio.write(2, 0) gpio.write(2, 7)")
    assert.equal("2=0 2=1 2=0 2=1", traced(bed))
    assert.equal(1, bed.gpio.level(2))
  end)

  it("keeps the level for a pin that becomes an output later", function()
    local bed = boot("gpio.write(4, 1)")
    assert.equal(0, bed.gpio.level(4))
    assert.equal("", traced(bed))
    bed.run("gpio.config({ gpio = 4, dir = gpio.OUT })")
    assert.equal("4=1", traced(bed))
  end)

  it("wins against the world, which counts again when the output ends", function()
    local bed = boot("gpio.config({ gpio = 4, dir = gpio.OUT })")
    bed.gpio.set(4, 1)
    assert.equal(0, bed.gpio.level(4))
    bed.run("gpio.config({ gpio = 4, dir = gpio.IN })")
    assert.equal(1, bed.gpio.level(4))
    assert.equal("4=0 4=1", traced(bed))
  end)

  it("lets go of an open drain when it is high", function()
    local bed = boot("gpio.config({ gpio = 21, dir = gpio.IN_OUT, opendrain = 1, pull = gpio.PULL_UP }) gpio.write(21, 1)")
    assert.equal(1, value(bed, "gpio.read(21)"))
    bed.gpio.set(21, 0)
    assert.equal(0, value(bed, "gpio.read(21)"))
    bed.gpio.set(21, 1)
    bed.run("gpio.write(21, 0)")
    assert.equal(0, bed.gpio.level(21))
  end)

  it("takes numbers only, and output pins", function()
    local bed = boot()
    assert.equal(
      "bad argument #2 to 'write' (number expected, got boolean)",
      problem(bed, "gpio.write(2, true)")
    )
    assert.equal("bad argument #2 to 'write' (number expected, got no value)", problem(bed, "gpio.write(2)"))
    assert.equal("nil", problem(bed, "gpio.write(33, 1)"))
    assert.equal("invalid argument", problem(bed, "gpio.write(34, 1)"))
    assert.equal("invalid argument", problem(bed, "gpio.config({ gpio = 34, dir = gpio.OUT })"))
  end)

  it("outlasts a restart by software, of whatever kind, and no power cut", function()
    for _, restart in ipairs({ "node.restart()", "while true do end" }) do
      local bed = boot()
      bed.run("gpio.config({ gpio = 16, dir = gpio.OUT }) gpio.write(16, 1)")
      bed.run("gpio.config({ gpio = 5, dir = gpio.OUT })")
      bed.run(restart)
      assert.equal("16=0 16=1 5=0", traced(bed))
      bed.advance(6000)
      assert.equal(2, bed.device.bootCount())
      assert.equal(1, bed.gpio.level(16))
      assert.equal(0, bed.gpio.level(5))
      bed.run("gpio.config({ gpio = 16, dir = gpio.OUT })")
      assert.equal("16=0 16=1 5=0", traced(bed))
      bed.device.powerCycle()
      assert.equal(0, bed.gpio.level(16))
      -- Its pull-up takes over.
      assert.equal(1, bed.gpio.level(5))
      assert.equal("16=0 16=1 5=0 5=1 16=0", traced(bed))
      bed.run("gpio.config({ gpio = 16, dir = gpio.OUT })")
      assert.equal(0, bed.gpio.level(16))
    end
  end)
end)

describe("gpio.config", function()
  it("checks its fields in the firmware's order", function()
    local bed = boot()
    assert.equal("bad argument #1 to 'config' (table expected, got number)", problem(bed, "gpio.config(2)"))
    local dir = "bad argument #-1 to 'config' (number expected, got nil)"
    assert.equal(dir, problem(bed, "gpio.config({})"))
    assert.equal(
      "bad argument #-1 to 'config' (number expected, got boolean)",
      problem(bed, "gpio.config({ gpio = 2, dir = gpio.OUT, opendrain = true })")
    )
    assert.equal("missing/bad 'gpio' field", problem(bed, "gpio.config({ dir = gpio.IN })"))
    assert.equal("missing/bad 'gpio' field", problem(bed, "gpio.config({ dir = gpio.IN, gpio = '2' })"))
    assert.equal("invalid argument", problem(bed, "gpio.config({ dir = gpio.IN, gpio = {} })"))
    assert.equal("nil", problem(bed, "gpio.config()"))
  end)

  it("sets up the tables before a wrong one, and nothing of that one", function()
    local bed = boot()
    assert.equal(
      "invalid argument",
      problem(bed, "gpio.config({ gpio = 2, dir = gpio.OUT }, { gpio = { 4, 40 }, dir = gpio.OUT })")
    )
    assert.equal("2=0", traced(bed))
  end)

  it("takes what is no whole number for pin 0", function()
    local bed = boot("gpio.config({ gpio = { 1.5, 'x' }, dir = gpio.OUT })")
    assert.equal("0=0", traced(bed))
  end)

  it("warns of the pins that hold the flash", function()
    local bed = boot("gpio.config({ gpio = 6, dir = gpio.IN })")
    assert.matches("pin 6 belongs to the flash", bed.notes[1])
  end)
end)

describe("gpio.trig", function()
  local BUTTON = "gpio.config({ gpio = 4, dir = gpio.IN, pull = gpio.PULL_UP }) "

  it("calls back with pin and level for the edges it was asked for", function()
    for type, expected in pairs({ INTR_UP = "4 1", INTR_DOWN = "4 0", INTR_UP_DOWN = "4 0, 4 1" }) do
      local bed = boot(BUTTON .. "gpio.trig(4, gpio." .. type .. ", say)")
      bed.gpio.set(4, 0)
      bed.advance(1)
      bed.gpio.set(4, 1)
      bed.advance(1)
      assert.equal(expected, log(bed), type)
    end
  end)

  it("runs at LOW priority, after what was posted since", function()
    local bed = boot(BUTTON .. [[
      gpio.trig(4, gpio.INTR_DOWN, function() say("trig") end)
      gpio.config({ gpio = 4, dir = gpio.IN_OUT })
      gpio.trig(4, gpio.INTR_UP)
      gpio.write(4, 1)
      node.task.post(node.task.LOW_PRIORITY, function() say("low") end)
      node.task.post(node.task.MEDIUM_PRIORITY, function() say("medium") end)
    ]])
    assert.equal("medium, trig, low", log(bed))
  end)

  it("loses edges until its callback has run", function()
    local bed = boot(BUTTON .. "gpio.trig(4, gpio.INTR_UP_DOWN, say)")
    bed.gpio.set(4, 0)
    bed.gpio.set(4, 1)
    bed.gpio.set(4, 0)
    assert.equal("4 0", log(bed))
    bed.gpio.set(4, 1)
    assert.equal("4 1", log(bed))
  end)

  it("is on again after a callback that raised, until the restart", function()
    local bed = boot(BUTTON .. "gpio.trig(4, gpio.INTR_DOWN, function() say('x') error('oops') end)")
    for _ = 1, 2 do
      bed.gpio.set(4, 0)
      bed.advance(1)
      bed.gpio.set(4, 1)
      bed.advance(1)
    end
    assert.equal("x, x", log(bed))
    bed.advance(3000)
    assert.equal("error", bed.events("restart")[1].cause)
  end)

  it("fires again and again while a level lasts, and not for the time in between", function()
    local bed = boot(BUTTON .. "count = 0 gpio.trig(4, gpio.INTR_LOW, function() count = count + 1 end)")
    bed.gpio.set(4, 0)
    bed.advance(100)
    local count = bed.global("count")
    -- Once a millisecond, less what the tasks themselves take.
    assert.is_true(count > 85 and count < 102, count)
    bed.gpio.set(4, 1)
    bed.advance(10000)
    assert.equal(count, bed.global("count"))
    assert.same({}, bed.events("restart"))
  end)

  it("fires at once for a level that is there", function()
    local bed = boot(BUTTON .. "gpio.trig(4, gpio.INTR_HIGH, function(...) say(...) gpio.trig(4) end)")
    assert.equal("4 1", log(bed))
  end)

  it("keeps its callback when none is given, and forgets it with INTR_NONE", function()
    local bed = boot(BUTTON .. "gpio.trig(4, gpio.INTR_UP, say) gpio.trig(4, gpio.INTR_DOWN)")
    bed.gpio.set(4, 0)
    assert.equal("4 0", log(bed))
    bed.run("gpio.trig(4) gpio.trig(4, gpio.INTR_UP)")
    bed.gpio.set(4, 1)
    assert.equal("", log(bed))
    -- It fired with nobody there, and that leaves it off.
    bed.gpio.set(4, 0)
    bed.gpio.set(4, 1)
    assert.equal("", log(bed))
  end)

  it("does not call a callback that was removed after it fired", function()
    local bed = boot(BUTTON .. "gpio.trig(4, gpio.INTR_DOWN, say)")
    bed.gpio.set(4, 0)
    bed.device.globals().gpio.trig(4)
    assert.equal("", log(bed))
  end)

  it("ends when its pin is set up again", function()
    local bed = boot(BUTTON .. "gpio.trig(4, gpio.INTR_DOWN, say) " .. BUTTON)
    bed.gpio.set(4, 0)
    assert.equal("", log(bed))
  end)

  it("is deaf on a pin that is no input", function()
    local bed = boot("gpio.trig(25, gpio.INTR_UP, say)")
    bed.gpio.set(25, 1)
    assert.equal("", log(bed))
  end)

  it("stays off for good when the LOW queue is full", function()
    local bed = boot([[
      gpio.config({ gpio = 4, dir = gpio.IN_OUT })
      gpio.trig(4, gpio.INTR_UP, say)
      repeat until not pcall(node.task.post, node.task.LOW_PRIORITY, function() end)
      gpio.write(4, 1)
    ]])
    assert.equal("", log(bed))
    assert.matches("LOW queue is full, pin 4", bed.notes[1])
    bed.run("gpio.write(4, 0) gpio.write(4, 1)")
    assert.equal("", log(bed))
    bed.run("gpio.trig(4, gpio.INTR_DOWN) gpio.write(4, 0)")
    assert.equal("4 0", log(bed))
  end)

  it("checks its arguments", function()
    local bed = boot()
    assert.equal("invalid gpio", problem(bed, "gpio.trig(40, gpio.INTR_UP, print)"))
    assert.equal("invalid argument", problem(bed, "gpio.trig(24, gpio.INTR_UP, print)"))
    assert.equal("invalid argument", problem(bed, "gpio.trig(4, 6, print)"))
    assert.equal(
      "bad argument #3 to 'trig' (function expected, got number)",
      problem(bed, "gpio.trig(4, gpio.INTR_UP, 1)")
    )
  end)

  it("is over after a restart", function()
    local bed = boot()
    bed.run(BUTTON .. "gpio.trig(4, gpio.INTR_UP_DOWN, say) node.restart()")
    bed.advance(1000)
    bed.gpio.set(4, 0)
    assert.equal("", log(bed))
  end)
end)

describe("gpio.wakeup", function()
  it("overwrites the type of trig", function()
    local bed = boot([[
      gpio.config({ gpio = 4, dir = gpio.IN, pull = gpio.PULL_UP })
      gpio.trig(4, gpio.INTR_UP, function(...) say(...) gpio.trig(4) end)
      gpio.wakeup(4, gpio.INTR_LOW)
    ]])
    bed.gpio.set(4, 0)
    assert.equal("4 0", log(bed))
  end)

  it("takes levels only", function()
    local bed = boot()
    assert.equal("invalid argument", problem(bed, "gpio.wakeup(4, gpio.INTR_UP)"))
    assert.equal("invalid argument", problem(bed, "gpio.wakeup(40, gpio.INTR_LOW)"))
    assert.equal("nil", problem(bed, "gpio.wakeup(4, gpio.INTR_HIGH) gpio.wakeup(4)"))
  end)
end)

describe("gpio.set_drive", function()
  it("knows four strengths of outputs", function()
    local bed = boot()
    local strength = "bad argument #2 to 'set_drive' "
      .. "(pad strength must be between gpio.DRIVE_0 and gpio.DRIVE_3)"
    assert.equal(strength, problem(bed, "gpio.set_drive(4, 4)"))
    assert.equal(strength, problem(bed, "gpio.set_drive(4, -1)"))
    assert.equal("invalid argument", problem(bed, "gpio.set_drive(34, gpio.DRIVE_DEFAULT)"))
    assert.equal("nil", problem(bed, "gpio.set_drive(4, gpio.DRIVE_3)"))
  end)
end)

describe("the module gpio", function()
  it("has the firmware's constants, and not those of its documents", function()
    local bed = boot()
    local names = {
      "IN 1", "OUT 2", "IN_OUT 3", "FLOATING 0", "PULL_UP 1", "PULL_DOWN 2", "PULL_UP_DOWN 3",
      "INTR_NONE 0", "INTR_UP 1", "INTR_DOWN 2", "INTR_UP_DOWN 3", "INTR_LOW 4", "INTR_HIGH 5",
      "DRIVE_0 0", "DRIVE_1 1", "DRIVE_2 2", "DRIVE_DEFAULT 2", "DRIVE_3 3",
    }
    for _, line in ipairs(names) do
      local name, number = line:match("^(%S+) (%d)$")
      assert.equal(tonumber(number), value(bed, "gpio." .. name), name)
    end
    assert.is_true(value(bed, "gpio.INTR_DISABLE == nil and gpio.mode == nil"))
  end)
end)

describe("a watcher", function()
  it("hears each change, whoever makes it, until it is stopped", function()
    local bed = boot()
    local seen = {}
    local stop = bed.gpio.watch(2, function(pin, level) seen[#seen + 1] = pin .. "=" .. level end)
    bed.gpio.set(2, 1)
    bed.gpio.set(2, 1)
    bed.run("gpio.config({ gpio = 2, dir = gpio.OUT })")
    stop()
    bed.run("gpio.write(2, 1)")
    assert.same({ "2=1", "2=0" }, seen)
  end)

  it("may be a wire to another pin", function()
    local bed = boot([[
      gpio.config({ gpio = 2, dir = gpio.OUT }, { gpio = 4, dir = gpio.IN })
      gpio.trig(4, gpio.INTR_UP_DOWN, say)
    ]])
    bed.gpio.watch(2, function(_, level) bed.gpio.set(4, level) end)
    bed.run("gpio.write(2, 1)")
    assert.equal("4 1", log(bed))
    bed.run("gpio.write(2, 0)")
    assert.equal("4 0", log(bed))
  end)
end)
