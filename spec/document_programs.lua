-- Lua programs of documents, each on a simulated device of its own with the setup and what it requires:
--   lua5.3 spec/document_programs.lua FILE ...    prints TAP
package.path = "build/?.lua;spec/?.lua;" .. package.path
local parts = require("device_parts")
local ourModules = require("our_modules")

local HOME = { ssid = "Home", password = "homesweethome", joinDelayMs = 10 }
local PATIENCE_MS = 20000

-- The driver has the network saved. What starts WiFi itself is run at once, else when it is online.
local STATION = [[
wifi.mode(wifi.STATION)
wifi.sta.config({ ssid = "Home", pwd = "homesweethome" }, true)
]]
local AT_ONCE = STATION .. 'dofile("example.lua")'
local WHEN_ONLINE = STATION .. [[
wifi.sta.on("start", function() wifi.sta.connect() end)
wifi.sta.on("got_ip", function() dofile("example.lua") end)
wifi.start()
]]
local MAIN_JOB = 'dofile("wifi_setup.lua")'

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

local COMPAT = read("tools/board/nodemcu_tool_compat.lua")

-- A table is settings for the main job; what says who calls it is called so.
local function filesOf(code)
  local files = { ["nodemcu_tool_compat.lua"] = COMPAT, ["logo.svg"] = "<svg/>" }
  local named = code:match("^%-%- ([%w_]+%.lua)")
  if named == "settings.lua" or code:find("^return ?{") then
    files["settings.lua"], files["init.lua"] = code, MAIN_JOB
  elseif named == "init.lua" then
    files["init.lua"] = code
  else
    files["example.lua"] = code
    files["init.lua"] = (code:find("wifi%.start") or code:find("wifi_setup", 1, true)) and AT_ONCE or WHEN_ONLINE
  end
  return files
end

local function modulesOf(code)
  local names = { "wifi_setup" }
  for name in ourModules.requiredBy(code) do names[#names + 1] = name end
  return names
end

local function run(path)
  local code = read(path)
  local bed = parts.create(modulesOf(code), { files = filesOf(code), networks = { HOME } })
  bed.advance(PATIENCE_MS)
  local console = bed.console():gsub("\r", "")
  assert(#bed.events("panic") == 0, console)
  assert(#bed.events("boot") == 1, console)
  assert(not console:find("WARNING", 1, true), console)
  assert(#bed.events("sta_connect") + #bed.events("ap_start") > 0, "it never got to WiFi: " .. console)
end

print("1.." .. #arg)
local failed = 0
for index, path in ipairs(arg) do
  local ok, problem = pcall(run, path)
  if not ok then
    failed = failed + 1
    print("# " .. tostring(problem):gsub("\n", "\n# "))
  end
  print(("%s %d - %s"):format(ok and "ok" or "not ok", index, path))
end
os.exit(failed == 0 and 0 or 1)
