-- What stays of the setup while the device is online, and what it does when the link is lost.
require("support")
local world = require("journey_world")

local HOME = world.HOME
local LOST_MS = 60000

-- Modules that keep the link; the firmware's own tables are not ours.
local RESIDENT = { _G = true, package = true, io = true, lean = true, link_watch = true, wifi_setup = true }

local STRANGERS = [[
  strangers = {}
  for name in pairs(package.loaded) do strangers[#strangers + 1] = name end
]]

local function strangers(bed)
  bed.run(STRANGERS)
  local names = {}
  for _, name in ipairs(bed.global("strangers")) do
    if not RESIDENT[name] then names[#names + 1] = name end
  end
  table.sort(names)
  return table.concat(names, " ")
end

local function online(files)
  files = files or {}
  world.addModule(files, "keep_connected")
  local bed = world.create({ files = files })
  bed.device.boot()
  world.waitForPortal(bed)
  world.setUp(bed, HOME)
  bed.advance(LOST_MS)
  return bed
end

local function gotIp(bed) return #bed.events("sta_got_ip") end

local function loseLink(bed, forMs)
  bed.setAir({})
  bed.advance(forMs)
  bed.setAir({ HOME })
  bed.advance(LOST_MS)
end

describe("a device that is online", function()
  it("runs app.lua with nothing loaded but what keeps the link", function()
    local bed = online({ ["app.lua"] = STRANGERS })
    local names = {}
    for _, name in ipairs(bed.global("strangers")) do
      if not RESIDENT[name] then names[#names + 1] = name end
    end
    assert.equal("", table.concat(names, " "))
    assert.equal("", strangers(bed))
  end)

  it("joins again when the link is lost, and forgets what it loaded for that", function()
    local bed = online()
    local before = gotIp(bed)
    loseLink(bed, 5000)
    assert.equal(before + 1, gotIp(bed))
    assert.equal("", strangers(bed))
    loseLink(bed, 30000)
    assert.equal(before + 2, gotIp(bed))
    assert.equal("", strangers(bed))
    assert.equal(0, #bed.events("restart"))
  end)

  it("leaves a link alone that the program ended", function()
    local bed = online()
    local before = gotIp(bed)
    bed.run("wifi.sta.disconnect()")
    bed.advance(LOST_MS)
    assert.equal(before, gotIp(bed))
  end)

  it("hands the link over to a program that wants to hear of it, and takes it no more", function()
    local bed = online()
    bed.run([[
      log = {}
      keeper = require("keep_connected")
      before = keeper.isWatching()
      keeper.start({
        onOnline = function() log[#log + 1] = "online" end,
        onOffline = function() log[#log + 1] = "offline" end,
      })
    ]])
    assert.is_true(bed.global("before"))
    loseLink(bed, 5000)
    assert.equal("offline online", table.concat(bed.global("log"), " "))
    bed.run("keeper.stop() after = keeper.isWatching()")
    assert.is_false(bed.global("after"))
    local before = gotIp(bed)
    loseLink(bed, 5000)
    assert.equal(before, gotIp(bed))
  end)

  it("is left alone during a pause, and joins again after it", function()
    local bed = online()
    local before = gotIp(bed)
    bed.run('keeper = require("keep_connected") keeper.pause()')
    loseLink(bed, 5000)
    assert.equal(before, gotIp(bed))
    bed.run("keeper.resume()")
    bed.advance(LOST_MS)
    assert.equal(before + 1, gotIp(bed))
    loseLink(bed, 5000)
    assert.equal(before + 2, gotIp(bed))
  end)

  it("keeps the link that it had before a setup that nobody used", function()
    local bed = online()
    bed.run([[require("wifi_setup").setup({ idleTimeoutMs = 20000 }, function(_, reason) ended = reason end)]])
    bed.advance(2 * LOST_MS)
    assert.equal("idle-timeout", bed.global("ended"))
    assert.equal("", strangers(bed))
    local before = gotIp(bed)
    loseLink(bed, 5000)
    assert.equal(before + 1, gotIp(bed))
    assert.equal("", strangers(bed))
  end)

  it("keeps modules that the program had itself", function()
    local bed = online()
    bed.run('require("timer") require("logger")')
    loseLink(bed, 5000)
    assert.equal("guard logger timer", strangers(bed))
  end)
end)

describe("debug information", function()
  local function lineOf(bed)
    bed.run([[
      local logger = require("lean").require("logger")
      package.loaded.logger = nil
      lines = next(debug.getinfo(logger.write, "L").activelines) ~= nil
    ]])
    return bed.global("lines")
  end

  it("is not loaded with our modules, unless the program keeps it", function()
    local bed = world.create({ files = { ["init.lua"] = 'require("wifi_setup")' } })
    bed.device.boot()
    bed.advance(100)
    if _VERSION ~= "Lua 5.1" then assert.is_false(lineOf(bed)) end
    bed = world.create({ files = { ["init.lua"] = 'node.stripdebug(1) require("wifi_setup")' } })
    bed.device.boot()
    bed.advance(100)
    assert.is_true(lineOf(bed))
  end)

  it("stays with the program's own code", function()
    local bed = online({ ["app.lua"] = "local nothing\nnothing.field = 1\n" })
    assert.matches("app.lua:2: attempt to index", bed.console())
    bed.run("level = node.stripdebug()")
    assert.equal(2, bed.global("level"))
  end)
end)
