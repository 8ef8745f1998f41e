-- Our own program under faults: a full flash, power that goes while the network is saved, a router
-- that is full, late or away, lost packets, sends that fail.
local world = require("journey_world")

local SMALLEST_FLASH = 24576
local NO_NETWORKS = {}

local function withFaults(faults, networks)
  local bed = world.create({ networks = networks })
  bed.setAir(networks or { world.HOME, world.CAFE }, nil, faults)
  return bed
end

local function openPortal(faults, networks)
  local bed = withFaults(faults, networks)
  world.waitForPortal(bed)
  return bed
end

local function changed(network, more)
  local copy = {}
  for name, value in pairs(network) do copy[name] = value end
  for name, value in pairs(more) do copy[name] = value end
  return copy
end

--- What the device would join after a restart.
local function savedNetwork(bed)
  bed.run("config = wifi.sta.getconfig(); saved = config.ssid .. ' ' .. config.pwd")
  return bed.global("saved")
end

local function online(bed)
  return bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 60000)
end

describe("with a full flash", function()
  it("the portal works, saves the network, and finds it again after a power cut", function()
    local bed = openPortal { flashBytes = SMALLEST_FLASH }
    bed.run('full = io.open("more", "w") == nil')
    assert.is_true(bed.global("full"))
    world.setUp(bed, world.HOME)
    bed.device.powerCycle()
    bed.advance(3000)
    assert.equal("Home correct horse", savedNetwork(bed))
    assert.is_true(#bed.events("sta_got_ip") >= 2)
  end)
end)

describe("power that goes while the portal saves the network", function()
  --- The device after the cut at the nth write of a setup.
  local function cutAt(write, moment)
    local bed = openPortal()
    local phone = world.joinedPhone(bed)
    bed.setAir({ world.HOME, world.CAFE }, nil, { powerCutAtWrite = write, powerCutMoment = moment })
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    bed.until_(function()
      phone.join()
      world.status(phone)
      return #bed.events("restart") > 0
    end, 20000)
    bed.advance(2000)
    return bed
  end

  for _, moment in ipairs { "before", "during", "after" } do
    it(moment .. " the write leaves no half of a network, and a device that can be set up", function()
      local bed = cutAt(1, moment)
      assert.equal("power", bed.events("restart")[1].cause)
      local saved = savedNetwork(bed)
      assert.is_true(saved == " " or saved == "Home correct horse", saved)
      if saved == " " then
        assert.is_true(bed.until_(function() return bed.device.lan().apUp() end, 30000))
        world.setUp(bed, world.HOME)
      end
      assert.is_true(online(bed))
      assert.equal("Home correct horse", savedNetwork(bed))
    end)
  end
end)

describe("a router", function()
  it("that is full is told to the page, and is joined once it has room", function()
    local bed = openPortal(nil, { changed(world.HOME, { full = true }) })
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("failed", (world.waitForResult(bed, phone)))
    bed.setAir { world.HOME }
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("online", (world.waitForResult(bed, phone)))
  end)

  it("that gives addresses late is waited for", function()
    local bed = openPortal(nil, { changed(world.HOME, { dhcpDelayMs = 8000 }) })
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("online", (world.waitForResult(bed, phone)))
  end)

  it("that was off while the device booted is joined when it is back", function()
    local bed = openPortal()
    world.setUp(bed, world.HOME)
    bed.setAir(NO_NETWORKS)
    bed.device.powerCycle()
    bed.advance(60000)
    bed.setAir { changed(world.HOME, { channel = 11 }) }
    local before = #bed.events("sta_got_ip")
    assert.is_true(bed.until_(function() return #bed.events("sta_got_ip") > before end, 600000))
  end)
end)

describe("a bad link to the phone", function()
  for _, faults in ipairs {
    { phoneLossPercent = 15 }, { phoneLossPercent = 15, lossSeed = 9 }, { sendFailsEvery = 7 },
  } do
    local what = faults.sendFailsEvery and "sends that fail" or "lost packets, seed " .. (faults.lossSeed or 0)
    it("makes the setup slower at most: " .. what, function()
      local bed = openPortal(faults)
      local phone = world.joinedPhone(bed)
      assert.is_true(bed.until_(function()
        local response = world.ask(phone, world.HOME.ssid, world.HOME.password)
        return response ~= nil and response.status < 400
      end, 120000))
      assert.equal("online", (world.waitForResult(bed, phone, 180000)))
      assert.same({}, bed.events("restart"))
    end)
  end
end)
