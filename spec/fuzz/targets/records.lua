-- The files that the setup keeps, as a power cut, a worn flash or a program may have left them: further networks
-- with their static addresses, own fields and their passwords, flags. The device starts with them.
-- An input is several files: "@" and the name on a line of its own, then what is in it.
local codec = require("saved_network_codec")
local ourModules = require("our_modules")
local records = require("fuzz.record_files")
local world = require("journey_world")

local NETWORKS, FIELDS, DRIVER = records.NETWORKS, records.FIELDS, records.DRIVER
local FLAGS, END, filesOf, wholeOf = records.FLAGS, records.END, records.filesOf, records.wholeOf
local SECRET = "canary-4711"
local MOST_NETWORKS = 7
local MAX_WAIT_MS = 90000
local REST_MS = 40000
local AIR = { world.HOME, { ssid = "Cafe Zimt", password = SECRET, channel = 11, rssi = -70, bssid = "02:00:00:00:00:02" } }

local SETTINGS = [[return { id = "lamp", doubleReset = true, button = { pin = 4 }, fields = {
  { name = "room", type = "text", label = "Room" }, { name = "level", type = "number", label = "Level", min = 0, max = 9 },
  { name = "key", type = "password", label = "Key" } } }]]
local SAVE_HOME = [[wifi.mode(wifi.STATION, false) wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)]]
local SAVE_NOTHING = [[wifi.mode(wifi.STATION, false) wifi.sta.config({ ssid = "", pwd = "" }, true)]]
local TELL_SAVED = [[local config = wifi.sta.getconfig() found = config.ssid .. "/" .. config.pwd]]
-- What the readers make of the files, and whether a file that is written again is the same.
local READ = [[
local safe = require("safe_file")
found = { texts = {} }
for _, name in ipairs({ "networks.saved", "wifi_setup_fields.txt", "fieldkey_key.1", "fieldkey_key.2" }) do found.texts[name] = safe.read(name) end
found.networks = require("saved_networks").load()
found.values = require("wifi_setup_fields").readFields()
for name, text in pairs(found.texts) do
  if not safe.replace(name, text) or safe.read(name) ~= text or safe.isThere(name .. ".new") then found.changed = name end
end
]]

local function file(name, text) return "@" .. name .. "\n" .. text end
local function hex(text) return (text:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end)) end

local CAFE = hex("Cafe Zimt") .. " :" .. hex(SECRET) .. " - - 1 0 - - - - - -"
local WORK = hex("Work") .. " :" .. hex("nine to five") .. " 2 02:00:00:00:00:03 0 2 not-found - - - - -"
local function homeAt(state) return hex("Home") .. " - - - 3 0 - 192.168.1.60 255.255.255.0 192.168.1.1 192.168.1.1 " .. state end
local KEPT = file(FIELDS, "wifi_setup fields 1\ntext level 7\ntext room Hall\nsecret key 1\n" .. END)

local seeds = {
  file(NETWORKS, CAFE .. "\n" .. WORK .. END), file(NETWORKS, WORK .. "\n" .. CAFE .. END) .. file(DRIVER, "nothing"),
  file(NETWORKS .. ".new", CAFE .. END), file(NETWORKS, CAFE) .. file(NETWORKS .. ".new", WORK .. END),
  file(NETWORKS, homeAt("new") .. "\n" .. CAFE .. END), file(NETWORKS, homeAt("trying") .. END), file(NETWORKS, homeAt("good") .. END),
  file(NETWORKS, homeAt("failed") .. END), file(NETWORKS, hex("Open") .. " : 0 - 9 12 wrong-password - - - - -" .. END),
  file(NETWORKS, END), file(NETWORKS, ""), KEPT .. file("fieldkey_key.1", SECRET .. END), KEPT .. file("fieldkey_key.2", SECRET .. END),
  file(FIELDS, "wifi_setup fields 1\nsecret key 2\n") .. file(FIELDS .. ".new", "wifi_setup fields 1\ntext room Attic\n" .. END),
  file(FLAGS[1], "") .. file(FLAGS[2], "x"), file(FLAGS[2], "") .. file(NETWORKS, CAFE .. END),
}
local words = {
  "\n", END, "@", "@" .. NETWORKS .. "\n", "@" .. NETWORKS .. ".new\n", "@" .. FIELDS .. ".new\n", "@driver\n", " ", "-", ":", "- - - - -", "0", "1.5", "1e9", "-1",
  "2147483647", "0x10", "nan", CAFE, WORK, homeAt("new"), "new", "good", "192.168.1.60", "255.255.255.0", "00", "4", "text ", "secret ", "key 2", "wifi_setup fields 1\n",
}

local function create()
  local session = {}
  local files = { ["settings.lua"] = SETTINGS, ["init.lua"] = 'require("board_parts").connectOrSetup(dofile("settings.lua"))' }
  for _, name in ipairs({ "board_parts", "wifi_setup_fields" }) do ourModules.add(files, name) end
  local bed = world.create({ files = files, networks = AIR })
  bed.setAir(AIR, nil, { firmwareCrashes = false })

  local function write(wanted)
    for _, name in ipairs(bed.flash.names()) do
      if not files[name] and (name:find("^networks") or name:find("^wifi_setup_fields.txt") or name:find("^fieldkey") or name:find("flag$")) then
        bed.flash.remove(name)
      end
    end
    for name, text in pairs(wanted) do
      if name ~= DRIVER then bed.flash.write(name, text) end
    end
  end

  -- Networks that are known afterwards, each with its password.
  local function known()
    bed.run(TELL_SAVED)
    local names = { [bed.global("found")] = true }
    local present = {}
    for _, name in ipairs({ NETWORKS, NETWORKS .. ".new" }) do present[name] = bed.flash.read(name) end
    for _, network in ipairs(codec.decodeSaved(wholeOf(present, NETWORKS) or "")) do
      if network.password then names[network.ssid .. "/" .. network.password] = true end
    end
    return names
  end

  local function lost(networks)
    local names = {}
    for _, network in ipairs(networks) do
      if names[network.ssid] or network.ssid == "Home" then return nil end
      names[network.ssid] = network.password
    end
    if #networks > MOST_NETWORKS then return nil end
    local after = known()
    for ssid, password in pairs(names) do
      if not after[ssid .. "/" .. password] then return "a network is lost: " .. ssid end
    end
    return nil
  end

  local function startFault()
    bed.forget()
    bed.device.powerCycle()
    local opened = bed.until_(function() return #bed.events("ap_start") > 0 or #bed.events("sta_got_ip") > 0 end, MAX_WAIT_MS)
    bed.advance(1000)
    local said = bed.console()
    -- From a static address there is no other way back to DHCP.
    local _, planned = said:gsub("restarting once", "")
    if #bed.events("boot") > 1 + math.min(planned, 1) then return "the device restarted: " .. said:sub(-600) end
    if said:find("[%w_]+%.lua:%d+:") then return "an error was caught: " .. said:match("[^\n]*%.lua:%d+:[^\n]*") end
    if said:find(SECRET, 1, true) then return "a password on the console" end
    return not opened and "neither online nor a portal: " .. said:sub(-600) or nil
  end

  -- An address of which nobody knows how it fares is not taken.
  local function isTakenUnproved(networks)
    local events = bed.events("sta_got_ip")
    for _, network in ipairs(networks) do
      if network.ssid == "Home" then
        local state = network.addressState
        return state and state ~= "new" and state ~= "good" and #events > 0 and events[1].ip == network.address.ip
      end
    end
    return false
  end

  function session.heapBytes()
    write({})
    bed.run(SAVE_NOTHING)
    -- What the boot before has left is gone in the second one.
    for _ = 1, 2 do
      assert(not startFault())
      bed.advance(REST_MS)
    end
    bed.forget()
    collectgarbage()
    collectgarbage()
    return bed.device.luaBytes()
  end

  -- A start takes longer than to read: the input's own length says whether there is one.
  local function starts(input) return #input % 5 == 0 end

  function session.run(input)
    local wanted = filesOf(input)
    write(wanted)
    bed.run(READ)
    local found = bed.global("found")
    local fault = records.readFault(wanted, found)
    if fault then return fault end
    if not starts(input) then return nil end
    write(wanted)
    bed.run(wanted[DRIVER] and SAVE_NOTHING or SAVE_HOME)
    local startProblem = startFault()
    if not startProblem and isTakenUnproved(found.networks) then return "an address that has not proved itself" end
    return startProblem or lost(found.networks)
  end
  return session
end

return { name = "records", seeds = seeds, words = words, create = create }
