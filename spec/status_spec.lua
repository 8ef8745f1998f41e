-- The parts of a board around the setup: status LED, button, double reset; and the options they take.
require("support")
local testbed = require("sim.testbed")
local world = require("journey_world")

local LED, BUTTON = 2, 4
local SETTINGS = ("return { statusLed = { pin = %d }, button = { pin = %d }, doubleReset = true }"):format(LED, BUTTON)
local DOUBLE_RESET, BY_BUTTON = "double_reset.flag", "setup_button.flag"
local PARTS = { "status_led", "led_player", "setup_button", "double_reset", "button_press", "board_parts", "board_options", "setup_flag" }
local WINDOW_MS = 5000
-- More than there is.
local FLASH_BYTES = 458752
local APP = [[
  started = (started or 0) + 1
  resident = {}
  for name in pairs(package.loaded) do resident[#resident + 1] = name end
]]

local function files(settings, more)
  local all = { ["settings.lua"] = settings or false, ["app.lua"] = APP }
  for name, text in pairs(more or {}) do all[name] = text end
  return all
end

-- A device that has joined Home before; the power is still off.
local function atHome(settings, more)
  local before = testbed.create()
  before.run([[
    wifi.mode(wifi.STATION)
    wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)
  ]])
  return testbed.create({
    files = world.files(files(settings, more)),
    networks = { world.HOME },
    store = before.store,
    boot = false,
  })
end

local function online(bed)
  local before = #bed.events("sta_got_ip")
  assert(bed.until_(function() return #bed.events("sta_got_ip") > before end, 20000), bed.console())
  bed.advance(1000)
end

local function startAtHome(settings, more)
  local bed = atHome(settings, more)
  bed.device.boot()
  online(bed)
  return bed
end

local function startPortal(settings)
  return world.openPortal({ files = files(settings) })
end

local function portals(bed) return #bed.events("ap_start") end

local function saved(bed)
  bed.run("saved = wifi.sta.getconfig().ssid")
  return bed.global("saved")
end

local function press(bed, ms, pin)
  bed.gpio.set(pin or BUTTON, 0)
  bed.advance(ms)
  bed.gpio.set(pin or BUTTON, nil)
end

-- The levels of the light with how long each lasted, in tenths of a second: "1x10 0x10".
local function seen(bed, forMs, pin)
  local runs = {}
  for _ = 1, forMs / 100 do
    local level = bed.gpio.level(pin or LED)
    local last = runs[#runs]
    if last and last.level == level then last.count = last.count + 1 else runs[#runs + 1] = { level = level, count = 1 } end
    bed.advance(100)
  end
  local texts = {}
  for index, run in ipairs(runs) do texts[index] = ("%dx%d"):format(run.level, run.count) end
  return table.concat(texts, " ")
end

-- Whether these appear one after another, whole ones.
local function shows(bed, pattern, forMs)
  local text = seen(bed, forMs)
  local wanted = " " .. pattern .. " "
  return (" " .. text .. " "):find(wanted, 1, true) ~= nil, text
end

local function assertShows(bed, pattern, forMs)
  local found, text = shows(bed, pattern, forMs or 8000)
  assert.is_true(found, ("%q is not in %q"):format(pattern, text))
end

local OPEN, LOST, FAILED = "0x10 1x10 0x10 1x10", "0x16 1x1 0x2 1x1 0x16", "0x13 1x1 0x2 1x1 0x2 1x1 0x13"

describe("a board without these settings", function()
  it("loads none of their modules", function()
    local bed = startAtHome(nil)
    local loaded = table.concat(bed.global("resident"), " ")
    for _, name in ipairs(PARTS) do assert.is_nil((" " .. loaded .. " "):find(" " .. name .. " ", 1, true), name) end
    assert.equal(0, #bed.events("gpio"))
    assert.is_nil(bed.flash.read(DOUBLE_RESET))
  end)
end)

describe("the status LED", function()
  it("blinks while the device joins, shines once when it is online, and rests then", function()
    local bed = atHome(SETTINGS)
    bed.device.boot()
    assertShows(bed, "1x1 0x1 1x1 0x1", 600)
    online(bed)
    bed.advance(3000)
    bed.forget()
    bed.advance(60000)
    assert.same({}, bed.events("gpio"))
    assert.equal(0, bed.gpio.level(LED))
  end)

  it("shines for two seconds when the device comes online", function()
    local bed = atHome(SETTINGS)
    bed.device.boot()
    local text = seen(bed, 12000)
    assert.is_truthy(text:find(" 1x2[01] 0x%d%d$"), text)
  end)

  it("blinks slowly while the portal is open, faster while a phone is there", function()
    local bed = startPortal(SETTINGS)
    assertShows(bed, OPEN)
    local phone = world.joinedPhone(bed)
    bed.advance(2000)
    local blinks = #bed.events("gpio")
    bed.advance(5000)
    assert.equal(20, #bed.events("gpio") - blinks)
    phone.leave()
    bed.advance(2000)
    assertShows(bed, OPEN)
  end)

  it("shows an attempt, that it failed, and that it went well", function()
    local bed = startPortal(SETTINGS)
    local phone = world.joinedPhone(bed)
    world.ask(phone, "Home", "wrong password")
    assert.equal("failed", (world.waitForResult(bed, phone)))
    bed.advance(2000)
    assertShows(bed, FAILED)
    bed.setAir({ { ssid = "Home", password = "correct horse", joinDelayMs = 5000 } })
    world.ask(phone, "Home", "correct horse")
    bed.advance(4000)
    assertShows(bed, "1x1 0x1 1x1 0x1 1x1", 1000)
    assert.equal("online", (world.waitForResult(bed, phone)))
    local text = seen(bed, 6000)
    assert.is_truthy(text:find("1x%d+ 0x%d%d$"), text)
    world.postForm(phone, "/api/alive", { timeout = "0" })
    bed.advance(30000)
    assert.equal(1, bed.global("started"))
    bed.forget()
    bed.advance(30000)
    assert.same({}, bed.events("gpio"))
  end)

  it("shows that the link is lost, until it is back", function()
    local bed = startAtHome(SETTINGS)
    bed.advance(5000)
    bed.setAir({})
    bed.advance(10000)
    assertShows(bed, LOST, 10000)
    bed.setAir({ world.HOME })
    online(bed)
    bed.advance(5000)
    bed.forget()
    bed.advance(60000)
    assert.same({}, bed.events("gpio"))
  end)

  it("shows that a setup ended without a network", function()
    local bed = world.openPortal({ files = files("return { idleTimeoutMs = 5000, statusLed = { pin = 2 } }") })
    bed.advance(20000)
    assert.equal(1, #bed.events("ap_stop"))
    assertShows(bed, FAILED)
  end)

  it("is dark at high where it is wired so", function()
    local bed = startAtHome("return { statusLed = { pin = 2, activeLow = true } }")
    bed.advance(5000)
    assert.equal(1, bed.gpio.level(LED))
    assert.equal(1, bed.events("gpio")[1].level, "it began dark")
  end)

  it("lets go of its pin for a program that wants it", function()
    local bed = startAtHome(SETTINGS)
    bed.run("require('status_led').stop() gpio.write(2, 1)")
    bed.setAir({})
    bed.advance(20000)
    assert.equal(1, bed.gpio.level(LED))
    bed.run("require('status_led').start{ pin = 2 } require('status_led').show('failed')")
    assertShows(bed, FAILED)
  end)

  it("costs no work per request", function()
    local bed = startPortal(SETTINGS)
    local phone = world.joinedPhone(bed)
    bed.advance(5000)
    bed.forget()
    local beganMs = bed.device.world.clock.nowMs()
    for _ = 1, 100 do assert(phone.get("/api/status")) end
    local seconds = (bed.device.world.clock.nowMs() - beganMs) / 1000
    assert.is_true(seconds > 1)
    -- Four edges a second, as without requests.
    assert.is_true(math.abs(#bed.events("gpio") - 4 * seconds) <= 1)
  end)
end)

describe("the button", function()
  it("opens the setup when it is pressed shortly, and the device is back by itself when nobody comes", function()
    local bed = startAtHome(SETTINGS)
    bed.advance(6000)
    assert.equal(0, portals(bed))
    press(bed, 300)
    world.waitForPortal(bed)
    assert.equal("restart", bed.events("restart")[1].cause)
    assert.equal("Home", saved(bed))
    assert.is_nil(bed.flash.read(BY_BUTTON))
    -- The program is a new one since the restart.
    assert.is_true(bed.until_(function() return bed.global("started") end, 120000))
    assert.equal(1, #bed.events("restart"))
  end)

  it("joins what was saved at the next start", function()
    local bed = startAtHome(SETTINGS)
    bed.advance(6000)
    press(bed, 300)
    world.waitForPortal(bed)
    bed.forget()
    bed.device.powerCycle()
    online(bed)
    assert.equal(0, portals(bed))
  end)

  it("knows short from long: limits, and one look past them", function()
    -- Held for so long: what comes of it.
    local cases = {
      { 10, "nothing" }, { 40, "nothing" }, { 100, "setup" }, { 1000, "setup" }, { 1100, "nothing" },
      { 4900, "nothing" }, { 5100, "clear" }, { 20000, "clear" },
    }
    for _, case in ipairs(cases) do
      local heldMs, expected = case[1], case[2]
      local bed = startAtHome(SETTINGS)
      bed.advance(6000)
      press(bed, heldMs)
      bed.advance(20000)
      local network = saved(bed)
      local what = portals(bed) == 0 and "nothing" or network == "" and "clear" or "setup"
      assert.equal(expected, what, heldMs)
      assert.equal(expected == "nothing" and 0 or 1, #bed.events("restart"), heldMs)
    end
  end)

  it("counts a press that bounces once", function()
    local bed = startAtHome(SETTINGS)
    bed.advance(6000)
    for _ = 1, 10 do
      press(bed, 1)
      bed.advance(1)
    end
    bed.gpio.set(BUTTON, 0)
    bed.advance(4000)
    -- A contact that opens for a moment is held still.
    bed.gpio.set(BUTTON, 1)
    bed.advance(30)
    bed.gpio.set(BUTTON, 0)
    bed.advance(2000)
    assert.equal("", saved(bed))
    for _ = 1, 5 do press(bed, 1) bed.advance(1) end
    bed.advance(20000)
    assert.equal(1, #bed.events("restart"))
    assert.equal(1, portals(bed))
  end)

  it("shows at five seconds that the network is forgotten, and restarts when it is released", function()
    local bed = startAtHome(SETTINGS)
    bed.advance(6000)
    bed.gpio.set(BUTTON, 0)
    bed.advance(4900)
    assert.equal(0, bed.gpio.level(LED))
    assert.equal("Home", saved(bed))
    bed.advance(300)
    assert.equal(1, bed.gpio.level(LED))
    assert.equal("", saved(bed))
    bed.advance(20000)
    assert.equal(1, bed.gpio.level(LED))
    assert.equal(0, #bed.events("restart"))
    bed.gpio.set(BUTTON, nil)
    world.waitForPortal(bed)
    assert.equal(1, #bed.events("restart"))
  end)

  it("forgets while the device is joining too", function()
    local bed = atHome(SETTINGS)
    bed.setAir({ { ssid = "Home", password = "correct horse", joinDelayMs = 14000 } })
    bed.device.boot()
    bed.advance(2000)
    -- The driver refuses at first: it is given time before the restart.
    press(bed, 5100)
    world.waitForPortal(bed)
    assert.equal("", saved(bed))
  end)

  it("does not disturb a portal that is open, but makes it forget", function()
    local bed = atHome(SETTINGS)
    bed.setAir({})
    bed.device.boot()
    world.waitForPortal(bed)
    press(bed, 300)
    bed.advance(5000)
    assert.equal(1, portals(bed))
    assert.equal(0, #bed.events("restart"))
    assert.is_nil(bed.flash.read(BY_BUTTON))
    for _ = 1, 5 do
      press(bed, 20)
      bed.advance(20)
    end
    press(bed, 6000)
    bed.advance(5000)
    assert.equal(1, portals(bed))
    assert.equal("", saved(bed))
    local _, times = bed.console():gsub("INFO:button:forgetting the network", "")
    assert.equal(1, times)
    assertShows(bed, OPEN)
    bed.setAir({ world.HOME })
    bed.advance(120000)
    assert.equal(0, #bed.events("sta_got_ip"))
  end)

  it("works while the device joins, and once more after each press", function()
    local bed = atHome(SETTINGS)
    bed.setAir({ { ssid = "Home", password = "correct horse", joinDelayMs = 9000 } })
    bed.device.boot()
    bed.advance(2000)
    press(bed, 1200)
    bed.advance(300)
    press(bed, 300)
    world.waitForPortal(bed)
    assert.equal(0, #bed.events("sta_got_ip"))
  end)

  it("held at the start opens the setup, and forgets nothing however long", function()
    local bed = atHome(SETTINGS)
    bed.gpio.set(BUTTON, 0)
    bed.device.boot()
    world.waitForPortal(bed)
    bed.advance(20000)
    assert.equal("Home", saved(bed))
    -- One that is stuck costs no network: the portal tries it by itself.
    assert.is_true(bed.until_(function() return bed.global("started") end, 120000))
    assert.equal(0, #bed.events("restart"))
  end)

  it("is not held when its pin takes a moment to rise", function()
    local bed = atHome(SETTINGS)
    bed.gpio.set(BUTTON, 0)
    bed.device.boot()
    assert.is_true(bed.until_(function() return bed.gpio.level(LED) == 1 end, 1000))
    bed.advance(20)
    bed.gpio.set(BUTTON, 1)
    online(bed)
    assert.equal(0, portals(bed))
  end)

  it("may connect its pin to 3.3 V", function()
    local bed = startAtHome("return { button = { pin = 4, activeHigh = true } }")
    bed.gpio.set(BUTTON, 1)
    bed.advance(300)
    bed.gpio.set(BUTTON, nil)
    world.waitForPortal(bed)
    assert.equal("Home", saved(bed))
  end)

  it("leaves nothing loaded but what waits for it", function()
    local bed = startAtHome("return { button = { pin = 4 } }")
    press(bed, 2000)
    bed.advance(3000)
    bed.run([[
      names = {}
      for name in pairs(package.loaded) do names[#names + 1] = name end
      table.sort(names)
    ]])
    assert.equal("_G io lean link_watch package setup_button wifi_setup", table.concat(bed.global("names"), " "))
  end)

  it("says what it can't do when the flash is full", function()
    local bed = startAtHome(SETTINGS)
    bed.advance(6000)
    bed.flash.write("filler", ("x"):rep(FLASH_BYTES))
    press(bed, 300)
    bed.advance(5000)
    assert.matches("WARNING:flag:setup_button.flag can't be written", bed.console(), 1, true)
    assert.equal(0, #bed.events("restart"))
    press(bed, 6000)
    world.waitForPortal(bed)
  end)
end)

describe("a double reset", function()
  local ONLY = "return { doubleReset = true }"

  it("opens the setup within five seconds, and not after", function()
    for waitMs, opens in pairs({ [600] = 1, [4000] = 1, [WINDOW_MS + 1500] = 0 }) do
      local bed = atHome(ONLY)
      bed.device.boot()
      bed.advance(waitMs)
      bed.forget()
      bed.device.powerCycle()
      bed.advance(30000)
      assert.equal(opens, portals(bed), waitMs)
      assert.is_nil(bed.flash.read(DOUBLE_RESET))
    end
  end)

  it("is a file of no bytes, written once and removed once at each start", function()
    local bed = atHome(ONLY)
    local changes = {}
    local write, remove = bed.flash.write, bed.flash.remove
    bed.flash.write = function(name, bytes) changes[#changes + 1] = "write " .. name .. " " .. #bytes write(name, bytes) end
    bed.flash.remove = function(name) changes[#changes + 1] = "remove " .. name remove(name) end
    bed.device.boot()
    bed.advance(60000)
    assert.same({ "write double_reset.flag 0", "remove double_reset.flag" }, changes)
  end)

  it("is not a restart by the program, by an error, or out of deep sleep", function()
    for _, restart in ipairs({ "node.restart()", "tmr.create():alarm(10, 0, function() error('x') end)", "node.dsleep(100000)" }) do
      local bed = atHome(ONLY)
      bed.device.boot()
      bed.advance(2500)
      assert.is_string(bed.flash.read(DOUBLE_RESET))
      bed.run(restart)
      bed.advance(3000)
      assert.is_string(bed.flash.read(DOUBLE_RESET), restart)
      bed.advance(30000)
      assert.equal(0, portals(bed), restart)
      assert.is_true(#bed.events("restart") >= 1)
      assert.is_nil(bed.flash.read(DOUBLE_RESET), restart)
    end
  end)

  it("does nothing where it is not asked for, and writes nothing", function()
    local bed = atHome("return { doubleReset = false }")
    for _ = 1, 3 do
      bed.forget()
      bed.device.powerCycle()
      online(bed)
      assert.is_nil(bed.flash.read(DOUBLE_RESET))
    end
    assert.equal(0, portals(bed))
  end)

  it("the third of three joins", function()
    local bed = atHome(ONLY)
    for _ = 1, 2 do
      bed.device.powerCycle()
      bed.advance(1000)
    end
    bed.forget()
    bed.device.powerCycle()
    online(bed)
    assert.equal(0, portals(bed))
  end)

  it("of a file that can't be removed opens nothing", function()
    local bed = atHome(ONLY, { [DOUBLE_RESET] = "" })
    bed.flash.remove = function() end
    for _ = 1, 3 do
      bed.forget()
      bed.device.powerCycle()
      online(bed)
      assert.equal(0, portals(bed))
      assert.matches("WARNING:flag:double_reset.flag can't be removed", bed.console(), 1, true)
      bed.advance(10000)
    end
  end)

  it("where the flash is full joins as ever", function()
    local bed = atHome(ONLY)
    bed.flash.write("filler", ("x"):rep(FLASH_BYTES))
    for _ = 1, 2 do
      bed.forget()
      bed.device.powerCycle()
      online(bed)
      assert.equal(0, portals(bed))
      assert.matches("WARNING:flag:double_reset.flag can't be written", bed.console(), 1, true)
    end
  end)
end)

describe("power that goes while the setup is asked for", function()
  -- Whatever was asked for is forgotten at last: the device gets home by itself, and stays so.
  local function assertGetsHome(bed, where)
    assert.is_true(bed.until_(function() return bed.global("started") end, 180000), where .. ": never home")
    bed.advance(6000)
    bed.forget()
    bed.device.powerCycle()
    online(bed)
    assert.equal(0, portals(bed), where)
    assert.is_nil(bed.flash.read(BY_BUTTON), where)
  end

  -- Two power-ons in a row, and the button; time or writes at which the power goes.
  local STORIES = {
    { name = "a double reset", writes = 2, resets = 1, act = function(bed)
      bed.advance(1000)
      bed.device.powerCycle()
    end },
    { name = "a press", writes = 4, resets = 0, act = function(bed)
      bed.advance(6000)
      press(bed, 300)
    end },
  }

  for _, story in ipairs(STORIES) do
    for _, moment in ipairs({ "before", "during", "after" }) do
      it(("%s, %s each write, leads home"):format(story.name, moment), function()
        local write, cut = 0
        repeat
          write = write + 1
          local bed = atHome(SETTINGS)
          bed.setAir({ world.HOME }, nil, { powerCutAtWrite = write, powerCutMoment = moment })
          bed.device.boot()
          story.act(bed)
          bed.advance(10000)
          local powerRestarts = 0
          for _, restart in ipairs(bed.events("restart")) do
            if restart.cause == "power" then powerRestarts = powerRestarts + 1 end
          end
          cut = powerRestarts > story.resets
          if cut then assertGetsHome(bed, ("cut %s write %d"):format(moment, write)) end
        until not cut or write > 12
        assert.equal(story.writes, write - 1)
      end)
    end

    it(story.name .. ", at any moment, leads home", function()
      for atMs = 0, 11500, 500 do
        local bed = atHome(SETTINGS)
        bed.device.boot()
        story.act(bed)
        bed.advance(atMs)
        bed.device.powerCycle()
        assertGetsHome(bed, atMs .. " ms")
      end
    end)
  end
end)

describe("the options of these parts", function()
  local boardProblemOf

  setup(function()
    _G.node = { chipmodel = function() return _G.chipModelOfSpec end }
    boardProblemOf = require("board_options").boardProblemOf
  end)

  teardown(function()
    _G.node, _G.chipModelOfSpec = nil, nil
    package.loaded["board_options"] = nil
  end)

  local function problem(options, model)
    _G.chipModelOfSpec = model or "esp32"
    return boardProblemOf(options)
  end

  it("are pins that the chip has, that its flash leaves free, and that can be what they are to be", function()
    -- Pins at the limits: those that both may take, those for a button alone, and those for neither.
    local pins = {
      esp32 = { "0 5 12 23 25 27 32 33", "34 39", "-1 6 11 24 28 31 40" },
      esp32s2 = { "0 21 33 45", "46", "-1 22 26 32 47" },
      esp32s3 = { "0 21 33 48", "", "-1 22 26 32 49" },
      esp32c3 = { "0 10 18 21", "", "-1 11 17 22" },
      esp32c6 = { "0 23", "", "-1 24 30" },
      esp32h9 = { "0 63", "", "-1 64" },
    }
    for model, lists in pairs(pins) do
      for index, list in ipairs(lists) do
        for text in list:gmatch("%S+") do
          local pin = tonumber(text)
          local led = problem({ statusLed = { pin = pin } }, model)
          local button = problem({ button = { pin = pin } }, model)
          assert.equal(index == 1, led == nil, model .. " LED " .. text)
          assert.equal(index < 3, button == nil, model .. " button " .. text)
        end
      end
    end
    assert.equal(
      "statusLed.pin has to be the number of a GPIO that is free on this chip: 0-5 12-23 25-27 32-33",
      problem({ statusLed = { pin = 34 } })
    )
  end)

  it("are told one by one, each sentence with the option's name first", function()
    local cases = {
      ["statusLed has to be a table such as { pin = 4 }"] = { statusLed = 2 },
      ["statusLed takes pin, and activeLow, which is true or false"] = { statusLed = { pin = 2, activeLow = 1 } },
      ["button has to be a table such as { pin = 4 }"] = { button = true },
      ["button takes pin, and activeHigh, which is true or false"] = { button = { pin = 2, activeLow = true } },
      ["button.pin is that of statusLed"] = { statusLed = { pin = 2 }, button = { pin = 2 } },
      ["doubleReset has to be true or false"] = { doubleReset = 1 },
    }
    for sentence, options in pairs(cases) do assert.equal(sentence, problem(options)) end
    for _, pin in ipairs({ 2.5, "2", {}, false }) do
      assert.matches("^button%.pin has to be", problem({ button = { pin = pin } }))
    end
    assert.matches("^statusLed%.pin has to be", problem({ statusLed = {} }))
    assert.is_nil(problem({ statusLed = { pin = 2, activeLow = true }, button = { pin = 34, activeHigh = false }, doubleReset = true }))
    assert.is_nil(problem({}))
  end)

  it("that can't be used are a log line in settings.lua, and the others count", function()
    local bed = startAtHome("return { id = 'lamp', statusLed = { pin = 34 }, button = { pin = 4 }, doubleReset = 'yes' }")
    assert.matches("WARNING:boot:settings.lua: statusLed.pin has to be", bed.console(), 1, true)
    assert.matches("WARNING:boot:settings.lua: doubleReset has to be", bed.console(), 1, true)
    assert.same({}, bed.events("gpio"))
    press(bed, 300)
    world.waitForPortal(bed)
    assert.equal("lamp", bed.events("ap_start")[1].ssid)
  end)

  it("open no door that other settings may guard", function()
    local bed = startAtHome("return { apPassword = 'short', statusLed = { pin = 99 }, button = { pin = 4 } }")
    press(bed, 300)
    bed.advance(30000)
    assert.equal(0, portals(bed))
  end)

  it("of a board whose files lack the parts are a log line", function()
    local bed = startAtHome(SETTINGS, { ["board_parts.lua"] = false })
    assert.matches("WARNING:boot:module 'board_parts' not found", bed.console(), 1, true)
    assert.equal(1, bed.global("started"))
  end)

  it("may come from a program", function()
    local init = [[
      require("board_parts").connectOrSetup({ button = { pin = 99 } }, function(info, reason) first = reason end)
      require("board_parts").connectOrSetup({ button = { pin = 4 } }, function(info) ip = info and info.ip end)
    ]]
    local bed = startAtHome(nil, { ["init.lua"] = init })
    assert.equal("invalid-options", bed.global("first"))
    assert.equal("192.168.1.50", bed.global("ip"))
  end)
end)
