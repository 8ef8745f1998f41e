require("support")
local frames = require("websocket_frames")
local testbed = require("sim.testbed")
local world = require("journey_world")

local TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
local KEY = "dGhlIHNhbXBsZSBub25jZQ=="
local frame = frames.frame

local function closeFrame(code, reason)
  return frame(CLOSE, string.char(math.floor(code / 256), code % 256) .. (reason or ""))
end

-- The seconds of a hub pass when a spec says so.
local ticks, stopped
package.loaded["timer"] = {
  every = function(_, run)
    ticks = run
    return { stop = function() ticks = nil stopped = true end }
  end,
}
local websocket = require("websocket")
local manager = require("websocket_manager")

local function pass(seconds)
  for _ = 1, seconds do if ticks then ticks() end end
end

-- The far end of an upgraded connection.
local function createStream()
  local stream = { out = "", queued = 0, closed = false }
  stream.send = function(data) stream.out = stream.out .. data end
  stream.close = function() stream.closed = true end
  stream.queuedBytes = function() return stream.queued end
  stream.listen = function(onData, onClosed) stream.arrive, stream.lose = onData, onClosed end
  stream.take = function()
    local list = frames.parse(stream.out)
    stream.out = ""
    return list
  end
  return stream
end

local function request(changes)
  local headers = {
    host = "lamp.local", upgrade = "websocket", connection = "Upgrade",
    ["sec-websocket-key"] = KEY, ["sec-websocket-version"] = "13",
  }
  for name, value in pairs(changes or {}) do headers[name] = value end
  return { method = "GET", headers = headers }
end

local function connect(hub)
  local response = hub:upgrade(request())
  assert.equal(101, response.status)
  local stream = createStream()
  response.onUpgrade(stream)
  return stream
end

describe("a hub", function()
  local log, hub

  local function create(options)
    options = options or {}
    log = {}
    options.onOpen = options.onOpen or function(client) log[#log + 1] = "open " .. client.id end
    options.onMessage = options.onMessage or function(client, message, isBinary)
      log[#log + 1] = (isBinary and "bytes " or "text ") .. client.id .. " " .. message
    end
    options.onClose = options.onClose or function(client, code, reason)
      log[#log + 1] = ("close %d %d %s"):format(client.id, code, reason)
    end
    ticks, stopped = nil, false
    hub = websocket.createHub(options)
    return hub
  end

  it("answers an upgrade with 101, and other requests with what is wrong", function()
    create()
    local response = hub:upgrade(request())
    assert.equal(101, response.status)
    assert.equal(
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n",
      response.headers
    )
    assert.equal(426, hub:upgrade(request({ ["sec-websocket-version"] = "12" })).status)
    assert.equal(400, hub:upgrade(request({ ["sec-websocket-key"] = "x" })).status)
    assert.equal(403, hub:upgrade(request({ origin = "http://evil.example" })).status)
    create({ allowAllOrigins = true })
    assert.equal(101, hub:upgrade(request({ origin = "http://evil.example" })).status)
    assert.same({}, log)
  end)

  it("hears texts and bytes, and sends both", function()
    create({ onOpen = function(client) client:send("welcome " .. client.id) end })
    local stream = connect(hub)
    assert.same({ { TEXT, "welcome 1" } }, stream.take())
    stream.arrive(frame(TEXT, "a") .. frame(BINARY, "\0\255"))
    assert.same({ "text 1 a", "bytes 1 \0\255" }, log)
    assert.is_true(hub:clients()[1]:sendBinary("\1\2"))
    assert.is_true(hub:clients()[1]:send("bad \255"))
    assert.same({ { BINARY, "\1\2" }, { TEXT, "bad \239\191\189" } }, stream.take())
  end)

  it("answers pings with what is in them", function()
    local stream = connect(create())
    stream.arrive(frame(PING, "beat") .. frame(PING, "") .. frame(PONG, "unasked"))
    assert.same({ { PONG, "beat" }, { PONG, "" } }, stream.take())
  end)

  it("sends to all at once and to one alone", function()
    create()
    local streams = {}
    for index = 1, 3 do streams[index] = connect(hub) end
    assert.equal(3, hub:broadcast("all"))
    hub:clients()[2]:send("second")
    streams[3].lose()
    assert.equal(2, hub:broadcastBinary("\7"))
    assert.same({ { TEXT, "all" }, { BINARY, "\7" } }, streams[1].take())
    assert.same({ { TEXT, "all" }, { TEXT, "second" }, { BINARY, "\7" } }, streams[2].take())
    assert.same({ { TEXT, "all" } }, streams[3].take())
    assert.equal("close 3 1006 ", log[#log])
  end)

  it("takes as many clients as it may, and one more when one has gone", function()
    create({ maxClients = 2 })
    local stream = connect(hub)
    local held = hub:upgrade(request())
    connect(hub)
    local response = hub:upgrade(request())
    assert.equal(503, response.status)
    assert.matches("Retry%-After", response.headers)
    local late = createStream()
    held.onUpgrade(late)
    assert.same({ { CLOSE, "\3\245" } }, late.take())
    assert.is_true(late.closed)
    stream.lose()
    connect(hub)
    assert.same({ "open 1", "open 2", "close 1 1006 ", "open 3" }, log)
  end)

  it("takes twenty clients, of whom each hears its own", function()
    create({ maxClients = 20, onMessage = function(client, message) client:send(client.id .. message) end })
    local streams = {}
    for index = 1, 20 do streams[index] = connect(hub) end
    for index = 20, 1, -1 do streams[index].arrive(frame(TEXT, "!")) end
    for index = 1, 20 do assert.same({ { TEXT, index .. "!" } }, streams[index].take()) end
  end)

  it("echoes the code of a close frame and closes", function()
    local stream = connect(create())
    stream.arrive(closeFrame(4000, "bye") .. frame(TEXT, "late"))
    assert.same({ { CLOSE, "\15\160" } }, stream.take())
    assert.is_true(stream.closed)
    stream.lose()
    stream.arrive(frame(TEXT, "later"))
    assert.same({ "open 1", "close 1 4000 bye" }, log)
    local other = connect(hub)
    other.arrive(frame(CLOSE, ""))
    assert.same({ { CLOSE, "" } }, other.take())
    assert.equal("close 2 1005 ", log[#log])
  end)

  it("closes with a code and waits for the answer", function()
    local stream = connect(create())
    local client = hub:clients()[1]
    client:close(4001, "taken over")
    client:close(1000)
    assert.is_false(client:send("late"))
    assert.same({ { CLOSE, "\15\161taken over" } }, stream.take())
    stream.arrive(frame(TEXT, "on its way") .. frame(PING, "x"))
    assert.is_false(stream.closed)
    stream.arrive(closeFrame(4001))
    assert.is_true(stream.closed)
    assert.same({}, stream.take())
    assert.same({ "open 1", "close 1 4001 " }, log)
  end)

  it("does not wait for the answer for ever", function()
    local stream = connect(create())
    hub:close()
    assert.same({ { CLOSE, "\3\233" } }, stream.take())
    for _ = 1, 4 do
      stream.arrive(frame(TEXT, "still here"))
      pass(1)
    end
    assert.is_false(stream.closed)
    pass(1)
    assert.is_true(stream.closed)
    assert.same({ "open 1", "close 1 1006 " }, log)
  end)

  it("raises for a close code that can't be sent", function()
    connect(create())
    for _, code in ipairs({ 999, 1004, 1005, 1006, 1015, 2999, 5000 }) do
      assert.has_error(function() hub:clients()[1]:close(code) end)
    end
    assert.is_true(hub:clients()[1]:send("still open"))
  end)

  it("ends a connection that breaks the rules with the code for it", function()
    for code, text in pairs({
      [1002] = "\129\5Hello",
      [1007] = frame(TEXT, "\255"),
      [1009] = frame(TEXT, ("x"):rep(4097)),
    }) do
      local stream = connect(create())
      stream.arrive(frame(TEXT, "fine") .. text .. frame(TEXT, "never read"))
      assert.same({ { CLOSE, string.char(3, code - 768) } }, stream.take())
      assert.is_true(stream.closed)
      assert.same({ "open 1", "text 1 fine", ("close 1 %d "):format(code) }, log)
      assert.same({}, hub:clients())
    end
    local stream = connect(create())
    stream.arrive(frame(TEXT, ("x"):rep(4096)))
    assert.is_false(stream.closed)
  end)

  it("ends a connection whose handler fails, and no other", function()
    local printed = {}
    local original = _G.print
    _G.print = function(line) printed[#printed + 1] = line end
    create({ onMessage = function(_, message) if message == "fail" then error("broken handler") end end })
    local stream, other = connect(hub), connect(hub)
    stream.arrive(frame(TEXT, "fail") .. frame(TEXT, "never read"))
    _G.print = original
    assert.matches("WARNING:websocket:.*broken handler", printed[1])
    assert.same({ { CLOSE, "\3\243" } }, stream.take())
    assert.is_true(stream.closed)
    other.arrive(frame(TEXT, "ok"))
    assert.is_false(other.closed)
    assert.equal(1, #hub:clients())
  end)

  it("lets handlers close and broadcast while others are served", function()
    create({ onClose = function() hub:broadcast("one less") end })
    local first, second = connect(hub), connect(hub)
    local third = connect(hub)
    second.queued = 9000
    assert.equal(2, hub:broadcast("news"))
    assert.same({ { TEXT, "news" }, { TEXT, "one less" } }, first.take())
    assert.same({ { TEXT, "one less" }, { TEXT, "news" } }, third.take())
    assert.same({ { CLOSE, "\3\245" } }, second.take())
    assert.equal(2, #hub:clients())
  end)

  it("lets go who leaves more unread than the limit", function()
    create({ maxQueuedBytes = 100 })
    local stream = connect(hub)
    local client = hub:clients()[1]
    stream.queued = 90
    assert.is_true(client:send(("x"):rep(8)))
    assert.is_false(client:send(("x"):rep(9)))
    assert.same({ { TEXT, "xxxxxxxx" }, { CLOSE, "\3\245" } }, stream.take())
    assert.is_true(stream.closed)
    assert.same({ "open 1", "close 1 1013 " }, log)
    local other = connect(hub)
    assert.is_true(hub:clients()[1]:send(("x"):rep(200)))
    other.queued = 200
    other.arrive(frame(PING, "x"))
    assert.is_true(other.closed)
  end)

  it("asks the silent whether they are there and lets go who does not answer", function()
    create({ pingSeconds = 20, timeoutSeconds = 10 })
    local silent, lively = connect(hub), connect(hub)
    pass(19)
    assert.same({}, silent.take())
    pass(1)
    assert.same({ { PING, "" } }, silent.take())
    assert.same({ { PING, "" } }, lively.take())
    pass(9)
    lively.arrive(frame(PONG, ""))
    assert.is_false(silent.closed)
    pass(1)
    assert.is_true(silent.closed)
    assert.same({ "open 1", "open 2", "close 1 1006 " }, log)
    pass(19)
    assert.same({ { PING, "" } }, lively.take())
    assert.same({}, silent.take())
  end)

  it("has a timer only while somebody is connected", function()
    create()
    assert.is_nil(ticks)
    local first, second = connect(hub), connect(hub)
    first.lose()
    assert.is_not_nil(ticks)
    second.arrive(closeFrame(1000))
    assert.is_nil(ticks)
    assert.is_true(stopped)
    connect(hub)
    assert.is_not_nil(ticks)
  end)
end)

describe("a manager", function()
  it("passes bytes through a consumer of each client and calls the processor with client and message", function()
    local function createLines()
      local begun = ""
      return function(bytes)
        local line, rest = (begun .. bytes):match("^(.-)\n(.*)$")
        begun = rest or begun .. bytes
        return line
      end
    end
    local hub = manager.createManager(createLines, function(client, line) client:send(line:upper()) end)
    local first, second = connect(hub), connect(hub)
    first.arrive(frame(TEXT, "hel"))
    second.arrive(frame(TEXT, "other\n"))
    first.arrive(frame(BINARY, "lo\nrest"))
    assert.same({ { TEXT, "HELLO" } }, first.take())
    assert.same({ { TEXT, "OTHER" } }, second.take())
  end)

  it("keeps the options of a hub", function()
    local closed
    local hub = manager.createManager(
      function() return function(bytes) return tonumber(bytes) end end,
      function(client, number) client:send(("%d"):format(number + 1)) end,
      { maxMessageBytes = 2, onClose = function(_, code) closed = code end }
    )
    local stream = connect(hub)
    stream.arrive(frame(TEXT, "41") .. frame(TEXT, "x"))
    assert.same({ { TEXT, "42" } }, stream.take())
    stream.arrive(frame(TEXT, "100"))
    assert.equal(1009, closed)
  end)
end)

describe("a device with a WebSocket route", function()
  local bed, phone

  before_each(function()
    local files = {}
    for _, name in ipairs({
      "web_server", "web_routes", "websocket", "http_stream", "sha1_codec", "base64_codec",
    }) do
      world.addModule(files, name)
    end
    files["init.lua"] = [[
      wifi.mode(wifi.SOFTAP)
      wifi.ap.config({ ssid = "lamp", auth = wifi.AUTH_OPEN })
      wifi.start()
      hub = require("websocket").createHub({
        maxMessageBytes = 5000,
        onMessage = function(client, message) client:send(message) end,
        onClose = function(client, code) print("closed " .. client.id .. " " .. code) end,
      })
      local routes = require("web_routes").create({
        { "GET", "/socket", function(request, response) response:send(hub:upgrade(request)) end },
        { "GET", "/hello", function(request, response) response:text("hello") end },
      })
      require("web_server").create({ handlers = { routes } })
    ]]
    bed = testbed.create({ files = files })
    bed.device.boot()
    bed.advance(500)
    phone = bed.phone()
    assert(phone.join())
  end)

  local function ask(extra)
    return "GET /socket HTTP/1.1\r\nHost: 192.168.4.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      .. "Sec-WebSocket-Key: " .. KEY .. "\r\nSec-WebSocket-Version: 13\r\n" .. (extra or "") .. "\r\n"
  end

  local function open()
    local connection = phone.open()
    connection.send(ask())
    bed.advance(200)
    local head, rest = connection.receivedBytes():match("^(.-\r\n\r\n)(.*)$")
    assert.equal("HTTP/1.1 101 Switching Protocols", head:match("^[^\r]*"))
    assert.matches("\r\nSec%-WebSocket%-Accept: s3pPLMBiTxaQ9kYGzzhZRbK%+xOo=\r\n", head)
    assert.is_nil(head:find("Content-Length", 1, true))
    assert.equal("", rest)
    return connection, function() return frames.parse(connection.receivedBytes():sub(#head + 1)) end
  end

  it("talks with several clients, also with messages of many packets", function()
    local first, firstFrames = open()
    local second, secondFrames = open()
    local long = ("0123456789"):rep(500)
    first.send(frame(TEXT, long))
    second.send(frame(TEXT, "hi"))
    bed.advance(500)
    assert.same({ { TEXT, long } }, firstFrames())
    assert.same({ { TEXT, "hi" } }, secondFrames())
    bed.run("hub:broadcast('all')")
    bed.advance(100)
    assert.same({ TEXT, "all" }, firstFrames()[2])
    assert.same({ TEXT, "all" }, secondFrames()[2])
    assert.matches("hello", (phone.request("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")))
  end)

  it("closes after its close frame has left", function()
    local connection, received = open()
    connection.send(closeFrame(1000, "done"))
    bed.advance(300)
    assert.same({ { CLOSE, "\3\232" } }, received())
    assert.equal("closed", connection.state())
    assert.matches("closed 1 1000", bed.console())
  end)

  it("hears of a client that is gone, and keeps one that answers pings", function()
    local gone = open()
    local staying, received = open()
    gone.reset()
    bed.advance(300)
    assert.matches("closed 1 1006", bed.console())
    for _ = 1, 4 do
      bed.advance(20500)
      assert.equal(PING, received()[#received()][1])
      staying.send(frame(PONG, ""))
    end
    bed.advance(100)
    assert.equal("open", staying.state())
    bed.advance(32000)
    assert.not_equal("open", staying.state())
  end)

  it("lets a client go that does not read, without keeping what it was sent", function()
    local connection = open()
    connection.pauseReading()
    for _ = 1, 12 do
      bed.run("hub:broadcast(('x'):rep(1000))")
      bed.advance(100)
    end
    bed.advance(20000)
    assert.matches("closed 1 10", bed.console())
    bed.run("assert(#hub:clients() == 0)")
  end)

  it("answers who asks wrongly, over HTTP", function()
    local plain = phone.request("GET /socket HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n")
    assert.equal("HTTP/1.1 426 Upgrade Required", plain:match("^[^\r]*"))
    assert.matches("\r\nSec%-WebSocket%-Version: 13\r\n", plain)
    assert.matches("^HTTP/1.1 403 ", (phone.request(ask("Origin: http://evil.example\r\n"))))
  end)
end)
