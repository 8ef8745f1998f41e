-- The device in the states that are measured, and what its clients do.
local testbed = require("sim.testbed")
local world = require("journey_world")

local scenes = {}

local PAGE_HEADERS = { ["Accept-Encoding"] = "gzip" }
local LONG_MS = 60000

local function hex(text)
  return (text:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end))
end

-- So many networks with names of usual length; the first is one that can be joined.
function scenes.networks(count)
  local networks = { world.HOME }
  for index = 2, count do
    networks[index] = {
      ssid = ("Network number %03d"):format(index),
      password = "correct horse",
      channel = 1 + index % 11,
      rssi = -40 - index % 50,
      bssid = ("02:00:00:00:01:%02x"):format(index),
    }
  end
  return networks
end

-- A device that saved its network earlier, some seconds after it came online.
function scenes.online(files)
  local store = require("sim.store").createMemoryStore()
  store.set("sta", ("pwd=s:%s\nssid=s:%s"):format(hex(world.HOME.password), hex(world.HOME.ssid)))
  local bed = testbed.create({ files = files or world.files(), networks = { world.HOME }, store = store })
  assert(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, LONG_MS), bed.console())
  bed.advance(10000)
  return bed
end

-- The portal open and idle, with so many networks in range.
function scenes.portal(networkCount)
  local bed = world.openPortal({ networks = scenes.networks(networkCount or 20) })
  bed.advance(5000)
  return bed
end

-- A device that runs these files, with an access point of its own that a phone has joined.
function scenes.subject(files)
  files["init.lua"] = files["init.lua"] or [[
wifi.mode(wifi.SOFTAP)
wifi.ap.config({ ssid = "bench", auth = wifi.AUTH_OPEN, channel = 6 })
wifi.start()
wifi.ap.setip({ ip = "192.168.4.1", netmask = "255.255.255.0", gateway = "192.168.4.1", dns = "192.168.4.1" })
dofile("start.lua")
]]
  local bed = testbed.create({ files = files, networks = {} })
  bed.advance(2000)
  local phone = bed.phone()
  assert(phone.join(), "no access point: " .. bed.console())
  return bed, phone
end

-- Starts so many requests, one a millisecond, since the firmware loses events when more come at once;
-- waits until all have ended. Their responses, false where there is none.
function scenes.together(bed, phone, count, path, headers)
  local connections = {}
  for index = 1, count do
    connections[index] = phone.start("GET", path, headers or PAGE_HEADERS)
    bed.advance(1)
  end
  local function ended()
    for _, connection in ipairs(connections) do
      local state = connection.state()
      if state == "open" or state == "connecting" then return false end
    end
    return true
  end
  bed.until_(ended, LONG_MS)
  local responses = {}
  for index, connection in ipairs(connections) do responses[index] = connection.response() or false end
  return responses
end

-- The body without its chunks, where it came in chunks.
function scenes.bodyOf(response)
  if response.headers["transfer-encoding"] ~= "chunked" then return response.body end
  local pieces, rest = {}, response.body
  local digits, at = rest:match("^(%x+)[^\r\n]*\r\n()")
  while digits and digits:find("[^0]") do
    local size = tonumber(digits, 16)
    pieces[#pieces + 1] = rest:sub(at, at + size - 1)
    rest = rest:sub(at + size + 2)
    digits, at = rest:match("^(%x+)[^\r\n]*\r\n()")
  end
  return digits and table.concat(pieces) or nil
end

-- How many of the responses have this status, and this body if one is given.
function scenes.served(responses, status, body)
  local count = 0
  for _, response in ipairs(responses) do
    local fits = response and response.status == status
    if fits and (body == nil or scenes.bodyOf(response) == body) then count = count + 1 end
  end
  return count
end

return scenes
