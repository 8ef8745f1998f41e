-- Where the firmware itself crashes, the device is back where it was: in its portal, or online, with
-- what was saved. No program can prevent these restarts: docs/security.md lists them.
require("support")
local world = require("journey_world")

local silent = { onData = function() end, onFin = function() end, onReset = function() end }

local CRASHES = {
  ["an empty datagram"] = function(_, phone) phone.datagram(53, "") end,
  ["a reset before accept"] = function(bed, phone)
    bed.device.lan().connect("ap", phone.ip(), 4000, 80, silent).reset()
  end,
  ["no memory for one more connection"] = function(bed, phone)
    bed.setAir({ world.HOME, world.CAFE }, nil, { maxSockets = 2 })
    phone.open(80)
    bed.advance(50)
    bed.setAir({ world.HOME, world.CAFE })
  end,
}

local function assertRestartedOnce(bed)
  assert.equal(1, #bed.events("restart"))
  assert.equal("panic", bed.events("restart")[1].cause)
end

for name, crash in pairs(CRASHES) do
  describe("after a crash by " .. name, function()
    it("the portal is open again, and works", function()
      local bed = world.openPortal()
      crash(bed, world.joinedPhone(bed))
      bed.advance(100)
      assertRestartedOnce(bed)
      assert.is_true(bed.until_(function() return #bed.events("ap_start") == 2 end, 10000))
      bed.advance(500)
      world.setUp(bed, world.HOME)
      assertRestartedOnce(bed)
    end)

    it("in the middle of an attempt, the old network is still saved", function()
      local bed = world.create({
        files = { ["init.lua"] = [[
          if wifi.sta.getconfig().ssid == "" then wifi.mode(wifi.STATION) wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true) end
          if not started then started = true require("wifi_setup").setup({}) end
        ]] },
      })
      bed.device.boot()
      world.waitForPortal(bed)
      local phone = world.joinedPhone(bed)
      world.ask(phone, world.CAFE.ssid)
      bed.advance(300)
      phone.join()
      crash(bed, phone)
      bed.advance(2000)
      assertRestartedOnce(bed)
      bed.run("saved = wifi.sta.getconfig().ssid .. '/' .. wifi.sta.getconfig().pwd")
      assert.equal("Home/correct horse", bed.global("saved"))
    end)
  end)
end

describe("a device that is online", function()
  it("is online again after an empty datagram to a program's port", function()
    local bed = world.openPortal({ files = { ["app.lua"] = "server = net.createUDPSocket() server:listen(5000)" } })
    world.setUp(bed, world.HOME)
    local before = #bed.events("sta_got_ip")
    bed.computer().datagram(5000, "")
    bed.advance(100)
    assertRestartedOnce(bed)
    assert.is_true(bed.until_(function() return #bed.events("sta_got_ip") > before end, 10000))
    assert.equal(1, #bed.events("ap_start"))
  end)
end)
