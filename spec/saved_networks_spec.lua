-- Several saved networks: which is tried when, how one is forgotten, and what is never shown.
require("support")
local world = require("journey_world")
local json = require("json_value_codec")

local HOME = world.HOME
local CAFE = { ssid = "Cafe Zimt", password = "espresso ristretto", channel = 11, rssi = -70, bssid = "02:00:00:00:00:02" }
local WORK = { ssid = "Work", password = "nine to five", channel = 1, rssi = -60, bssid = "02:00:00:00:00:03" }
local FILE = "networks.saved"
local BOOTED_MS = 60000

local function air(...)
  local list = {}
  for index = 1, select("#", ...) do
    local copy = {}
    for name, value in pairs((select(index, ...))) do copy[name] = value end
    list[index] = copy
  end
  return list
end

local function savedInDriver(bed)
  bed.run("local config = wifi.sta.getconfig() saved = config.ssid .. '/' .. config.pwd")
  return bed.global("saved")
end

-- What the file holds: names in order, with those passwords that it has.
local function savedInFile(bed)
  local text = bed.flash.read(FILE)
  if not text then return "no file" end
  local names = {}
  for _, network in ipairs(require("saved_network_codec").decodeSaved((text:gsub("\nend\n$", "")))) do
    names[#names + 1] = network.ssid .. (network.password and "/" .. network.password or "")
  end
  return table.concat(names, ", ")
end

local SETUP = [[
  wifiSetup = require("wifi_setup")
  wifiSetup.setup({}, function(info, reason) ended = info and info.ssid or reason end)
]]

-- One setup after the other, each in a boot of its own, as somebody does who moves around.
local function setUpIn(networks, settings)
  local bed = world.create({ networks = {}, files = { ["settings.lua"] = settings } })
  bed.device.boot()
  for _, network in ipairs(networks) do
    bed.setAir(air(network))
    bed.flash.write("init.lua", SETUP:gsub("{}", settings and 'dofile("settings.lua")' or "{}"))
    bed.device.powerCycle()
    world.waitForPortal(bed)
    world.setUp(bed, network)
  end
  bed.flash.write("init.lua", 'dofile("wifi_setup.lua")')
  bed.forget()
  return bed
end

local function bootIn(bed, ...)
  bed.setAir(air(...))
  bed.forget()
  bed.device.powerCycle()
  bed.advance(BOOTED_MS)
end

local function joinedTo(bed)
  local events = bed.events("sta_connected")
  return #bed.events("sta_got_ip") > 0 and events[#events].ssid or "nothing"
end

local function networksOf(phone)
  local response = phone.get("/api/networks")
  return json.decode(response.body), response
end

describe("several saved networks", function()
  it("are the newest in the driver's store and the others in one file", function()
    local bed = setUpIn({ HOME })
    assert.equal("no file", savedInFile(bed))
    bed = setUpIn({ HOME, CAFE, WORK })
    assert.equal("Work/nine to five", savedInDriver(bed))
    assert.equal("Work, Cafe Zimt/espresso ristretto, Home/correct horse", savedInFile(bed))
  end)

  it("take nothing and write nothing where there is one", function()
    local bed = setUpIn({ HOME })
    local before = #bed.flash.names()
    bootIn(bed, HOME)
    assert.equal("Home", joinedTo(bed))
    assert.equal(before, #bed.flash.names())
  end)

  it("are tried when the newest is not there, the strongest first", function()
    local bed = setUpIn({ HOME, WORK, CAFE })
    local near = {}
    for name, value in pairs(HOME) do near[name] = value end
    near.rssi = -40
    bootIn(bed, near, WORK)
    assert.equal("Home", joinedTo(bed))
    assert.equal("Home/correct horse", savedInDriver(bed))
    assert.equal("Home, Cafe Zimt/espresso ristretto, Work/nine to five", savedInFile(bed))
    near.rssi = -80
    bootIn(bed, WORK)
    assert.equal("Work", joinedTo(bed))
  end)

  it("are all tried: one that refuses is no end", function()
    local bed = setUpIn({ HOME, WORK, CAFE })
    local changed = { ssid = "Home", password = "another one", channel = 6, rssi = -30, bssid = HOME.bssid }
    bootIn(bed, changed, WORK)
    assert.equal("Work", joinedTo(bed))
    local noted = require("saved_network_codec").decodeSaved(bed.flash.read(FILE))
    for _, network in ipairs(noted) do
      if network.ssid == "Home" then assert.equal("wrong-password", network.cause) end
    end
  end)

  it("are said nowhere with their passwords", function()
    local bed = setUpIn({ HOME, WORK, CAFE })
    bootIn(bed, WORK)
    bed.setAir(air(HOME))
    bed.advance(120000)
    local said = { bed.console() }
    for _, event in ipairs(bed.trace) do
      for _, value in pairs(event) do said[#said + 1] = tostring(value) end
    end
    local text = table.concat(said, " ")
    assert.truthy(text:find("Home", 1, true))
    for _, network in ipairs({ HOME, WORK, CAFE }) do
      assert.is_nil(text:find(network.password, 1, true))
      assert.is_nil(text:find(require("hex_codec").encodeHex(network.password), 1, true))
    end
  end)

  it("leave the flash alone while nothing changes", function()
    local bed = setUpIn({ HOME, CAFE })
    bootIn(bed, HOME)
    local text = bed.flash.read(FILE)
    for _ = 1, 3 do
      bootIn(bed, HOME)
      assert.equal("Home", joinedTo(bed))
      assert.equal(text, bed.flash.read(FILE))
    end
    -- Any write would cut the power now.
    bed.setAir(air(HOME), nil, { powerCutAtWrite = 1, powerCutMoment = "before" })
    bed.forget()
    bed.device.powerCycle()
    bed.advance(BOOTED_MS)
    assert.equal(1, #bed.events("boot"))
  end)

  it("open the portal when none is there, and join from there when one comes", function()
    local bed = setUpIn({ HOME, CAFE })
    bootIn(bed)
    assert.is_true(#bed.events("ap_start") > 0)
    bed.setAir(air(HOME))
    bed.advance(200000)
    assert.equal("Home", joinedTo(bed))
    assert.is_true(#bed.events("ap_stop") > 0)
  end)

  -- A driver that refuses to scan while refuse is true.
  local REFUSING = [[
    refuse = %s
    local driver = wifi
    local function scan(options, done)
      if refuse then error("scan already in progress", 0) end
      return driver.sta.scan(options, done)
    end
    wifi = setmetatable({ sta = setmetatable({ scan = scan }, { __index = driver.sta }) }, { __index = driver })
    dofile("wifi_setup.lua")
  ]]

  it("are tried again from the portal after a scan that was refused, with a phone on it too", function()
    local bed = setUpIn({ HOME, CAFE })
    bed.flash.write("init.lua", REFUSING:format("false"))
    bed.setAir(air())
    bed.forget()
    bed.device.powerCycle()
    world.waitForPortal(bed)
    world.joinedPhone(bed)
    bed.run("refuse = true")
    bed.advance(70000)
    bed.run("refuse = false")
    bed.setAir(air(HOME))
    bed.advance(130000)
    assert.equal("Home", joinedTo(bed))
  end)

  it("have their newest joined from the portal although no scan shows it", function()
    local hidden = air(CAFE)
    hidden[1].hidden = true
    for scan, networks in pairs({ ["true"] = air(CAFE), ["false"] = hidden }) do
      local bed = setUpIn({ HOME, CAFE })
      bed.flash.write("init.lua", REFUSING:format(scan))
      bed.setAir(air())
      bed.forget()
      bed.device.powerCycle()
      world.waitForPortal(bed)
      bed.setAir(networks)
      bed.advance(130000)
      assert.equal("Cafe Zimt", joinedTo(bed), scan)
    end
  end)

  it("have their newest joined after a lost link although it is hidden and another one refuses", function()
    local bed = setUpIn({ HOME, CAFE })
    local changed, hidden = air(HOME, CAFE)[1], air(CAFE)
    changed.password, hidden[1].hidden = "another one", true
    bootIn(bed, CAFE)
    bed.setAir({ changed })
    bed.advance(60000)
    bed.forget()
    bed.setAir({ changed, hidden[1] })
    bed.advance(300000)
    assert.equal("Cafe Zimt", joinedTo(bed))
    assert.equal("Cafe Zimt/espresso ristretto", savedInDriver(bed))
  end)

  it("take over when the link is lost, and nothing of it stays loaded", function()
    local bed = setUpIn({ CAFE, HOME })
    bootIn(bed, HOME)
    assert.equal("Home", joinedTo(bed))
    bed.forget()
    bed.setAir(air(CAFE))
    bed.advance(120000)
    assert.equal("Cafe Zimt", joinedTo(bed))
    assert.equal("Cafe Zimt/espresso ristretto", savedInDriver(bed))
    assert.equal("Cafe Zimt, Home/correct horse", savedInFile(bed))
    bed.run([[names = {} for name in pairs(package.loaded) do names[#names + 1] = name end table.sort(names)]])
    assert.equal("_G io lean link_watch package wifi_setup", table.concat(bed.global("names"), " "))
    bed.setAir(air(HOME))
    bed.advance(120000)
    assert.equal("Home", joinedTo(bed))
    assert.equal(0, #bed.events("restart"))
  end)

  it("are eight at most, or as many as the program says", function()
    local many = {}
    for index = 1, 10 do
      many[index] = { ssid = "Net " .. index, password = "password " .. index, channel = 1, rssi = -50, bssid = ("02:00:00:00:01:%02x"):format(index) }
    end
    local bed = setUpIn(many)
    local _, count = savedInFile(bed):gsub("Net", "")
    assert.equal(8, count)
    assert.equal("Net 10/password 10", savedInDriver(bed))
    assert.is_nil(savedInFile(bed):find("Net 2/", 1, true))
    bed = setUpIn({ HOME, CAFE, WORK }, "return { maxNetworks = 2 }")
    assert.equal("Work, Cafe Zimt/espresso ristretto", savedInFile(bed))
    bed = setUpIn({ HOME, CAFE }, "return { maxNetworks = 1 }")
    assert.equal("no file", savedInFile(bed))
  end)

  it("are all forgotten by clear", function()
    local bed = setUpIn({ HOME, CAFE })
    bootIn(bed, CAFE)
    bed.run('require("wifi_setup").clear()')
    bed.advance(10000)
    assert.equal("/", savedInDriver(bed))
    assert.equal("no file", savedInFile(bed))
  end)

  it("are all forgotten by clear also while they are tried in turn", function()
    local moments = {
      -- At the start: the newest is not there, then the others are tried.
      { from = 5500, to = 9000, air = air(HOME) },
      -- In the portal.
      { from = 70000, to = 78000, air = air() },
      -- With a lost link.
      { from = 15000, to = 24000, air = air(CAFE), lost = true },
    }
    for _, moment in ipairs(moments) do
      for ms = moment.from, moment.to, 500 do
        local bed = setUpIn({ HOME, CAFE })
        bed.setAir(moment.air)
        bed.forget()
        bed.device.powerCycle()
        if moment.lost then
          bed.advance(10000)
          bed.setAir(air())
        end
        bed.advance(ms)
        if joinedTo(bed) ~= "Home" then
          bed.run('require("wifi_setup").clear()')
          bed.setAir(air(HOME, CAFE))
          bed.advance(120000)
          assert.same({ "/", "no file" }, { savedInDriver(bed), savedInFile(bed) }, ms .. " ms")
        end
      end
    end
  end)

  it("are lost to none when the flash is full: the newest one counts", function()
    local bed = setUpIn({ HOME })
    bed.flash.write("init.lua", SETUP)
    bed.setAir(air(CAFE), nil, { flashBytes = 24576 })
    bed.device.powerCycle()
    world.waitForPortal(bed)
    world.setUp(bed, CAFE)
    assert.equal("Cafe Zimt/espresso ristretto", savedInDriver(bed))
    assert.truthy(bed.console():find("no room for the others", 1, true))
    assert.truthy(bed.console():find("WARNING:flash:networks.saved can't be written: is the flash full?", 1, true))
  end)
end)

describe("the list of saved networks", function()
  local bed, phone

  local function openPortal(settings)
    bed = setUpIn({ HOME, WORK, CAFE })
    bed.flash.write("init.lua", SETUP:gsub("{}", settings or "{}"))
    bed.setAir(air(HOME, WORK))
    bed.device.powerCycle()
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
  end

  local function forget(fields, headers)
    local response = world.postForm(phone, "/api/networks", fields, headers)
    return response.status, response.status == 200 and json.decode(response.body) or response.body
  end

  it("has their order and how they fared, and no password", function()
    openPortal()
    local list, response = networksOf(phone)
    assert.same({ "Cafe Zimt", "Work", "Home" }, { list[1].ssid, list[2].ssid, list[3].ssid })
    assert.same({ true, false, false }, { list[1].newest, list[2].newest, list[3].newest })
    for _, network in ipairs({ HOME, WORK, CAFE }) do
      assert.is_nil(response.body:find(network.password, 1, true))
      assert.is_nil(response.body:find(require("hex_codec").encodeHex(network.password), 1, true))
    end
    for _, path in ipairs({ "/networks.saved", "/networks.saved.new", "//networks.saved", "/%6eetworks.saved" }) do
      local answer = phone.get(path)
      assert.is_true(answer.status == 404 or answer.status == 302)
      assert.is_nil(answer.body:find("espresso", 1, true))
    end
  end)

  it("forgets one of the others", function()
    openPortal()
    local status, list = forget({ forget = "one", ssid = "Home" })
    assert.equal(200, status)
    assert.same({ "Cafe Zimt", "Work" }, { list[1].ssid, list[2].ssid })
    assert.equal(2, #list)
    assert.equal("Cafe Zimt, Work/nine to five", savedInFile(bed))
    assert.is_nil(bed.flash.read(FILE):find(require("hex_codec").encodeHex("correct horse"), 1, true))
  end)

  it("forgets the newest, whose place the next one takes", function()
    openPortal()
    local _, list = forget({ forget = "one", ssid = "Cafe Zimt" })
    assert.same({ "Work", true, "Home", false }, { list[1].ssid, list[1].newest, list[2].ssid, list[2].newest })
    assert.equal("Work/nine to five", savedInDriver(bed))
    assert.equal("Work, Home/correct horse", savedInFile(bed))
    forget({ forget = "one", ssid = "Home" })
    assert.same({ "Work/nine to five", "no file" }, { savedInDriver(bed), savedInFile(bed) })
    forget({ forget = "one", ssid = "Work" })
    assert.equal("/", savedInDriver(bed))
  end)

  it("forgets all", function()
    openPortal()
    local status, list = forget({ forget = "all" })
    assert.same({ 200, {} }, { status, list })
    assert.equal("/", savedInDriver(bed))
    assert.equal("no file", savedInFile(bed))
  end)

  it("wants the setup code where there is one", function()
    openPortal('{ setupCode = "481516" }')
    assert.equal(403, phone.get("/api/networks").status)
    assert.equal(403, (forget({ forget = "all" })))
    assert.equal(403, (forget({ forget = "all", setupCode = "481517" })))
    assert.equal(403, (forget({})))
    assert.equal("Cafe Zimt/espresso ristretto", savedInDriver(bed))
    local status, list = forget({ setupCode = "481516" })
    assert.same({ 200, 3 }, { status, #list })
    assert.same({ 200, {} }, { forget({ forget = "all", setupCode = "481516" }) })
  end)

  it("is closed to other pages, and to other methods", function()
    openPortal()
    local status = world.postForm(phone, "/api/networks", { forget = "all" }, { Origin = "http://evil.example" }).status
    assert.equal(403, status)
    assert.equal("Cafe Zimt/espresso ristretto", savedInDriver(bed))
    local text = phone.request("PUT /api/networks HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: 0\r\n\r\n")
    assert.truthy(text:find("405", 1, true))
    assert.truthy(text:find("Allow: GET, HEAD, POST", 1, true))
  end)
end)

describe("a board without the files of several networks", function()
  it("keeps the newest network alone, says so, and forgets it as before", function()
    local files = world.files()
    for _, name in ipairs({ "saved_start", "saved_rejoin", "saved_forget", "planned_restart", "portal_saved", "portal_cells",
      "portal_chosen", "portal_retry", "saved_networks", "saved_join", "saved_choice" }) do
      files[name .. ".lua"] = 'error("it is not there", 0)'
    end
    files["init.lua"] = 'setup = require("wifi_setup") setup.connectOrSetup({})'
    local bed = world.create({ files = files, networks = { world.HOME, CAFE } })
    bed.device.boot()
    world.waitForPortal(bed)
    world.setUp(bed, world.HOME)
    bed.advance(60000)
    bed.run("setup.setup({})")
    world.waitForPortal(bed)
    world.setUp(bed, CAFE)
    bed.advance(60000)
    assert.matches("WARNING:portal:only the newest network is kept", bed.console())
    bed.run("saved = wifi.sta.getconfig().ssid")
    assert.equal(CAFE.ssid, bed.global("saved"))
    bed.run("setup.clear() saved = wifi.sta.getconfig().ssid")
    assert.equal("", bed.global("saved"))
    assert.equal(0, #bed.events("restart"))
  end)
end)

describe("the file of networks", function()
  local codec = require("saved_network_codec")
  local ADDRESS = "192.168.1.60 255.255.255.0 192.168.1.1 192.168.1.1 good"

  it("is read as it was written", function()
    for _, line in ipairs({
      "4f6e65 :70617373776f7264 - - 1 0 - - - - - -", "4f6e65 - 2 02:00:00:00:00:03 0 12 wrong-password " .. ADDRESS, "4f6e65 : 0 - 2147483647 -1 - - - - - -",
    }) do
      assert.equal(line, codec.encodeSaved(codec.decodeSaved(line)))
    end
  end)

  it("has a network whole or not at all", function()
    local good = "54776f :70617373776f7264 - - 1 0 - - - - - -"
    for _, damaged in ipairs({
      "4f6e65 :7061737377g - - 1 0 - - - - - -", "4f6e65 :706 - - 1 0 - - - - - -", "4f6 : - - 1 0 - - - - - -", "4f6e65 70 - - 1 0 - - - - - -",
      "4f6e65 : - - 1.5 0 - - - - - -", "4f6e65 : - - 0 1e999 - - - - - -", "4f6e65 : - - 0 0x10 - - - - - -", "4f6e65 : x - 0 0 - - - - - -",
      "4f6e65 : - nowhere 0 0 - - - - - -", "4f6e65 : - - 0 0 - nowhere - - - good", "4f6e65 : - - 0 0 - - - - -", "4f6e65 : - - 0 0 - - - - - - -",
      ("61"):rep(33) .. " : - - 0 0 - - - - - -", "4f6e65", " ", "",
    }) do
      assert.equal(good, codec.encodeSaved(codec.decodeSaved(damaged .. "\n" .. good .. "\n" .. damaged)), damaged)
    end
  end)

  it("may count further than any counter goes", function()
    local text = codec.encodeSaved(codec.decodeSaved("4f6e65 : - - 99999999999 -9 - - - - - -"))
    assert.equal(text, codec.encodeSaved(codec.decodeSaved(text)))
  end)
end)
