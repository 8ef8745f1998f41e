-- Every way an access point, a router or the air can misbehave: the page is told what happened, the
-- portal stays usable, and the next attempt works.
require("support")
local world = require("journey_world")

-- wifi_err_reason_t of esp_wifi_types.h, ESP-IDF 5.1: all that a driver may give for a join.
local REASONS = {}
for _, range in ipairs({ { 1, 7 }, { 9, 24 }, { 25, 39 }, { 46, 51 }, { 67, 68 }, { 200, 209 } }) do
  for reason = range[1], range[2] do REASONS[#REASONS + 1] = reason end
end
local NAMED = {
  [2] = "wrong-password", [14] = "wrong-password", [15] = "wrong-password", [16] = "wrong-password", [17] = "wrong-password",
  [23] = "enterprise", [200] = "signal-lost", [201] = "not-found", [202] = "wrong-password", [204] = "wrong-password",
}
local CAUSES = {
  ["wrong-password"] = true, ["not-found"] = true, ["no-address"] = true, enterprise = true, ["signal-lost"] = true, other = true,
}

local function homeWith(changes)
  local network = {}
  for name, value in pairs(world.HOME) do network[name] = value end
  for name, value in pairs(changes) do network[name] = value end
  return network
end

local bed, phone

local function open(networks, options)
  options = options or {}
  options.networks = networks
  bed = world.create(options)
  bed.device.boot()
  assert(bed.until_(function() return #bed.events("ap_start") > 0 end, 30000), bed.console())
  bed.advance(500)
  phone = world.joinedPhone(bed)
end

local function try(password) return world.ask(phone, world.HOME.ssid, password or world.HOME.password) end

-- What the page shows when the attempt has ended.
local function outcome(timeoutMs)
  local state, body = world.waitForResult(bed, phone, timeoutMs)
  assert.is_truthy(state, body)
  return state, world.field(body, "reason"), world.field(body, "message"), body
end

local function assertNextTryWorks()
  bed.setAir({ world.HOME })
  local answer = try()
  assert.equal(202, answer.status)
  assert.equal("online", (outcome()))
  assert.equal(0, #bed.events("restart"))
end

describe("an access point that refuses", function()
  for _, reason in ipairs(REASONS) do
    it("with reason " .. reason .. " is told as what it is", function()
      open({ homeWith({ reject = reason }) })
      try()
      local state, cause, message, body = outcome()
      assert.equal("failed", state)
      assert.equal(NAMED[reason] or "other", cause)
      assert.is_true(CAUSES[cause] and #message > 10)
      assert.equal(tostring(reason), world.field(body, "code"))
      if cause == "other" then assert.truthy(message:find("(Reason " .. reason .. ")", 1, true), message) end
      assertNextTryWorks()
    end)
  end
end)

describe("a router", function()
  it("that never gives an address is named", function()
    open({ homeWith({ dhcp = "never" }) })
    try()
    local state, cause = outcome()
    assert.same({ "failed", "no-address" }, { state, cause })
    assertNextTryWorks()
  end)

  it("that gives its address in the last moment is joined; one moment later it is named", function()
    open({ homeWith({ dhcpDelayMs = 12000 }) })
    try()
    assert.equal("online", (outcome()))
    open({ homeWith({ dhcpDelayMs = 16000 }) })
    try()
    local state, cause = outcome()
    assert.same({ "failed", "no-address" }, { state, cause })
    assertNextTryWorks()
  end)

  it("that changes the address is followed", function()
    open({ world.HOME })
    world.setUp(bed, world.HOME)
    bed.setAir({ homeWith({ ip = "192.168.1.99" }) })
    bed.advance(10000)
    assert.equal("192.168.1.99", bed.device.lan().stationIp())
    assert.equal(0, #bed.events("restart"))
  end)

  it("that is full is told, and joined when it has room", function()
    open({ homeWith({ full = true }) })
    try()
    local state, cause, message = outcome()
    assert.equal("failed", state)
    assert.is_true(CAUSES[cause] and #message > 10)
    assertNextTryWorks()
  end)
end)

describe("an access point", function()
  it("that vanishes while it is joined in the first place is named", function()
    open({ homeWith({ joinDelayMs = 4000 }) })
    try()
    bed.advance(3000)
    bed.setAir({})
    local state, cause = outcome()
    assert.equal("failed", state)
    assert.is_true(CAUSES[cause])
    assertNextTryWorks()
  end)

  it("that vanishes between association and address is named", function()
    open({ homeWith({ dhcpDelayMs = 6000 }) })
    try()
    assert.is_true(bed.until_(function() return #bed.events("sta_connected") > 0 end, 20000))
    bed.setAir({})
    local state, cause = outcome()
    assert.equal("failed", state)
    assert.is_true(CAUSES[cause])
    assertNextTryWorks()
  end)

  it("that moves to another channel between list and join is found there", function()
    open({ world.HOME })
    bed.setAir({ homeWith({ channel = 13 }) })
    try()
    assert.equal("online", (outcome()))
  end)

  it("that changes its channel during the join is found there or named", function()
    open({ homeWith({ joinDelayMs = 3000 }) })
    try()
    bed.advance(2500)
    bed.setAir({ homeWith({ joinDelayMs = 3000, channel = 1 }) })
    local state = outcome()
    if state == "failed" then assertNextTryWorks() end
    assert.equal(0, #bed.events("restart"))
  end)

  it("that changes its password is named", function()
    open({ world.HOME })
    bed.setAir({ homeWith({ password = "something else" }) })
    try()
    local state, cause = outcome()
    assert.same({ "failed", "wrong-password" }, { state, cause })
    assertNextTryWorks()
  end)

  it("that has gone over to another protection is joined or named", function()
    for _, auth in ipairs({ "open", "wep", "wpa", "wpa2", "wpa3", "wpa2_wpa3" }) do
      open({ world.HOME })
      local password = auth ~= "open" and (auth == "wep" and "12345" or world.HOME.password) or nil
      bed.setAir({ homeWith({ auth = auth, password = password or "" }) })
      try()
      local state, cause = outcome()
      assert.is_true(state == "online" or CAUSES[cause], auth)
      assert.equal(0, #bed.events("restart"))
    end
  end)
end)

describe("a scan", function()
  it("of sixty networks shows all of them, strongest first", function()
    local networks = {}
    for index = 1, 60 do
      networks[index] = { ssid = ("network %02d"):format(index), rssi = -30 - index, channel = index % 13 + 1 }
    end
    open(networks)
    local body = phone.get("/api/access-points").body
    local count, before = 0, 0
    for ssid, rssi in body:gmatch('%["(network %d+)",(%-%d+),') do
      count = count + 1
      assert.is_true(tonumber(rssi) <= before, ssid)
      before = tonumber(rssi)
    end
    assert.equal(60, count)
    assert.matches("network 60", phone.get("/plain").body)
  end)

  local SHADOW = [[
    local driver = wifi
    local scans = 0
    local function scan(options, done)
      scans = scans + 1
      %s
      return driver.sta.scan(options, done)
    end
    local sta = setmetatable({ scan = scan }, { __index = driver.sta })
    wifi = setmetatable({ sta = sta }, { __index = driver })
    dofile("wifi_setup.lua")
  ]]

  local function openWith(behaviour)
    open({ world.HOME }, { files = { ["init.lua"] = SHADOW:format(behaviour) } })
  end

  it("that is refused leaves a portal in which a name can be typed", function()
    openWith('error("code 12290", 0)')
    assert.equal("[]", phone.get("/api/access-points").body)
    assert.equal(200, phone.get("/api/access-points?scan=1").status)
    assertNextTryWorks()
  end)

  it("that never answers is given up", function()
    openWith("do return end")
    local before = bed.device.world.clock.nowMs()
    local answer = phone.get("/api/access-points?scan=1")
    assert.equal(200, answer.status)
    assert.is_true(bed.device.world.clock.nowMs() - before <= 9000)
    assertNextTryWorks()
  end)

  it("that fails once is made again on request", function()
    openWith("if scans == 1 then done(258, nil) return end")
    assert.equal("[]", phone.get("/api/access-points").body)
    assert.matches("Home", phone.get("/api/access-points?scan=1").body)
  end)

  it("that answers twice, or late, does no harm", function()
    openWith("driver.sta.scan(options, function(...) done(...) done(...) end) do return end")
    assert.matches("Home", phone.get("/api/access-points?scan=1").body)
    assertNextTryWorks()
  end)
end)
