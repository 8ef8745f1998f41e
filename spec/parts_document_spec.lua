-- Every Lua example of docs/parts.md, run on a simulated device in a home network.
local parts = require("device_parts")

local HOME = { ssid = "Home", password = "homesweethome", joinDelayMs = 10 }
local PATIENCE_MS = 20000

-- The driver has the network saved. What starts WiFi itself is run at once, else when it is online.
local STATION = [[
wifi.mode(wifi.STATION)
wifi.sta.config({ ssid = "Home", pwd = "homesweethome" }, true)
]]
local STARTS_ITSELF = STATION .. 'dofile("example.lua")'
local WHEN_ONLINE = STATION .. [[
wifi.sta.on("start", function() wifi.sta.connect() end)
wifi.sta.on("got_ip", function() dofile("example.lua") end)
wifi.start()
]]

-- What each section's examples print; the others open the port of a web server.
local PRINTS = {
  ["WiFi setup"] = "online at 192.168.1.50",
  ["Light, button, double reset"] = "online at 192.168.1.50",
  ["Keep-connected"] = "online at 192.168.1.50",
  ["JSON"] = '{"first":"hall","twice":14}',
  ["DNS server"] = "answering",
  ["mDNS"] = "INFO:mdns:lamp.local is 192.168.1.50",
  ["Scheduler"] = "3\n2\n1\n",
  ["Logger"] = "WARNING:lamp:alpha is now 42",
  ["Timer, digest"] = "tick\ntick\ntick\n",
}

local function examples()
  local found, section = {}, nil
  local file = assert(io.open("docs/parts.md", "rb"))
  local text = file:read("*a")
  file:close()
  local at = 1
  while true do
    local start, stop, code = text:find("\n```lua\n(.-)\n```\n", at)
    if not start then break end
    for heading in text:sub(1, start):gmatch("\n## ([^\n]+)") do section = heading end
    found[#found + 1] = { section = section, code = code }
    at = stop
  end
  return found
end

local function modulesOf(code)
  local names = {}
  for name in code:gmatch('require%("([%w_]+)"%)') do names[#names + 1] = name end
  return names
end

local function run(code)
  local startsItself = code:find("wifi%.") or code:find("wifi_setup", 1, true) or code:find("board_parts", 1, true)
  local files = { ["example.lua"] = code, ["init.lua"] = startsItself and STARTS_ITSELF or WHEN_ONLINE }
  local bed = parts.create(modulesOf(code), { files = files, networks = { HOME } })
  bed.advance(PATIENCE_MS)
  return bed
end

describe("docs/parts.md", function()
  for index, example in ipairs(examples()) do
    it(("runs example %d, %s"):format(index, example.section), function()
      local bed = run(example.code)
      local console = bed.console():gsub("\r", "")
      assert.equal(0, #bed.events("panic"), console)
      assert.equal(1, #bed.events("boot"), console)
      local warnings = console:gsub("WARNING:lamp:", "")
      assert.is_nil(warnings:find("WARNING", 1, true), console)
      local wanted = PRINTS[example.section]
      if wanted then
        assert.is_truthy(console:find(wanted, 1, true), console)
      else
        assert.equal(80, bed.events("listen")[1].port)
      end
    end)
  end
end)
