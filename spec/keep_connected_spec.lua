local parts = require("device_parts")

local OWN_LEAVE, NOT_FOUND, LOST = 8, 201, 200

local function home(more)
  local network = { ssid = "Home", password = "correct horse", channel = 6, rssi = -50, bssid = "02:00:00:00:00:01" }
  for name, value in pairs(more or {}) do network[name] = value end
  return network
end

local bed

-- What a program does that joins by itself.
local JOIN = [[
  keeper = require("keep_connected")
  log = {}
  function say(...) log[#log + 1] = table.concat({ ... }, " ") end
  wifi.mode(wifi.STATION)
  wifi.sta.config({ ssid = "Home", pwd = "correct horse" })
  wifi.sta.on("start", function() wifi.sta.connect() end)
  wifi.start()
]]

local START = [[
  keeper.start({
    onOnline = function(address, ...) say("online", address.ip, address.netmask, address.gw, ...) end,
    onOffline = function(reason, ...) say("offline", reason, ...) end,
  })
]]

local function waitForAddress()
  local before = #bed.events("sta_got_ip")
  assert.is_true(bed.until_(function() return #bed.events("sta_got_ip") > before end, 120000))
  bed.advance(100)
end

local function create() bed = parts.create({ "keep_connected" }, { networks = { home() } }) end

-- A device that is online and watched.
local function joined(start)
  create()
  bed.run(JOIN)
  waitForAddress()
  bed.run(start or START)
end

local function log() return table.concat(bed.global("log"), ", ") end

-- Milliseconds from the end of each try to the begin of the next one.
local function pauses()
  local found = {}
  local endedAtMs
  for _, event in ipairs(bed.trace) do
    if event.event == "sta_disconnected" then
      endedAtMs = event.atMs
    elseif event.event == "sta_connect" and endedAtMs then
      found[#found + 1] = event.atMs - endedAtMs
      endedAtMs = nil
    end
  end
  return found
end

local function assertPauses(expected)
  local found = pauses()
  for index, ms in ipairs(expected) do
    assert.is_true(math.abs(found[index] - ms) <= 20, index .. ": " .. found[index] .. " instead of " .. ms)
  end
  assert.equal(#expected, #found)
end

describe("keep_connected", function()
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("says nothing while all is well", function()
    joined()
    bed.advance(3600000)
    assert.equal("", log())
    assert.equal(1, #bed.events("sta_connect"))
  end)

  it("tells a loss once and the return with the address", function()
    joined()
    bed.setAir({})
    bed.advance(100000)
    assert.matches("^offline " .. LOST .. "$", log())
    assert.is_true(#bed.events("sta_connect") > 4)
    bed.setAir({ home() })
    waitForAddress()
    assert.equal("offline 200, online 192.168.1.50 255.255.255.0 192.168.1.1", log())
    bed.setAir({})
    bed.advance(20000)
    bed.setAir({ home() })
    waitForAddress()
    assert.matches("online [%d. ]+, offline 200, online [%d. ]+$", log())
  end)

  it("tries after 1, 2, 4, 8, 16, 32, 60 and 60 s", function()
    joined()
    bed.setAir({})
    assert.is_true(bed.until_(function() return #bed.events("sta_connect") == 10 end, 600000))
    assertPauses({ 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000 })
    assert.equal(NOT_FOUND, bed.events("sta_disconnected")[3].reason)
  end)

  it("begins at 1 s again after it was online", function()
    joined()
    for _ = 1, 2 do
      bed.setAir({})
      local tries = #bed.events("sta_connect")
      assert.is_true(bed.until_(function() return #bed.events("sta_connect") == tries + 3 end, 60000))
      bed.setAir({ home() })
      waitForAddress()
    end
    local found = pauses()
    assert.is_true(math.abs(found[1] - 1000) <= 20 and math.abs(found[3] - 4000) <= 20)
    local second = {}
    for index, ms in ipairs(found) do if index > 1 and ms < 1020 then second[#second + 1] = index end end
    assert.equal(1, #second)
    assert.is_true(math.abs(found[second[1] + 1] - 2000) <= 20)
  end)

  it("tells another address", function()
    joined()
    bed.setAir({ home({ ip = "192.168.1.99", gw = "192.168.1.254" }) })
    bed.advance(60000)
    assert.equal("online 192.168.1.99 255.255.255.0 192.168.1.254", log())
    assert.equal(1, #bed.events("sta_connect"))
  end)

  it("gives up a try that brings no address, and goes on", function()
    joined()
    bed.setAir({})
    bed.advance(10000)
    bed.setAir({ home({ dhcp = "never" }) })
    bed.advance(100000)
    assert.equal("offline 200", log())
    local ownLeaves = 0
    for _, event in ipairs(bed.events("sta_disconnected")) do
      if event.reason == OWN_LEAVE then ownLeaves = ownLeaves + 1 end
    end
    assert.is_true(ownLeaves >= 2)
    bed.setAir({ home() })
    waitForAddress()
    assert.matches("online 192.168.1.50", log())
  end)

  it("leaves a link alone that the program ended, and hears when it is back", function()
    joined()
    bed.run("wifi.sta.disconnect()")
    bed.advance(200000)
    assert.equal(OWN_LEAVE, bed.events("sta_disconnected")[1].reason)
    assert.equal("", log())
    assert.equal(1, #bed.events("sta_connect"))
    bed.run("wifi.sta.connect()")
    waitForAddress()
    assert.equal("online 192.168.1.50 255.255.255.0 192.168.1.1", log())
    bed.setAir({})
    bed.advance(20000)
    assert.matches(", offline 200$", log())
  end)

  it("can be started while the station joins", function()
    create()
    bed.run(JOIN .. START)
    waitForAddress()
    assert.equal("online 192.168.1.50 255.255.255.0 192.168.1.1", log())
  end)

  it("tries again when that join fails", function()
    create()
    bed.setAir({})
    bed.run(JOIN .. START)
    bed.advance(15000)
    assert.matches("^offline 201$", log())
    bed.setAir({ home() })
    waitForAddress()
    assert.matches("^offline 201, online 192.168.1.50", log())
  end)

  it("ends with stop: no try, no call", function()
    joined()
    bed.run("keeper.stop()")
    bed.setAir({})
    bed.advance(100000)
    assert.equal("", log())
    assert.equal(1, #bed.events("sta_connect"))
  end)

  it("ends with stop between two tries, and from a callback", function()
    joined()
    bed.setAir({})
    bed.advance(10000)
    bed.run("keeper.stop()")
    local tries = #bed.events("sta_connect")
    bed.advance(200000)
    assert.equal(tries, #bed.events("sta_connect"))
    joined("keeper.start({ onOffline = function() say('offline') keeper.stop() end })")
    bed.setAir({})
    bed.advance(200000)
    assert.equal("offline", log())
    assert.equal(1, #bed.events("sta_connect"))
  end)

  it("has one listener: the last start counts", function()
    joined()
    bed.run('keeper.start({ onOffline = function() say("second") end })')
    bed.setAir({})
    bed.advance(20000)
    assert.equal("second", log())
  end)

  it("works without callbacks", function()
    for _, start in ipairs({ "keeper.start()", "keeper.start({})" }) do
      joined(start)
      bed.setAir({})
      bed.advance(20000)
      bed.setAir({ home() })
      waitForAddress()
      assert.equal(2, #bed.events("sta_got_ip"))
    end
  end)

  it("survives errors in callbacks", function()
    joined([[keeper.start({
      onOnline = function() say("online") error("oh") end,
      onOffline = function() say("offline") error("no") end,
    })]])
    for round = 1, 2 do
      bed.setAir({})
      bed.advance(20000)
      bed.setAir({ home() })
      waitForAddress()
      assert.equal(2 * round, #bed.global("log"))
    end
    assert.equal("offline, online, offline, online", log())
    assert.matches("WARNING:station:stdin:%d+: no\n", bed.console())
    assert.matches("WARNING:station:stdin:%d+: oh\n", bed.console())
  end)
end)
