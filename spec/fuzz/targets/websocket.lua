-- WebSocket frames to a hub of the device's web server, after a good handshake and after bad ones.
local fault = require("fuzz.fault")
local parts = require("device_parts")
local frames = require("websocket_frames")

local HOME = { ssid = "Home", password = "correct horse", joinDelayMs = 10 }

local PROGRAM = [[
wifi.mode(wifi.STATION)
wifi.sta.config({ ssid = "Home", pwd = "correct horse" })
wifi.sta.on("start", function() wifi.sta.connect() end)
wifi.start()
local hub
hub = require("websocket").createHub({
  maxClients = 4,
  onMessage = function(_, message, isBinary)
    if isBinary then hub:broadcastBinary(message) else hub:broadcast(message) end
  end,
})
local routes = require("web_routes").create({
  { "GET", "/chat", function(request, response) response:send(hub:upgrade(request)) end },
})
require("web_server").create({ handlers = { routes } })
]]

local HANDSHAKE = "GET /chat HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
  .. "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"

local frame = frames.frame
local seeds = {
  frame(1, "hello"), frame(2, "\0\1\2\255"), frame(9, "ping"), frame(10, ""), frame(8, "\3\232bye"), frame(8, ""),
  frame(1, "part", { final = false }) .. frame(9, "x") .. frame(0, " and rest"),
  frame(1, ("x"):rep(126)), frame(2, ("y"):rep(5000)), frame(1, "\240\159\152\128"), frame(1, "\255"),
  frame(3, "reserved"), frame(1, "x", { reserved = 64 }), frame(0, "no beginning"), "\129\127\0\0\0\1\0\0\0\0", "\137\254\0\126",
}
local words = { frame(1, "a"), frame(9, ""), frame(8, "\3\233"), "\129\254\255\255", "\130\255\255\255\255\255\255\255\255\255", "\0\0\0\0" }

local function create()
  local session = {}

  local function begin()
    session.bed = parts.create({ "websocket", "web_routes", "web_server" }, {
      files = { ["init.lua"] = PROGRAM }, networks = { HOME },
    })
    assert(session.bed.until_(function() return #session.bed.events("sta_got_ip") > 0 end, 5000))
    session.bed.setAir({ HOME }, nil, { firmwareCrashes = false })
    session.computer = session.bed.computer()
  end

  function session.problem() return fault(session.bed) end

  function session.heapBytes()
    session.bed.advance(40000)
    assert(not session.problem())
    session.bed.forget()
    collectgarbage()
    collectgarbage()
    return session.bed.device.luaBytes()
  end

  function session.run(input)
    local bed = session.bed
    local connection = session.computer.open(80)
    connection.send(HANDSHAKE:format(session.computer.deviceIp()))
    local function isOver()
      local state = connection.state()
      return state ~= "open" and state ~= "connecting"
    end
    bed.until_(function() return isOver() or connection.receivedBytes():find("\r\n\r\n", 1, true) end, 500)
    local welcome = connection.receivedBytes()
    if not welcome:find("^HTTP/1%.1 101 ") and not welcome:find("^HTTP/1%.1 503 ") and welcome ~= "" then
      return "no upgrade: " .. welcome:sub(1, 60)
    end
    local half = math.floor(#input / 2)
    connection.send(input:sub(1, half))
    bed.advance(10)
    connection.send(input:sub(half + 1))
    bed.advance(30)
    -- What came back has to be whole frames of a server, unless it was cut by the end.
    local answered = connection.receivedBytes():sub(#welcome + 1)
    local ok, problem = pcall(frames.parse, answered)
    if not ok then return "frames that nobody can read: " .. tostring(problem) end
    if #input % 3 == 0 then connection.reset() else connection.close() end
    bed.advance(20)
    return session.problem()
  end

  begin()
  return session
end

return { name = "websocket", seeds = seeds, words = words, create = create }
