-- One point of how cost grows: rows "point CURVE UNIT X Y", for `build/lua32/lua bench/measure.lua
-- growth WHAT X`.
local account = require("account")
local flash = require("flash_files")
local scenes = require("scenes")
local ourModules = require("our_modules")
local world = require("journey_world")

local LIST = "/api/access-points"
local REST_MS = 200
local SCAN_PAUSE_MS = 7000
local UPGRADE = "GET /socket HTTP/1.1\r\nHost: 192.168.4.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
  .. "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

local FILES_PROGRAM = [[
require("web_server").create({ handlers = { require("static_files").create() }, connections = 16 })
]]

local SOCKET_PROGRAM = [[
hub = require("websocket").createHub({ maxClients = 8 })
local routes = require("web_routes").create({
  { "GET", "/socket", function(request, response) response:send(hub:upgrade(request)) end },
})
require("web_server").create({ handlers = { routes }, connections = 16 })
function broadcast() hub:broadcast("hello") end
]]

local function program(text, more)
  local files = more or {}
  files["start.lua"] = text
  for name in ourModules.requiredBy(text) do world.addModule(files, name) end
  return scenes.subject(files)
end

local function expectPage(responses, page)
  local served = scenes.served(responses, 200, page)
  if served ~= #responses then error(("%d of %d were served"):format(served, #responses), 0) end
end

local growth = {}

function growth.networks(tell, count)
  local bed = scenes.portal(count)
  local phone = world.joinedPhone(bed)
  tell("Networks in the scan", "bytes of heap, portal idle", account.live(bed))
  -- The dearest: the page asks for a new scan, and for the list that comes of it.
  local function scanAgain()
    assert(scenes.served(scenes.together(bed, phone, 1, LIST .. "?scan=1"), 200) == 1)
  end
  scanAgain()
  bed.advance(SCAN_PAUSE_MS)
  tell("Networks in the scan", "bytes of heap at most, scanned again", (account.peak(bed, scanAgain)))
  bed.advance(SCAN_PAUSE_MS)
  tell("Networks in the scan", "instructions of a new scan and its list", (account.instructions(scanAgain)))
end

function growth.sockets(tell, count)
  local page = flash.page()
  local bed, phone = program(FILES_PROGRAM, { ["index.html.gz"] = page })
  expectPage(scenes.together(bed, phone, 1, "/"), page)
  bed.advance(3000)
  tell("Sockets at once", "bytes of heap at most, all load the page", (account.peak(bed, function()
    expectPage(scenes.together(bed, phone, count, "/"), page)
  end)))
  bed.advance(3000)
  tell("Sockets at once", "instructions of all of them", (account.leastInstructions(bed, function()
    expectPage(scenes.together(bed, phone, count, "/"), page)
  end)))
end

function growth.page(tell, kilobytes)
  local page = ("0123456789abcdef"):rep(64 * kilobytes)
  local bed, phone = program(FILES_PROGRAM, { ["index.html"] = page })
  expectPage(scenes.together(bed, phone, 1, "/"), page)
  bed.advance(3000)
  tell("KB of the page", "bytes of heap at most", (account.peak(bed, function()
    expectPage(scenes.together(bed, phone, 1, "/"), page)
  end)))
  bed.advance(3000)
  tell("KB of the page", "instructions", (account.leastInstructions(bed, function()
    expectPage(scenes.together(bed, phone, 1, "/"), page)
  end)))
end

function growth.websockets(tell, count)
  local bed, phone = program(SOCKET_PROGRAM)
  local connections = {}
  for index = 1, count do
    connections[index] = phone.open()
    connections[index].send(UPGRADE)
    bed.advance(REST_MS)
    assert(connections[index].receivedBytes():find("^HTTP/1.1 101"), "no upgrade")
  end
  bed.advance(1000)
  tell("Connected WebSockets", "bytes of heap, idle", account.live(bed))
  tell("Connected WebSockets", "instructions to send a text to all", (account.leastInstructions(bed, function()
    bed.run("broadcast()")
  end)))
  for _, connection in ipairs(connections) do
    assert(connection.receivedBytes():sub(-7) == "\129\5hello", "not heard")
  end
end

return function(tell, what, x)
  growth[what](function(curve, unit, y) tell("point", curve, unit, x, y) end, math.tointeger(x))
end
