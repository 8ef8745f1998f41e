-- The power goes at every write to the flash, and at every event of the journey, one after the other:
-- the device then has its old network or the new one, never none, never half of one, and gets on.
require("support")
local world = require("journey_world")
local codec = require("saved_network_codec")

local HOME, CAFE = "Home/correct horse", "Cafe Zimt/espresso ristretto"
local NONE = "/"
local NETWORKS = {
  world.HOME, { ssid = "Cafe Zimt", password = "espresso ristretto", channel = 11, rssi = -70, bssid = "02:00:00:00:00:02" },
}
local MAX_STEP_MS = 120000
local SETTLE_MS = 90000

-- init.lua of a device that opens its portal at each start, as by a button.
local SETUP = [[
  wifiSetup = require("wifi_setup")
  wifiSetup.setup({}, function(info, reason) print("ended: " .. (info and info.ssid or reason)) end)
]]

-- The same with the settings of settings.lua.
local SETUP_WITH_FIELDS = 'require("wifi_setup").setup(dofile("settings.lua"), function() end)'

-- What the driver's store holds.
local function saved(bed)
  bed.run("local config = wifi.sta.getconfig() saved = config.ssid .. '/' .. config.pwd")
  return bed.global("saved")
end

-- And what the application's fields hold: a room, and a password.
local function savedWithFields(bed)
  bed.run([[
    local values = require("wifi_setup_fields").readFields()
    fields = (values.room or "none") .. "/" .. (values.key or "none")
  ]])
  return saved(bed) .. " " .. bed.global("fields")
end

local FIELDS = {
  ["settings.lua"] = [[return { fields = {
    { name = "room", type = "text", label = "Room", required = true },
    { name = "key", type = "password", label = "Key", required = true },
  } }]],
}
world.addModule(FIELDS, "wifi_setup_fields")
local OLD_FIELDS = {
  ["wifi_setup_fields.txt"] = "wifi_setup fields 1\ntext room Hall\nsecret key 1\n\nend\n", ["fieldkey_key.1"] = "old secret\nend\n",
}
local NEW = { ["field.room"] = "Attic", ["field.key"] = "new secret" }
local NO_VALUES, OLD_VALUES, NEW_VALUES = " none/none", " Hall/old secret", " Attic/new secret"

local function filesWithFields(more)
  local files = {}
  for name, text in pairs(FIELDS) do files[name] = text end
  for name, text in pairs(more or {}) do files[name] = text end
  return files
end

-- So that it starts with what was saved.
local function startAnew(bed)
  bed.device.powerCycle()
  bed.forget()
end

-- A device that is already at home.
local function atHome(init, more)
  local files = more and filesWithFields(more) or {}
  files["init.lua"] = init
  local bed = world.create({ networks = NETWORKS, files = files })
  bed.run([[
    wifi.mode(wifi.STATION)
    wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)
  ]])
  startAnew(bed)
  return bed
end

local FILE = "networks.saved"

-- The same with another network in the file.
local function atHomeAndCafe(init, networks)
  local bed = atHome(init)
  bed.flash.write(FILE, "43616665205a696d74 :657370726573736f2072697374726574746f - - 1 0 - - - - - -\nend\n")
  if networks then bed.setAir(networks) end
  startAnew(bed)
  return bed
end

-- All networks that are still known, wherever they are.
local function known(bed)
  local names = { [saved(bed)] = true }
  local text = bed.flash.read(FILE) or bed.flash.read(FILE .. ".new") or ""
  for _, network in ipairs(codec.decodeSaved(text)) do
    if network.password then names[network.ssid .. "/" .. network.password] = true end
  end
  return names
end

local function postOnce(bed, path, fields)
  local phone = bed.phone()
  local done = false
  return function()
    if done or (not phone.joined() and not phone.join()) then return end
    local response = world.postForm(phone, path, fields)
    done = response ~= nil and response.status == 200
  end
end

local function join(bed, ssid, password, more)
  local phone = bed.phone()
  local function ask()
    local form = { ssid = ssid, password = password }
    for name, value in pairs(more or {}) do form[name] = value end
    return world.postForm(phone, "/api/access-point", form, { Prefer = "respond-async" })
  end
  local step = 0
  -- Does the next thing as soon as it can; called every 10 ms.
  return function()
    if not phone.joined() and not phone.join() then return end
    if step == 0 and ask() then step = 1 end
    if step ~= 1 then return end
    local state = world.status(phone)
    if state == "online" and world.postForm(phone, "/api/alive", { timeout = "0" }) then step = 2 end
    if state == "failed" then step = 2 end
  end
end

local SCENARIOS = {
  {
    name = "a first setup",
    -- So many writes to the flash.
    writes = 1,
    create = function() return world.create({ networks = NETWORKS }) end,
    act = function(bed) return join(bed, "Home", "correct horse") end,
    allowed = { [NONE] = true, [HOME] = true },
  },
  {
    name = "a move to another network",
    -- The file of the old one: made, filled, renamed; then the driver's store.
    writes = 4,
    create = function() return atHome(SETUP) end,
    act = function(bed) return join(bed, "Cafe Zimt", "espresso ristretto") end,
    allowed = { [HOME] = true, [CAFE] = true },
    keeps = { HOME },
  },
  {
    name = "a setup with a static address where no gateway answers",
    -- The file, the driver's store; "trying" and "failed", each in a new file: made, filled, the old one
    -- removed, renamed.
    writes = 12,
    -- Into the address, and out of it.
    restarts = 2,
    create = function() return world.create({ networks = NETWORKS }) end,
    act = function(bed)
      return join(bed, "Home", "correct horse", { ip = "192.168.1.60", netmask = "255.255.255.0", gateway = "192.168.1.1" })
    end,
    allowed = { [NONE] = true, [HOME] = true },
  },
  {
    name = "a start where only an older network is in range",
    -- That the newest failed; the newest into the file; the driver's store; the older one out of the file.
    writes = 13,
    networks = { NETWORKS[2] },
    create = function() return atHomeAndCafe(nil, { NETWORKS[2] }) end,
    act = function() return function() end end,
    allowed = { [HOME] = true, [CAFE] = true },
    keeps = { HOME, CAFE },
  },
  {
    name = "forgetting the newest of two",
    -- The driver's store, then the file.
    writes = 2,
    create = function() return atHomeAndCafe(SETUP) end,
    act = function(bed) return postOnce(bed, "/api/networks", { forget = "one", ssid = "Home" }) end,
    allowed = { [HOME] = true, [CAFE] = true },
    keeps = { CAFE },
  },
  {
    name = "forgetting all of two",
    writes = 2,
    create = function() return atHomeAndCafe(SETUP) end,
    act = function(bed) return postOnce(bed, "/api/networks", { forget = "all" }) end,
    allowed = { [HOME] = true, [NONE] = true },
  },
  {
    name = "an attempt that fails",
    writes = 0,
    create = function() return atHome(SETUP) end,
    act = function(bed) return join(bed, "Cafe Zimt", "wrong password") end,
    allowed = { [HOME] = true },
  },
  {
    name = "a start with a saved network",
    writes = 0,
    create = function() return atHome(nil) end,
    act = function() return function() end end,
    allowed = { [HOME] = true },
  },
  {
    name = "forgetting",
    writes = 1,
    create = function() return atHome('dofile("wifi_setup.lua") tmr.create():alarm(3000, 0, function() require("wifi_setup").clear() end)') end,
    act = function() return function() end end,
    allowed = { [HOME] = true, [NONE] = true },
  },
  {
    -- The fields come first: who has the network has them too.
    name = "a first setup with fields",
    writes = 7,
    create = function() return world.create({ networks = NETWORKS, files = filesWithFields() }) end,
    act = function(bed) return join(bed, "Home", "correct horse", NEW) end,
    saved = savedWithFields,
    allowed = { [NONE .. NO_VALUES] = true, [NONE .. NEW_VALUES] = true, [HOME .. NEW_VALUES] = true },
  },
  {
    name = "a move with new fields",
    writes = 12,
    create = function() return atHome(SETUP_WITH_FIELDS, OLD_FIELDS) end,
    act = function(bed) return join(bed, "Cafe Zimt", "espresso ristretto", NEW) end,
    saved = savedWithFields,
    allowed = { [HOME .. OLD_VALUES] = true, [HOME .. NEW_VALUES] = true, [CAFE .. NEW_VALUES] = true },
  },
  {
    name = "new fields without another network",
    writes = 9,
    create = function() return atHome(SETUP_WITH_FIELDS, OLD_FIELDS) end,
    act = function(bed) return join(bed, "", "", { saved = "1", ["field.room"] = NEW["field.room"], ["field.key"] = NEW["field.key"] }) end,
    saved = savedWithFields,
    allowed = { [HOME .. OLD_VALUES] = true, [HOME .. NEW_VALUES] = true },
  },
  {
    name = "an attempt with fields that fails",
    writes = 0,
    create = function() return atHome(SETUP_WITH_FIELDS, OLD_FIELDS) end,
    act = function(bed) return join(bed, "Cafe Zimt", "wrong password", NEW) end,
    saved = savedWithFields,
    allowed = { [HOME .. OLD_VALUES] = true },
  },
  {
    name = "forgetting fields",
    writes = 2,
    create = function()
      return atHome('dofile("wifi_setup.lua") tmr.create():alarm(3000, 0, function() require("wifi_setup_fields").forgetFields() end)', OLD_FIELDS)
    end,
    act = function() return function() end end,
    saved = savedWithFields,
    allowed = { [HOME .. OLD_VALUES] = true, [HOME .. NO_VALUES] = true },
  },
}

-- Runs a scenario; isTime(bed) says when to pull the plug. Gives the bed, or nil when it never was.
local function runUntil(scenario, isTime)
  local bed = scenario.create()
  bed.device.boot()
  local act = scenario.act(bed)
  local nextActMs = 0
  local cut = bed.until_(function()
    if isTime(bed) then return true end
    local nowMs = bed.device.world.clock.nowMs()
    if nowMs >= nextActMs then
      nextActMs = nowMs + 200
      act()
    end
    return isTime(bed)
  end, MAX_STEP_MS)
  return cut and bed or nil
end

-- What has to hold after every cut.
local function assertSound(scenario, bed, where)
  local bootsBefore = bed.device.bootCount()
  local eventsBefore = #bed.trace
  bed.advance(2000)
  local network = (scenario.saved or saved)(bed)
  assert.is_true(scenario.allowed[network], ("%s: %s left %q"):format(scenario.name, where, network))
  for _, name in ipairs(scenario.keeps or {}) do
    assert.is_true(known(bed)[name], ("%s: %s lost %q"):format(scenario.name, where, name))
  end
  local function gotOn()
    for index = eventsBefore + 1, #bed.trace do
      local event = bed.trace[index].event
      if event == "sta_got_ip" or event == "ap_start" then return true end
    end
    return false
  end
  assert.is_true(bed.until_(gotOn, SETTLE_MS), ("%s: %s: neither online nor a portal"):format(scenario.name, where))
  bed.advance(scenario.restarts and SETTLE_MS or 5000)
  assert.is_true(bed.device.bootCount() <= bootsBefore + (scenario.restarts or 0), ("%s: %s: it goes on restarting"):format(scenario.name, where))
end

for _, scenario in ipairs(SCENARIOS) do
  describe("power that goes during " .. scenario.name, function()
    it("at each event does no harm", function()
      local cuts = 0
      repeat
        local event = cuts + 1
        local bed = runUntil(scenario, function(bed) return #bed.trace >= event end)
        if bed then
          local last = bed.trace[#bed.trace].event
          bed.device.powerCycle()
          assertSound(scenario, bed, ("a cut after event %d, %s,"):format(event, last))
          cuts = event
        end
      until bed == nil or cuts >= 400
      -- So many events at least has each of them: otherwise nothing was tried.
      assert.is_true(cuts >= 8, cuts .. " cuts")
    end)

    for _, moment in ipairs({ "before", "during", "after" }) do
      it(moment .. " each write does no harm", function()
        local write = 0
        local bed
        repeat
          write = write + 1
          local armed = false
          bed = runUntil(scenario, function(now)
            if not armed then
              armed = true
              now.setAir(scenario.networks or NETWORKS, nil, { powerCutAtWrite = write, powerCutMoment = moment })
            end
            for _, restart in ipairs(now.events("restart")) do
              if restart.cause == "power" then return true end
            end
            return false
          end)
          if bed then
            bed.advance(1000)
            assertSound(scenario, bed, ("a cut %s write %d"):format(moment, write))
          end
        until bed == nil or write > 40
        assert.is_nil(bed)
        assert.equal(scenario.writes, write - 1)
      end)
    end
  end)
end

describe("power that goes", function()
  it("when the page says that it is joined finds it saved", function()
    local bed = world.openPortal({ networks = NETWORKS })
    local phone = world.joinedPhone(bed)
    world.ask(phone, "Home", "correct horse")
    assert.equal("online", (world.waitForResult(bed, phone)))
    bed.device.powerCycle()
    bed.advance(2000)
    assert.equal(HOME, saved(bed))
  end)
end)
