-- Section 5.10: gpio. Pins 4 and 5 must lead nowhere on a board.
local FIRST, SECOND = 4, 5

local function case(name, run, within)
  return { name = "5.10 " .. name, needs = "free pins", run = run, within = within }
end

local function release(t)
  gpio.trig(FIRST, gpio.INTR_NONE)
  gpio.config({ gpio = { FIRST, SECOND }, dir = gpio.IN, pull = gpio.FLOATING })
  if t then t.done() end
end

return {
  case("gpio has its functions and constants, and no mode", function(t)
    for _, name in ipairs({ "config", "read", "write", "trig", "wakeup", "set_drive" }) do
      t.equal("function", type(gpio[name]), name)
    end
    for _, name in ipairs({ "OUT", "IN", "IN_OUT", "FLOATING", "PULL_UP", "PULL_DOWN", "PULL_UP_DOWN", "INTR_NONE", "INTR_UP", "INTR_DOWN", "INTR_UP_DOWN", "INTR_LOW", "INTR_HIGH", "DRIVE_0", "DRIVE_1", "DRIVE_2", "DRIVE_3", "DRIVE_DEFAULT" }) do
      t.equal("number", type(gpio[name]), name)
    end
    t.equal(nil, gpio.mode)
  end),
  case("pulls decide what an open input reads", function(t)
    gpio.config({ gpio = FIRST, dir = gpio.IN, pull = gpio.PULL_UP }, { gpio = SECOND, dir = gpio.IN, pull = gpio.PULL_DOWN })
    local levels = { gpio.read(FIRST), gpio.read(SECOND) }
    release()
    t.equal({ 1, 0 }, levels)
  end),
  case("an output that is an input too reads what was written", function(t)
    gpio.config({ gpio = { FIRST, SECOND }, dir = gpio.IN_OUT })
    gpio.write(FIRST, 1)
    gpio.write(SECOND, 0)
    local levels = { gpio.read(FIRST), gpio.read(SECOND) }
    release()
    t.equal({ 1, 0 }, levels)
  end),
  case("a pin that is only an output reads 0", function(t)
    gpio.config({ gpio = FIRST, dir = gpio.OUT })
    gpio.write(FIRST, 1)
    local level = gpio.read(FIRST)
    release()
    t.equal(0, level)
  end),
  case("gpio.write wants a number for the level", function(t)
    t.raises("bad argument #2 to 'write' (number expected, got boolean)", function() gpio.write(FIRST, true) end)
  end),
  case("gpio.config wants a direction and pins", function(t)
    t.raises("missing/bad 'gpio' field", function() gpio.config({ dir = gpio.IN }) end)
    t.raises("missing/bad 'gpio' field", function() gpio.config({ gpio = true, dir = gpio.IN }) end)
    t.equal(false, (pcall(function() gpio.config({ gpio = FIRST }) end)))
    t.raises("bad argument #1 to 'config' (table expected, got number)", function() gpio.config(FIRST) end)
  end),
  case("a pin that the chip has not raises", function(t)
    t.raises("invalid argument", function() gpio.read(99) end)
    t.raises("invalid argument", function() gpio.write(99, 1) end)
    t.raises("invalid gpio", function() gpio.trig(99, gpio.INTR_UP, function() end) end)
    t.raises("invalid gpio", function() gpio.trig(-1, gpio.INTR_UP, function() end) end)
  end),
  case("gpio.set_drive refuses other strengths", function(t)
    t.raises(
      "bad argument #2 to 'set_drive' (pad strength must be between gpio.DRIVE_0 and gpio.DRIVE_3)",
      function() gpio.set_drive(FIRST, 4) end
    )
  end),
  case("a trigger hands over the pin and its level, in a LOW task", function(t)
    local order = {}
    gpio.config({ gpio = FIRST, dir = gpio.IN_OUT })
    gpio.write(FIRST, 0)
    gpio.trig(FIRST, gpio.INTR_UP, function(pin, level) order[#order + 1] = pin .. "=" .. level end)
    gpio.write(FIRST, 1)
    node.task.post(node.task.MEDIUM_PRIORITY, function() order[#order + 1] = "medium" end)
    t.after(50, function()
      release()
      t.equal({ "medium", FIRST .. "=1" }, order)
      t.done()
    end)
  end, 500),
  case("edges that come before the callback ran are lost", function(t)
    local count = 0
    gpio.config({ gpio = FIRST, dir = gpio.IN_OUT })
    gpio.write(FIRST, 0)
    gpio.trig(FIRST, gpio.INTR_UP_DOWN, function() count = count + 1 end)
    for _ = 1, 5 do
      gpio.write(FIRST, 1)
      gpio.write(FIRST, 0)
    end
    t.after(50, function()
      t.equal(1, count)
      release(t)
    end)
  end, 500),
  case("gpio.trig without a function keeps the one before", function(t)
    local count = 0
    gpio.config({ gpio = FIRST, dir = gpio.IN_OUT })
    gpio.write(FIRST, 0)
    gpio.trig(FIRST, gpio.INTR_UP, function() count = count + 1 end)
    gpio.trig(FIRST, gpio.INTR_DOWN)
    gpio.write(FIRST, 1)
    gpio.write(FIRST, 0)
    t.after(50, function()
      t.equal(1, count)
      release(t)
    end)
  end, 500),
  case("gpio.trig with INTR_NONE forgets the function", function(t)
    local count = 0
    gpio.config({ gpio = FIRST, dir = gpio.IN_OUT })
    gpio.write(FIRST, 0)
    gpio.trig(FIRST, gpio.INTR_UP, function() count = count + 1 end)
    gpio.trig(FIRST, gpio.INTR_NONE)
    gpio.trig(FIRST, gpio.INTR_UP)
    gpio.write(FIRST, 1)
    t.after(50, function()
      t.equal(0, count)
      release(t)
    end)
  end, 500),
}
