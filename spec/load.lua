-- A busy evening at the open portal, in the device's own time: phones that ask and ask, clients that
-- mean no good, and one person who wants the page.
--
--   lua5.3 spec/load.lua [minutes=N] [report=FILE]
--
-- Eight clients, as many as the access point takes, with six sockets each: four are phones whose
-- systems send 40 requests and 60 queries a second together, one sends a byte a second, one never
-- reads, one resets, one says nothing. The person is a phone of the first four and loads the page
-- every ten seconds. `report` gets the heap and the page's time for each minute, as CSV.
package.path = "build/?.lua;spec/?.lua;" .. package.path
package.path = require("our_modules").folder .. "?.lua;" .. package.path
local world = require("journey_world")

local STEP_MS = 10
local QUERIES_PER_SECOND, REQUESTS_PER_SECOND = 60, 40
local SOCKETS = 6
local PERSON_PERIOD_MS = 10000
local MAX_PAGE_MS = 1000
local MAX_GROWTH_BYTES = 8192
-- What is loaded when it is first needed, and stays, has come by then.
local WARM_UP_MS = 15000
-- What the portal states: 8 connections that it serves, 2 that are told to come again.
local MAX_SOCKETS = 10

local PROBE = "GET /generate_204 HTTP/1.1\r\nHost: connectivitycheck.gstatic.com\r\nConnection: close\r\n\r\n"
local PAGE = "GET / HTTP/1.1\r\nHost: 192.168.4.1\r\nAccept-Encoding: gzip\r\n\r\n"
local QUERY = "\18\52\1\0\0\1\0\0\0\0\0\0\7captive\5apple\3com\0\0\1\0\1"

local options = { minutes = 30 }
for _, text in ipairs(arg) do
  local name, value = text:match("^(%w+)=(.+)$")
  if name ~= "minutes" and name ~= "report" then
    io.stderr:write("usage: lua5.3 spec/load.lua [minutes=N] [report=FILE]\n")
    os.exit(2)
  end
  options[name] = tonumber(value) or value
end

local bed = world.openPortal()
-- What crashes the firmware below Lua is looked at elsewhere: docs/security.md.
bed.setAir({ world.HOME, world.CAFE }, nil, { firmwareCrashes = false })
local clock = bed.device.world.clock
local clients = {}
for index = 1, 8 do
  local phone = bed.phone()
  assert(phone.join(), "the access point has no room")
  clients[index] = { phone = phone, connections = {} }
end

local function isOver(connection)
  local state = connection.state()
  return state ~= "open" and state ~= "connecting"
end

-- Opens what is missing of a client's six sockets; `begin(connection)` says how it behaves.
local function keepSockets(client, begin)
  local connections = client.connections
  for index = #connections, 1, -1 do
    if isOver(connections[index]) then table.remove(connections, index).close() end
  end
  while #connections < SOCKETS do
    local connection = client.phone.open(80)
    connections[#connections + 1] = connection
    begin(connection)
  end
end

local seconds = 0
local HOSTILE = {
  -- A byte a second.
  [5] = function(client)
    keepSockets(client, function() end)
    for _, connection in ipairs(client.connections) do connection.send(PAGE:sub(seconds % #PAGE + 1, seconds % #PAGE + 1)) end
  end,
  -- Asks for the page and never reads it.
  [6] = function(client)
    keepSockets(client, function(connection)
      connection.pauseReading()
      connection.send(PAGE)
    end)
  end,
  -- Resets in the middle.
  [7] = function(client)
    for _, connection in ipairs(client.connections) do connection.reset() end
    keepSockets(client, function(connection) connection.send(PAGE:sub(1, 30)) end)
  end,
  -- Says nothing.
  [8] = function(client) keepSockets(client, function() end) end,
}

-- Requests of the four phones that are on their way, so many sockets each.
local function storm(client)
  local connections = client.connections
  for index = #connections, 1, -1 do
    if isOver(connections[index]) then table.remove(connections, index).close() end
  end
  if #connections >= SOCKETS then return end
  local connection = client.phone.open(80)
  connection.send(PROBE)
  connections[#connections + 1] = connection
end

local pages = { count = 0, worstMs = 0, missing = 0, refused = 0 }
local person

-- A browser tries again when it is turned away, as long as the person waits.
local function lookAtPage()
  if person and person.text then return end
  if person == nil then person = { startedAtMs = clock.nowMs(), connection = clients[1].phone.open(80) } person.connection.send(PAGE) end
end

local function watchPerson()
  if person == nil then return end
  local connection = person.connection
  local response = connection.response()
  local tookMs = clock.nowMs() - person.startedAtMs
  local length = response and tonumber(response.headers["content-length"])
  if response and response.status == 200 and #response.body >= length then
    pages.count, pages.worstMs = pages.count + 1, math.max(pages.worstMs, tookMs)
    connection.close()
    person = nil
  elseif isOver(connection) or (response and #response.body >= (length or 0)) then
    -- A browser has the whole answer by its length, before the connection ends.
    if not isOver(connection) then connection.close() end
    pages.refused = pages.refused + 1
    person.connection = clients[1].phone.open(80)
    person.connection.send(PAGE)
  elseif tookMs > 10 * MAX_PAGE_MS then
    pages.missing = pages.missing + 1
    connection.reset()
    person = nil
  end
end

-- As the device has them: a client learns of an end some milliseconds later.
local function openSockets()
  local count = 0
  local engine = bed.global("package").loaded.http_connection
  for _ in pairs(engine and engine.connections or {}) do count = count + 1 end
  return count
end

local function heapBytes()
  collectgarbage()
  collectgarbage()
  return bed.device.luaBytes()
end

local file = options.report and assert(io.open(options.report, "w"))
if file then file:write("minute,heapBytes,sockets,worstPageMs\n") end

local restarts, mostSockets, mostHeap = 0, 0, 0
local queries, requests = 0, 0

local function empty(list)
  for index = #list, 1, -1 do list[index] = nil end
end

-- The records of a spec would grow for ever, and hold what the device sent.
local function forget()
  restarts = restarts + #bed.events("restart")
  bed.forget()
  for _, client in ipairs(clients) do empty(client.phone.datagrams()) end
end

local function step(index)
  local ms = index * STEP_MS
  while queries < ms * QUERIES_PER_SECOND / 1000 do
    clients[queries % 4 + 1].phone.datagram(53, QUERY)
    queries = queries + 1
  end
  while requests < ms * REQUESTS_PER_SECOND / 1000 do
    storm(clients[requests % 4 + 1])
    requests = requests + 1
  end
  if ms % 1000 == 0 then
    seconds = seconds + 1
    for number, act in pairs(HOSTILE) do act(clients[number]) end
  end
  if ms % PERSON_PERIOD_MS == 0 then lookAtPage() end
  bed.advance(STEP_MS)
  mostSockets = math.max(mostSockets, openSockets())
  watchPerson()
end

local function rest()
  for _, client in ipairs(clients) do
    for _, connection in ipairs(client.connections) do connection.reset() end
  end
  bed.advance(40000)
  forget()
end

bed.advance(2000)
local before
for index = 1, math.floor(options.minutes * 60000 / STEP_MS) do
  step(index)
  if index * STEP_MS == WARM_UP_MS then
    rest()
    before = heapBytes()
  end
  if index * STEP_MS % 60000 == 0 then
    forget()
    local bytes = heapBytes()
    mostHeap = math.max(mostHeap, bytes)
    if file then file:write(("%d,%d,%d,%d\n"):format(index * STEP_MS / 60000, bytes, openSockets(), pages.worstMs)) end
  end
end

rest()
local after = heapBytes()

local checks = {
  { restarts == 0, ("%d restarts in %d minutes"):format(restarts, options.minutes) },
  { pages.count > 0 and pages.missing == 0, ("the person got the page %d times, %d times not, and was turned away %d times"):format(pages.count, pages.missing, pages.refused) },
  { pages.worstMs < MAX_PAGE_MS, ("the slowest page took %d ms, with all tries"):format(pages.worstMs) },
  { mostSockets <= MAX_SOCKETS, ("at most %d sockets were open, %d are stated"):format(mostSockets, MAX_SOCKETS) },
  { after - before < MAX_GROWTH_BYTES, ("heap: %d bytes before, at most %d under load, %d after"):format(before, mostHeap, after) },
}
print("1.." .. #checks)
local failed = 0
for index, check in ipairs(checks) do
  if not check[1] then failed = failed + 1 end
  print(("%s %d - %s"):format(check[1] and "ok" or "not ok", index, check[2]))
end
os.exit(failed == 0 and 0 or 1)
