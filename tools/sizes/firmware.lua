-- A firmware that keeps what it is given and does next to nothing, so that the heap that is measured is
-- our own code's. Its tables are made before the measurement begins and don't grow during it.
local firmware = { sent = "" }

local TIMERS, SOCKETS, NETWORKS = 40, 12, 20
local FILE_BYTES = 8000

-- What the firmware makes for the program is the program's.
local give = deviceHeap and deviceHeap.give or function(...) return ... end

local timers, sockets, handlers, networks = {}, {}, {}, {}
local usedTimers, usedSockets = 0, 0
local savedSsid = ""
local onScan = false

-- Timers

local Timer = {}
Timer.__index = Timer

function Timer:alarm(ms, mode, callback)
  self.ms, self.mode, self.callback = ms, mode, callback
end

function Timer:unregister()
  self.callback = false
end

for index = 1, TIMERS do timers[index] = setmetatable({ ms = 0, mode = 0, callback = false }, Timer) end

tmr = {
  ALARM_SINGLE = 0,
  ALARM_AUTO = 1,
  create = function()
    usedTimers = usedTimers + 1
    return assert(timers[usedTimers], "too few timers")
  end,
}

-- Lets every timer of at most so many milliseconds fire once.
function firmware.fire(longestMs)
  for _, timer in ipairs(timers) do
    local callback = timer.callback
    if callback and timer.ms <= longestMs then
      if timer.mode == tmr.ALARM_SINGLE then timer.callback = false end
      callback(timer)
    end
  end
end

-- Sockets: `on` and `listen` keep callbacks; what is sent is never "sent", so that it stays in flight.

local Socket = {}
Socket.__index = Socket

function Socket:on(event, callback) self[event] = callback or false end
function Socket:listen(_, ip, callback) self.accept = callback or ip end
function Socket:send(...) firmware.sent = select("#", ...) == 1 and ... or select(3, ...) end
function Socket:getaddr() return 80, "192.168.4.1" end
function Socket:getpeer() return 50000, "192.168.4.2" end
function Socket:close() end

local function createSocket()
  usedSockets = usedSockets + 1
  return assert(sockets[usedSockets], "too few sockets")
end

for index = 1, SOCKETS do
  local socket = { accept = false, receive = false, sent = false, disconnection = false, reconnection = false }
  sockets[index] = setmetatable(socket, Socket)
end

net = {
  TCP = 1,
  createServer = createSocket,
  createUDPSocket = createSocket,
  multicastJoin = function() end,
  multicastLeave = function() end,
}

-- A client's connection to the socket that listens, with what it sends.
function firmware.connect(bytes)
  for index = 1, usedSockets do
    if type(sockets[index].accept) == "function" then
      local client = createSocket()
      sockets[index].accept(client)
      client.receive(client, bytes)
      return client
    end
  end
  error("nobody listens")
end

-- A datagram for whoever hears datagrams.
function firmware.datagram(bytes, port, ip)
  for index = 1, usedSockets do
    local socket = sockets[index]
    if socket.receive then socket.receive(socket, bytes, port, ip) end
  end
end

-- Radio: events come when they are asked for.

local function setHandler(event, callback) handlers[event] = callback or false end

function firmware.event(event, info)
  if handlers[event] then handlers[event](event, info) end
end

function firmware.save(ssid) savedSsid = ssid end

function firmware.endScan()
  onScan(nil, networks)
end

for index = 1, NETWORKS do
  networks[index] = { ssid = "Network " .. index, rssi = -40 - index, auth = 3, channel = 1 + index % 11 }
end
for _, event in ipairs({ "start", "connected", "got_ip", "disconnected" }) do handlers[event] = false end

local function ignore() end

wifi = {
  STATION = 1, SOFTAP = 2, STATIONAP = 3,
  AUTH_OPEN = 0, AUTH_WEP = 1, AUTH_WPA_PSK = 2, AUTH_WPA2_PSK = 3, AUTH_WPA2_ENTERPRISE = 5,
  mode = ignore, start = ignore, stop = ignore,
  getmode = function() return 1 end,
  sta = {
    on = setHandler, config = ignore, connect = ignore, disconnect = ignore, sethostname = ignore,
    getconfig = function() return { ssid = savedSsid, pwd = "homesweethome", threshold_authmode = 3 } end,
    getmac = function() return "24:0a:c4:0a:1b:2c" end,
    scan = function(_, callback) onScan = callback end,
  },
  ap = { config = ignore, setip = ignore, on = ignore },
}

-- Everything else

local Handle = {}
Handle.__index = Handle
function Handle:seek() return FILE_BYTES end
function Handle:read(count) return give(("x"):rep(count)) end
function Handle:close() end

file = {
  -- But for the further networks: one is saved.
  exists = function(name) return not name:find("^networks") end,
  stat = function() return { size = FILE_BYTES } end,
}
-- Nothing was kept before.
io.open = function(name) return not name:find("^wifi_setup_fields") and setmetatable({}, Handle) or nil end
node = {
  uptime = function() return 5000000, 0 end,
  heap = function() return 100000 end,
  stripdebug = function(level) return level or 2 end,
  task = { post = function(run) run(0) end },
}
uart = { write = ignore }
print = ignore

return firmware
