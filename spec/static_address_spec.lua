-- A static address: what may be one, when it is taken, and how the device comes back to DHCP.
require("support")
local world = require("journey_world")
local json = require("json_value_codec")
local check = require("static_address").check

local AP_IP = "192.168.4.1"
local HOME = world.HOME
local CAFE = { ssid = "Cafe Zimt", password = "espresso ristretto", channel = 11, rssi = -70, bssid = "02:00:00:00:00:02", gw = "10.0.0.1", ip = "10.0.0.9" }
local GATEWAY = "192.168.1.1"
local ADDRESS = { ip = "192.168.1.60", netmask = "255.255.255.0", gateway = GATEWAY }

describe("static_address", function()
  local function fieldOf(ip, netmask, gateway, dns, apIp)
    local result = check(ip, netmask, gateway, dns, apIp or AP_IP)
    assert.is_true((result.address == nil) == (result.problem ~= nil))
    return result.field
  end

  it("takes an address and its gateway in one net", function()
    for _, case in ipairs({
      { "192.168.1.50", "255.255.255.0", "192.168.1.1" },
      { "10.1.2.3", "255.0.0.0", "10.200.0.1" },
      { "172.16.5.130", "255.255.255.252", "172.16.5.129" },
      { "192.168.0.255", "255.255.254.0", "192.168.1.0" },
      { "192.168.8.2", "255.255.252.0", "192.168.11.254", "9.9.9.9" },
    }) do
      assert.is_nil(fieldOf(case[1], case[2], case[3], case[4]))
    end
  end)

  it("takes the gateway for DNS where none is given", function()
    assert.equal(GATEWAY, check("192.168.1.50", "255.255.255.0", GATEWAY, "", AP_IP).address.dns)
    assert.equal(GATEWAY, check("192.168.1.50", "255.255.255.0", GATEWAY, nil, AP_IP).address.dns)
    assert.equal("9.9.9.9", check("192.168.1.50", "255.255.255.0", GATEWAY, "9.9.9.9", AP_IP).address.dns)
  end)

  it("says which field can't be used", function()
    for _, case in ipairs({
      { "ip", nil, "255.255.255.0", GATEWAY },
      { "ip", "", "255.255.255.0", GATEWAY },
      { "ip", "192.168.1", "255.255.255.0", GATEWAY },
      { "ip", "192.168.1.256", "255.255.255.0", GATEWAY },
      { "ip", "192.168.1.0050", "255.255.255.0", GATEWAY },
      { "ip", "192.168.1.050", "255.255.255.0", GATEWAY },
      { "dns", "192.168.1.50", "255.255.255.0", GATEWAY, "192.168.01.1" },
      { "ip", "192.168.1.50 ", "255.255.255.0", GATEWAY },
      -- An octal number for the firmware.
      { "ip", "192.168.1.050", "255.255.255.0", GATEWAY },
      { "netmask", "192.168.1.50", "255.255.255.000", GATEWAY },
      { "gateway", "192.168.1.50", "255.255.255.0", "192.168.001.1" },
      { "ip", "0.168.1.50", "255.255.255.0", GATEWAY },
      { "ip", "127.0.0.1", "255.255.255.0", "127.0.0.2" },
      { "ip", "224.0.0.1", "255.255.255.0", "224.0.0.2" },
      { "ip", "192.168.1.0", "255.255.255.0", GATEWAY },
      { "ip", "192.168.1.255", "255.255.255.0", GATEWAY },
      { "ip", "192.168.1.127", "255.255.255.128", GATEWAY },
      { "netmask", "192.168.1.50", nil, GATEWAY },
      { "netmask", "192.168.1.50", "255.0.255.0", GATEWAY },
      { "netmask", "192.168.1.50", "255.255.255.1", GATEWAY },
      { "netmask", "192.168.1.50", "254.0.0.0", GATEWAY },
      { "netmask", "192.168.1.50", "255.255.255.254", GATEWAY },
      { "netmask", "192.168.1.50", "0.0.0.0", GATEWAY },
      { "gateway", "192.168.1.50", "255.255.255.0", nil },
      { "gateway", "192.168.1.50", "255.255.255.0", "192.168.2.1" },
      { "gateway", "192.168.1.50", "255.255.255.0", "192.168.1.50" },
      { "gateway", "192.168.1.50", "255.255.255.0", "192.168.1.0" },
      { "gateway", "192.168.1.50", "255.255.255.0", "192.168.1.255" },
      { "dns", "192.168.1.50", "255.255.255.0", GATEWAY, "nowhere" },
      { "dns", "192.168.1.50", "255.255.255.0", GATEWAY, "255.255.255.255" },
      { "ip", "192.168.4.50", "255.255.255.0", "192.168.4.9" },
      { "ip", "192.168.1.50", "255.255.0.0", GATEWAY },
      { "ip", "192.168.4.130", "255.255.255.128", "192.168.4.129" },
    }) do
      assert.equal(case[1], fieldOf(case[2], case[3], case[4], case[5]), tostring(case[2]) .. " " .. tostring(case[3]))
    end
    assert.is_nil(fieldOf("192.168.4.50", "255.255.255.0", "192.168.4.1", nil, "192.168.44.1"))
  end)
end)

local bed, phone

local function openPortal(init, networks)
  bed = world.create({ networks = networks or { HOME, CAFE }, files = { ["init.lua"] = init } })
  bed.device.boot()
  world.waitForPortal(bed)
  phone = world.joinedPhone(bed)
end

local function ask(fields)
  fields.ssid, fields.password = fields.ssid or "Home", fields.password or HOME.password
  return world.postForm(phone, "/api/access-point", fields, { Prefer = "respond-async" })
end

local function state()
  local text = bed.flash.read("networks.saved")
  return text and (text:match("(%a+)\nend\n$") or text:match("(%a+)\n"))
end

-- The router: whoever has the gateway's address, and refuses what it does not serve.
local function router(ip) return bed.computer({ ip = ip or GATEWAY, mac = "02:00:00:00:0f:01" }) end

local function ips()
  local found = {}
  for index, event in ipairs(bed.events("sta_got_ip")) do found[index] = event.ip end
  return table.concat(found, " ")
end

local function restarts() return #bed.events("restart") end

local function joinWith(fields)
  ask(fields)
  local result, body = world.waitForResult(bed, phone)
  assert.equal("online", result, body)
  world.postForm(phone, "/api/alive", { timeout = "0" })
  return body
end

local function withAddress(fields)
  local all = { ip = ADDRESS.ip, netmask = ADDRESS.netmask, gateway = ADDRESS.gateway }
  for name, value in pairs(fields or {}) do all[name] = value end
  return all
end

describe("a static address that was asked for", function()
  it("is refused before anything is tried, when it can't be one", function()
    openPortal()
    local response = ask(withAddress({ gateway = "192.168.2.1" }))
    assert.equal(400, response.status)
    assert.equal("bad-address", world.field(response.body, "reason"))
    assert.equal("The gateway is not in the net of the address.", world.field(response.body, "message"))
    bed.advance(5000)
    assert.equal(0, #bed.events("sta_connect"))
  end)

  it("is taken after one restart, and stays where the gateway answers", function()
    openPortal()
    router()
    local body = joinWith(withAddress())
    -- Told to the person: where the device will be.
    assert.equal(ADDRESS.ip, world.field(body, "message"))
    assert.equal("new", state())
    bed.advance(60000)
    assert.equal(1, restarts())
    assert.equal("good", state())
    assert.truthy(ips():find(ADDRESS.ip .. "$"))
    bed.forget()
    bed.device.powerCycle()
    bed.advance(30000)
    assert.equal(ADDRESS.ip, ips())
    assert.equal("good", state())
  end)

  it("is not taken where the file can't be written, and the console says so", function()
    openPortal()
    router()
    joinWith(withAddress())
    bed.run([[
      local f = io.open("full", "w")
      f:setvbuf("no")
      while f:write(("x"):rep(251)) do end
      f:close()
    ]])
    bed.advance(60000)
    assert.equal(1, restarts())
    assert.equal("new", state())
    assert.is_nil(ips():find(ADDRESS.ip, 1, true))
    assert.truthy(bed.console():find("WARNING:flash:networks.saved can't be written: is the flash full?", 1, true))
  end)

  it("is given up after one more restart, where the gateway is silent", function()
    openPortal()
    joinWith(withAddress())
    bed.advance(120000)
    assert.equal(2, restarts())
    assert.equal("failed", state())
    assert.is_nil(ips():find(ADDRESS.ip .. "$"))
    bed.forget()
    for _ = 1, 3 do
      bed.device.powerCycle()
      bed.advance(60000)
    end
    assert.is_nil(ips():find(ADDRESS.ip, 1, true))
    -- The power cycles alone.
    assert.equal(3, restarts())
  end)

  it("does not wait for a network that is not there: DHCP is open for the others", function()
    openPortal()
    router()
    joinWith({ ssid = "Cafe Zimt", password = CAFE.password })
    bed.advance(60000)
    bed.flash.write("init.lua", [[require("wifi_setup").setup({}, print)]])
    bed.device.powerCycle()
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    joinWith(withAddress())
    bed.flash.write("init.lua", 'dofile("wifi_setup.lua")')
    bed.setAir({ CAFE })
    bed.forget()
    bed.advance(90000)
    assert.equal("10.0.0.9", ips())
    bed.run("saved = wifi.sta.getconfig().ssid")
    assert.equal("Cafe Zimt", bed.global("saved"))
    -- Its address has not failed, since its network was not there. Found again, it is the newest one from
    -- the next boot on.
    assert.equal("new", state())
    bed.setAir({ HOME })
    for _ = 1, 2 do
      bed.device.powerCycle()
      bed.advance(60000)
    end
    assert.truthy(ips():find(ADDRESS.ip .. "$"))
    assert.equal("good", state())
  end)

  it("is left where the power goes while it is on trial", function()
    openPortal()
    joinWith(withAddress())
    assert.is_true(bed.until_(function() return state() == "trying" end, 60000))
    bed.device.powerCycle()
    bed.forget()
    bed.advance(60000)
    assert.equal("failed", state())
    assert.is_nil(ips():find(ADDRESS.ip, 1, true))
    assert.equal(0, restarts())
  end)

  it("is left where nobody can read how it fares", function()
    openPortal()
    router()
    joinWith(withAddress())
    bed.advance(60000)
    bed.flash.write("networks.saved", (bed.flash.read("networks.saved"):gsub("good", "gooe")))
    bed.device.powerCycle()
    bed.forget()
    bed.advance(60000)
    assert.equal("failed", state())
    assert.is_nil(ips():find(ADDRESS.ip, 1, true))
  end)

  it("is given back by joining again without one", function()
    openPortal()
    router()
    joinWith(withAddress())
    bed.advance(60000)
    assert.equal("good", state())
    bed.run([[require("wifi_setup").setup({}, print)]])
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    bed.forget()
    local body = joinWith({})
    assert.truthy(world.field(body, "message"):find("restarts", 1, true))
    bed.advance(60000)
    assert.equal(1, restarts())
    assert.is_nil(bed.flash.read("networks.saved"))
    assert.is_nil(ips():find(ADDRESS.ip .. "$"))
  end)

  it("stays where only a field of the application is changed", function()
    local files = { ["settings.lua"] = 'return { fields = { { name = "room", type = "text", label = "Room" } } }' }
    world.addModule(files, "wifi_setup_fields")
    bed = world.create({ networks = { HOME }, files = files })
    bed.device.boot()
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    router()
    joinWith(withAddress({ bssid = HOME.bssid }))
    bed.advance(60000)
    bed.run([[require("wifi_setup").setup(dofile("settings.lua"), print)]])
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    bed.forget()
    local saved = bed.flash.read("networks.saved")
    local body = joinWith({ saved = "1", ["field.room"] = "Attic" })
    assert.equal(ADDRESS.ip, world.field(body, "message"))
    bed.advance(60000)
    assert.same({ "good", 0, saved }, { state(), restarts(), bed.flash.read("networks.saved") })
    bed.forget()
    bed.device.powerCycle()
    bed.advance(30000)
    assert.equal(ADDRESS.ip, ips())
  end)

  it("aborts nothing when the program joins twice in a boot", function()
    openPortal()
    router()
    joinWith(withAddress())
    bed.advance(60000)
    bed.forget()
    bed.run([[wifiSetup = require("wifi_setup") wifiSetup.connect({}, function(info) again = info and info.ip end)]])
    bed.advance(30000)
    assert.equal(ADDRESS.ip, bed.global("again"))
    assert.equal(0, restarts())
  end)
end)

describe("one access point of several", function()
  local NEAR = { ssid = "Mesh", password = "many in one", channel = 1, rssi = -40, bssid = "02:00:00:00:01:01" }
  local FAR = { ssid = "Mesh", password = "many in one", channel = 11, rssi = -60, bssid = "02:00:00:00:01:02" }
  local MESH = { FAR, NEAR, HOME }

  local function joinedBssid()
    bed.run("bssid = wifi.sta.getconfig().bssid or 'any'")
    return bed.global("bssid")
  end

  it("is shown with its channel and its signal", function()
    openPortal(nil, MESH)
    bed.advance(10000)
    local cells = json.decode(phone.get("/api/bssids").body)
    assert.same({ "Mesh", NEAR.bssid, 1, -40, 3 }, cells[1])
    assert.same({ "Home", HOME.bssid, 6, -50, 3 }, cells[2])
    assert.same({ "Mesh", FAR.bssid, 11, -60, 3 }, cells[3])
    -- Nobody keeps the radio busy by asking.
    local response = phone.get("/api/bssids")
    assert.same({ 409, "busy" }, { response.status, world.field(response.body, "reason") })
    assert.equal("idle", (world.status(phone)))
  end)

  it("is joined and stays the one, for as long as it is there", function()
    openPortal(nil, MESH)
    joinWith({ ssid = "Mesh", password = FAR.password, bssid = FAR.bssid:upper() })
    bed.advance(30000)
    assert.equal(FAR.bssid, joinedBssid())
    bed.device.powerCycle()
    bed.advance(30000)
    assert.equal(FAR.bssid, joinedBssid())
    bed.setAir({ NEAR })
    bed.forget()
    bed.device.powerCycle()
    bed.advance(60000)
    assert.equal(1, #bed.events("sta_got_ip"))
    assert.equal(0, #bed.events("ap_start"))
  end)

  it("has to look like one", function()
    openPortal(nil, MESH)
    for _, bssid in ipairs({ "02", "02:00:00:00:01:0g", FAR.bssid .. ":00", "02-00-00-00-01-02" }) do
      local response = ask({ ssid = "Mesh", password = FAR.password, bssid = bssid })
      assert.same({ 400, "bad-bssid" }, { response.status, world.field(response.body, "reason") })
    end
  end)
end)

describe("a hidden network", function()
  it("is joined by its name, also where another one of that name is seen", function()
    local hidden = { ssid = "Secret", password = "nobody knows", channel = 3, rssi = -50, hidden = true, bssid = "02:00:00:00:02:01" }
    openPortal(nil, { hidden, HOME })
    joinWith({ ssid = "Secret", password = hidden.password, hidden = "1" })
    bed.advance(30000)
    bed.run("saved = wifi.sta.getconfig().ssid")
    assert.equal("Secret", bed.global("saved"))
    bed.forget()
    bed.device.powerCycle()
    bed.advance(30000)
    assert.equal(1, #bed.events("sta_got_ip"))
  end)
end)
