-- A simulated device with our files in its flash, an air around it and a phone: what the journey and
-- the portal's specs play with. Needs nothing that the firmware's own Lua lacks.
local ourModules = require("our_modules")
local testbed = require("sim.testbed")

local world = {}

world.addModule = ourModules.add

world.HOME = { ssid = "Home", password = "correct horse", channel = 6, rssi = -50, bssid = "02:00:00:00:00:01" }
world.CAFE = { ssid = "Cafe Zimt", channel = 11, rssi = -70, bssid = "02:00:00:00:00:02" }

local function readFile(name)
  local file = io.open(name, "rb")
  if not file then return nil end
  local bytes = file:read("*a")
  file:close()
  return bytes
end

function world.files(more)
  local files = { ["init.lua"] = 'dofile("wifi_setup.lua")\n' }
  ourModules.add(files, "wifi_setup")
  for _, name in ipairs({ "portal.html.gz", "seal.js.gz", "more.js.gz", "fields.js.gz" }) do files[name] = readFile("build/page/" .. name) end
  for name, text in pairs(more or {}) do files[name] = text or nil end
  return files
end

function world.create(options)
  options = options or {}
  return testbed.create({
    files = world.files(options.files),
    networks = options.networks or { world.HOME, world.CAFE },
    moveLossMs = options.moveLossMs,
    firmware = options.firmware,
    modules = options.modules,
    mac = options.mac,
    heapLimitBytes = options.heapLimitBytes,
  })
end

-- Boots and waits until the access point is there.
function world.openPortal(options)
  local bed = world.create(options)
  bed.device.boot()
  world.waitForPortal(bed)
  return bed
end

function world.waitForPortal(bed)
  local before = #bed.events("ap_start")
  assert(bed.until_(function() return #bed.events("ap_start") > before end, 30000), "no access point: " .. bed.console())
  bed.advance(500)
end

function world.joinedPhone(bed, password)
  local phone = bed.phone()
  assert(phone.join(password))
  return phone
end

local function encode(text)
  return (text:gsub("[^%w]", function(byte) return ("%%%02X"):format(byte:byte()) end))
end

function world.form(fields)
  local pairs_ = {}
  for name, value in pairs(fields) do pairs_[#pairs_ + 1] = name .. "=" .. encode(value) end
  return table.concat(pairs_, "&")
end

local FORM = { ["Content-Type"] = "application/x-www-form-urlencoded" }

local function headersWith(more)
  local headers = {}
  for name, value in pairs(FORM) do headers[name] = value end
  for name, value in pairs(more or {}) do headers[name] = value end
  return headers
end

-- Posts as the page does: the answer comes at once.
function world.ask(phone, ssid, password, more)
  local fields = { ssid = ssid, password = password or "" }
  for name, value in pairs(more or {}) do fields[name] = value end
  local form = world.form(fields)
  return phone.post("/api/access-point", form, headersWith({ Prefer = "respond-async" }))
end

function world.postForm(phone, path, fields, headers)
  return phone.post(path, world.form(fields), headersWith(headers))
end

-- One field of a flat JSON object, as text.
function world.field(json, name)
  return json:match('"' .. name .. '":"([^"]*)"') or json:match('"' .. name .. '":(%w+)')
end

function world.status(phone)
  local response = phone.get("/api/status")
  return response and world.field(response.body, "state"), response and response.body
end

-- Asks as the page does until the device says something final.
function world.waitForResult(bed, phone, timeoutMs)
  local deadlineMs = bed.device.world.clock.nowMs() + (timeoutMs or 60000)
  while bed.device.world.clock.nowMs() < deadlineMs do
    local state, body = world.status(phone)
    if state == "online" or state == "failed" then return state, body end
    bed.advance(500)
    if not phone.joined() then phone.join() end
  end
  return nil, "no result"
end

-- Joins through the portal, acknowledges, and waits until the portal is gone.
function world.setUp(bed, network)
  local phone = world.joinedPhone(bed)
  world.ask(phone, network.ssid, network.password)
  local state, body = world.waitForResult(bed, phone)
  assert(state == "online", body)
  world.postForm(phone, "/api/alive", { timeout = "0" })
  assert(bed.until_(function() return #bed.events("ap_stop") > 0 end, 5000))
  bed.advance(15000)
  return phone
end

return world
