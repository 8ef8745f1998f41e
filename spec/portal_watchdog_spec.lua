-- The portal's own watchdog: whatever step gets lost, a setup goes on or starts over.
require("support")
local world = require("journey_world")

local MODULE_LOST_ONCE = [[
local module = {}
local real = loadfile("real_%s.lua")()
for name, value in pairs(real) do module[name] = value end
function module.%s(...)
  -- A module may be loaded more than once.
  if not lostOnce then
    lostOnce = true
    %s
  end
  return real.%s(...)
end
return module
]]

-- The device's files, in which one function of one module fails the first time it is called.
local function filesWithLoss(name, functionName, loss)
  local files = world.files()
  return {
    ["real_" .. name .. ".lua"] = files[name .. ".lua"],
    [name .. ".lua"] = MODULE_LOST_ONCE:format(name, functionName, loss, functionName),
  }
end

local function portalOpens(bed, withinMs)
  return bed.until_(function() return #bed.events("ap_start") > 0 end, withinMs)
end

local function assertUsable(bed)
  local phone = world.joinedPhone(bed)
  -- On an ordinary Lua what this spec leaves behind counts as the device's memory: it may refuse once.
  for _ = 1, 3 do
    if world.status(phone) then break end
    bed.advance(1000)
  end
  assert.equal(202, world.ask(phone, world.HOME.ssid, world.HOME.password).status)
  assert.equal("online", (world.waitForResult(bed, phone)))
end

describe("the portal's watchdog", function()
  local LOSSES = {
    { "wifi_access_point", "scan", "return", "a scan that never answers" },
    { "wifi_access_point", "scan", 'error("not enough memory", 0)', "a scan without memory" },
    { "http_server", "start", 'error("not enough memory", 0)', "a server without memory" },
    { "dns_responder", "start", 'error("not enough memory", 0)', "names without memory" },
    { "wifi_station", "start", "return", "a radio that never says that it started" },
  }
  for _, loss in ipairs(LOSSES) do
    it("starts over after " .. loss[4], function()
      local bed = world.create({ files = filesWithLoss(loss[1], loss[2], loss[3]) })
      bed.device.boot()
      assert.is_true(portalOpens(bed, 120000), bed.console())
      assert.matches("no progress for 90 seconds: starting over", bed.console())
      bed.advance(500)
      assertUsable(bed)
      assert.equal(0, #bed.events("restart"))
    end)
  end

  it("starts the radio anew when nobody was heard for ten minutes", function()
    local bed = world.openPortal()
    bed.advance(590000)
    assert.equal(1, #bed.events("ap_start"))
    bed.advance(30000)
    assert.equal(2, #bed.events("ap_start"))
    bed.advance(500)
    assertUsable(bed)
    assert.equal(0, #bed.events("restart"))
  end)

  it("leaves a phone alone that joined and says nothing", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    bed.advance(1300000)
    assert.equal(1, #bed.events("ap_start"))
    phone.leave()
    bed.advance(20000)
    assert.equal(2, #bed.events("ap_start"))
  end)

  it("never takes a device away from its network", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("online", (world.waitForResult(bed, phone)))
    assert.equal(204, world.postForm(phone, "/api/alive", { timeout = "86400" }).status)
    phone.leave()
    bed.advance(700000)
    assert.equal(1, #bed.events("ap_start"))
    assert.equal(0, #bed.events("sta_disconnected"))
    assert.equal(1, #bed.events("ap_stop"))
  end)

  it("never does so while it looks for its last words either", function()
    local files = filesWithLoss("result_message", "findMessage", 'error("not enough memory", 0)')
    files["settings.lua"] = "return { connectTimeoutMs = 600000 }"
    local bed = world.openPortal({ files = files })
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.is_true(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 20000))
    phone.leave()
    bed.advance(640000)
    assert.equal(0, #bed.events("sta_disconnected"))
    assert.equal(1, #bed.events("ap_start"))
  end)

  it("says that it is online although its last words got lost", function()
    local bed = world.openPortal({ files = filesWithLoss("result_message", "findMessage", 'error("not enough memory", 0)') })
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.is_true(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 20000))
    bed.advance(50000)
    assert.equal("online", (world.status(phone)))
    assert.equal(0, #bed.events("sta_disconnected"))
  end)

  it("lets nobody keep the application from its start", function()
    local bed = world.openPortal({ files = { ["app.lua"] = "appRuns = true" } })
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("online", (world.waitForResult(bed, phone)))
    for _ = 1, 63 do
      bed.advance(10000)
      world.postForm(phone, "/api/alive", { timeout = "86400" })
    end
    assert.is_true(bed.global("appRuns"))
  end)

  -- The page goes on asking meanwhile: the portal is not still.
  local LOST_STEPS = {
    { "portal_json", "statusAnswer", "an answer without memory" },
    { "join", "join", "an attempt without memory" },
    { "wifi_station", "save", "a store without memory" },
    { "failure_text", "describe", "a reason without memory", "wrong password" },
    { "result_message", "findMessage", "a message without memory" },
  }
  for _, step in ipairs(LOST_STEPS) do
    it("ends an attempt after " .. step[3], function()
      local bed = world.openPortal({ files = filesWithLoss(step[1], step[2], 'error("not enough memory", 0)') })
      local phone = world.joinedPhone(bed)
      world.ask(phone, world.HOME.ssid, step[4] or world.HOME.password)
      local state = world.waitForResult(bed, phone)
      assert.is_truthy(state)
      if state == "failed" then assertUsable(bed) end
      assert.equal(0, #bed.events("restart"))
    end)
  end

  it("ends a scan that gets lost, and the attempt that waits for it", function()
    local bed = world.openPortal({
      files = {
        ["real_wifi_access_point.lua"] = world.files()["wifi_access_point.lua"],
        ["wifi_access_point.lua"] = [[
          local module = {}
          local real = loadfile("real_wifi_access_point.lua")()
          for name, value in pairs(real) do module[name] = value end
          -- A module may be loaded more than once.
          function module.scan(...)
            scans = (scans or 0) + 1
            if scans == 2 then error("not enough memory", 0) end
            return real.scan(...)
          end
          return module
        ]],
      },
    })
    local phone = world.joinedPhone(bed)
    phone.open(80).send("GET /plain?scan=1 HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n")
    bed.advance(1000)
    assert.equal("scanning", (world.status(phone)))
    assert.equal(202, world.ask(phone, world.HOME.ssid, world.HOME.password).status)
    assert.is_truthy((world.waitForResult(bed, phone)))
    assertUsable(bed)
  end)

  it("gives up the saved network for who asks for another one", function()
    local home = { ssid = "Home", password = "correct horse", channel = 11, rssi = -50, joinDelayMs = 3000 }
    local bed = world.create({ networks = { world.CAFE } })
    bed.run('wifi.mode(wifi.STATION) wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)')
    bed.device.powerCycle()
    world.waitForPortal(bed)
    bed.setAir({ home, world.CAFE })
    local phone = world.joinedPhone(bed)
    local before = #bed.events("sta_connect")
    assert.is_true(bed.until_(function() return #bed.events("sta_connect") > before end, 90000))
    bed.advance(2500)
    assert.equal(202, world.ask(phone, world.CAFE.ssid).status)
    local state, body = world.waitForResult(bed, phone)
    assert.equal("online", state)
    assert.equal("Cafe Zimt", world.field(body, "ssid"))
  end)

  it("is content with a page that is looked at", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    for _ = 1, 60 do
      bed.advance(20000)
      world.postForm(phone, "/api/alive", { timeout = "60" })
    end
    assert.equal(1, #bed.events("ap_start"))
  end)

  it("tells how it ended although a step of the end gets lost", function()
    local bed = world.create({
      files = {
        ["init.lua"] = [[
          require("wifi_setup").setup({ idleTimeoutMs = 5000 }, function(_, reason) print("ended: " .. reason) end)
        ]],
        ["http_port.lua"] = [[
          return { isFree = function() error("not enough memory", 0) end }
        ]],
      },
    })
    bed.device.boot()
    world.waitForPortal(bed)
    bed.advance(60000)
    assert.is_nil(bed.console():find("ended", 1, true))
    bed.advance(60000)
    assert.matches("ended: idle%-timeout", bed.console())
  end)
end)
