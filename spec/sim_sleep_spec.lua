-- node.sleep and node.dsleep: what CM/node.c and ESP-IDF v5.1.3 do, and what is kept.
require("support")
local bench = require("device_bench")
local boot, log, value, problem = bench.boot, bench.log, bench.value, bench.problem

local function nowMs(bed) return bed.device.world.clock.nowMs() end

describe("node.dsleep", function()
  it("ends the boot, and wakes with a boot of its own reason after the time", function()
    local bed = boot("first, second, third = node.bootreason() mark = 1")
    assert.equal("1 8", bed.global("first") .. " " .. bed.global("second"))
    local before = nowMs(bed)
    bed.run("node.dsleep({ secs = 5, us = 2000 }) mark = 2")
    assert.equal("sleep", bed.events("restart")[1].cause)
    assert.equal("the chip is down", bed.device.execute("mark = 3"))
    bed.advance(5001)
    assert.equal(1, bed.device.bootCount())
    bed.advance(301)
    assert.equal(2, bed.device.bootCount())
    assert.equal(before + 5302, nowMs(bed))
    assert.equal("3 12", bed.global("first") .. " " .. bed.global("second"))
    assert.is_nil(bed.global("third"))
  end)

  it("takes microseconds for a number", function()
    local bed = boot()
    bed.run("node.dsleep(1500000)")
    bed.advance(1799)
    assert.equal(1, bed.device.bootCount())
    bed.advance(1)
    assert.equal(2, bed.device.bootCount())
  end)

  it("lets go of all pins", function()
    local bed = boot("gpio.config({ gpio = 16, dir = gpio.OUT }) gpio.write(16, 1)")
    bed.run("node.dsleep({ secs = 1 })")
    assert.equal(0, bed.gpio.level(16))
    bed.advance(900)
    bed.gpio.set(16, 1)
    assert.equal(1, bed.gpio.level(16))
  end)

  it("wakes when all its pins are low, also when asked for high: this firmware's IDF", function()
    local bed = boot()
    bed.gpio.set(4, 1)
    bed.gpio.set(25, 1)
    bed.run("node.dsleep({ gpio = { 4, 25 }, level = 1 })")
    assert.matches("wakes when all pins are low", bed.notes[1])
    bed.advance(100000)
    bed.gpio.set(4, 0)
    bed.advance(1000)
    assert.equal(1, bed.device.bootCount())
    bed.gpio.set(25, 0)
    bed.advance(1000)
    assert.equal(2, bed.device.bootCount())
  end)

  it("wakes when one is high in a newer firmware, and at once when it is already", function()
    local bed = boot("", { firmware = "newer" })
    bed.run("node.dsleep({ gpio = 4, secs = 100 })")
    bed.advance(10000)
    bed.gpio.set(4, 1)
    bed.advance(400)
    assert.equal(2, bed.device.bootCount())
    bed.run("node.dsleep({ gpio = 4 })")
    bed.advance(400)
    assert.equal(3, bed.device.bootCount())
    -- The timer of the first sleep is over.
    bed.advance(200000)
    assert.equal(3, bed.device.bootCount())
  end)

  it("keeps pulls when told to", function()
    for pull, boots in pairs({ ["true"] = 1, ["false"] = 2 }) do
      local bed = boot("gpio.config({ gpio = 4, dir = gpio.IN, pull = gpio.PULL_UP })")
      bed.run("node.dsleep({ gpio = 4, level = 0, pull = " .. pull .. " })")
      bed.advance(1000)
      assert.equal(boots, bed.device.bootCount(), pull)
    end
  end)

  it("without anything to wake it lasts until the power is cut", function()
    local bed = boot("first = node.bootreason()")
    bed.run("node.dsleep({})")
    bed.advance(10000000)
    assert.equal(1, bed.device.bootCount())
    bed.device.powerCycle()
    assert.equal(2, bed.device.bootCount())
    assert.equal(1, bed.global("first"))
  end)

  it("checks its options", function()
    local bed = boot()
    assert.equal("bad argument #1 to 'dsleep' (Expected integer or table)", problem(bed, "node.dsleep()"))
    assert.equal(
      "Pin 5 is not an RTC GPIO and cannot be used for wakeup",
      problem(bed, "node.dsleep({ gpio = { 4, 5 } })")
    )
    assert.equal(
      "bad option level to 'dsleep' (must be in range 0-1)",
      problem(bed, "node.dsleep({ gpio = 4, level = 2 })")
    )
    assert.equal(
      "bad option secs to 'dsleep' (number expected, got string)",
      problem(bed, "node.dsleep({ secs = '1' })")
    )
    assert.equal(
      "Error 258 returned from rtc_gpio_isolate(5)",
      problem(bed, "node.dsleep({ isolate = { 5 } })")
    )
    assert.equal(1, bed.device.bootCount())
  end)
end)

describe("node.sleep", function()
  it("stops everything for its time, and goes on where it was", function()
    local bed = boot([[
      t = tmr.create()
      t:alarm(100, tmr.ALARM_SINGLE, function() say("alarm") end)
    ]])
    local before = nowMs(bed)
    bed.run("cause = node.sleep({ secs = 2, us = 500000 })")
    assert.equal(before + 2500, nowMs(bed))
    assert.equal(value(bed, "node.wakeup.TIMER"), bed.global("cause"))
    assert.equal(1, bed.device.bootCount())
    -- It had 90 ms left.
    bed.advance(70)
    assert.equal("", log(bed))
    bed.advance(10)
    assert.equal("alarm", log(bed))
  end)

  it("is ended by a pin of gpio.wakeup", function()
    local bed = boot([[
      gpio.config({ gpio = 4, dir = gpio.IN, pull = gpio.PULL_UP })
      gpio.wakeup(4, gpio.INTR_LOW)
    ]])
    bed.device.world.clock.after(700, function() bed.gpio.set(4, 0) end)
    bed.run("cause = node.sleep({ gpio = true, secs = 10 })")
    assert.equal(value(bed, "node.wakeup.GPIO"), bed.global("cause"))
    assert.is_true(nowMs(bed) < 1000)
    -- The level is there already: refused, in words for something else.
    assert.equal(
      "WiFi and BT must be stopped before sleeping",
      problem(bed, "node.sleep({ gpio = true, secs = 10 })")
    )
    bed.run("gpio.wakeup(4) cause = node.sleep({ gpio = true, secs = 1 })")
    assert.equal(value(bed, "node.wakeup.TIMER"), bed.global("cause"))
  end)

  it("says what it leaves out", function()
    local bed = boot("wifi.mode(wifi.STATION) wifi.start()")
    bed.run("node.sleep({ secs = 1, uart = 0, touch = true })")
    assert.matches("neither a UART nor a touch pad", bed.notes[1])
    assert.matches("with WiFi on", bed.notes[2])
  end)

  it("checks its options", function()
    local bed = boot()
    assert.equal("bad argument #1 to 'sleep' (table expected, got no value)", problem(bed, "node.sleep()"))
    assert.equal(
      "Error 258 returned from esp_sleep_enable_uart_wakeup(2)",
      problem(bed, "node.sleep({ uart = { 0, 2 } })")
    )
    assert.equal(
      "bad option uart to 'sleep' (must be integer or table)",
      problem(bed, "node.sleep({ uart = true })")
    )
    assert.equal("Error 259 returned from esp_sleep_enable_ulp_wakeup()", problem(bed, "node.sleep({ ulp = true })"))
    assert.equal("Error 258 returned from esp_light_sleep_start()", problem(bed, "node.sleep({ us = 100 })"))
    assert.equal(
      "bad option gpio to 'sleep' (boolean expected, got number)",
      problem(bed, "node.sleep({ gpio = 4 })")
    )
  end)
end)

describe("node.LFS", function()
  it("is empty, as on a board as it comes", function()
    local bed = boot()
    assert.is_nil(value(bed, "node.LFS.get('x')"))
    assert.is_nil(value(bed, "node.LFS.list()"))
    assert.equal(0, value(bed, "node.LFS.config.lfs_used"))
    assert.equal("No LFS partition allocated", value(bed, "node.LFS.reload('none.img')"))
    assert.equal("No LFS partition allocated", value(bed, "node.flashreload('none.img')"))
    assert.matches("deprecated API! node.flashreload", bed.console())
  end)
end)
