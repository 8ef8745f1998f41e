-- Faults on request: the air file's `faults` and its networks' moods, also while the device runs.
local air = require("sim.air")
local testbed = require("sim.testbed")
local questions = require("device_questions")

local log, problem, value = questions.log, questions.problem, questions.value

local PROGRAM = [[
log = {}
function say(...) log[#log + 1] = table.concat({ ... }, " ") end
wifi.mode(wifi.STATIONAP)
wifi.ap.config { ssid = "setup", auth = wifi.AUTH_OPEN, channel = 6 }
wifi.sta.config { ssid = "home", pwd = "secret123" }
wifi.sta.on("connected", function() say("connected") end)
wifi.sta.on("disconnected", function(_, info) say("disconnected", info.reason) end)
wifi.sta.on("got_ip", function(_, info) say("got_ip", info.ip) end)
wifi.start()
]]

local SERVER = PROGRAM .. [[
server = net.createServer(net.TCP, 30)
server:listen(80, function(socket)
  last = socket
  say("accept")
  socket:on("receive", function(_, data) say("receive", #data) end)
  socket:on("sent", function() say("sent") end)
  socket:on("disconnection", function(_, code) say("disconnection", code) end)
end)
]]

local function home(more)
  local network = { ssid = "home", password = "secret123", channel = 6 }
  for name, field in pairs(more or {}) do network[name] = field end
  return network
end

local function boot(program, options)
  options = options or {}
  options.files = options.files or {}
  options.files["init.lua"] = program
  options.networks = options.networks or { home() }
  local bed = testbed.create(options)
  bed.advance(10)
  return bed
end

describe("the air file", function()
  local function wrong(more)
    more.networks = more.networks or {}
    return air.createAir().set(more)
  end

  it("says in one sentence which fault is wrong", function()
    assert.equal("faults must be an object", wrong { faults = 5 })
    assert.equal("faults: maxSockets must be a whole number from 0 to 1000", wrong { faults = { maxSockets = -1 } })
    assert.equal("faults: sendFails must be a whole number from 0 to 1000000", wrong { faults = { sendFails = "3" } })
    assert.equal("faults: sendFailsEvery must be a whole number from 0 to 1000000",
      wrong { faults = { sendFailsEvery = 1.5 } })
    assert.equal("faults: flashBytes must be a multiple of 4096 from 24576 to 4194304",
      wrong { faults = { flashBytes = 20480 } })
    assert.equal("faults: flashBytes must be a multiple of 4096 from 24576 to 4194304",
      wrong { faults = { flashBytes = 24577 } })
    assert.equal("faults: powerCutAtWrite must be a whole number from 0 to 1000000",
      wrong { faults = { powerCutAtWrite = true } })
    assert.equal('faults: powerCutMoment must be "before", "during" or "after"',
      wrong { faults = { powerCutMoment = "while" } })
    assert.equal("faults: phoneLossPercent must be a whole number from 0 to 100",
      wrong { faults = { phoneLossPercent = 101 } })
    assert.equal("faults: lossSeed must be a whole number from 0 to 65535", wrong { faults = { lossSeed = 65536 } })
    assert.equal('network 1 ("a"): lossPercent must be a whole number from 0 to 100',
      wrong { networks = { { ssid = "a", lossPercent = 101 } } })
    assert.equal('network 1 ("a"): dhcpDelayMs must be a whole number from 0 to 600000',
      wrong { networks = { { ssid = "a", dhcpDelayMs = 600001 } } })
    assert.equal('network 1 ("a"): full must be true or false', wrong { networks = { { ssid = "a", full = 1 } } })
  end)

  it("takes every fault at its limits, and tells of one that it does not know", function()
    local notes = {}
    local sky = air.createAir(function(text) notes[#notes + 1] = text end)
    assert.is_nil(sky.set { networks = {}, faults = { maxSockets = 0, flashBytes = 24576, lossSeed = 65535,
      phoneLossPercent = 100, sendFails = 1000000, sendFailsEvery = 0, powerCutAtWrite = 0,
      powerCutMoment = "after", maxSocket = 1 } })
    assert.same({ 'the air: faults: "maxSocket" is not a field' }, notes)
  end)
end)

describe("a network", function()
  it("gives its address late", function()
    local bed = boot(PROGRAM .. "wifi.sta.connect()", { networks = { home { dhcpDelayMs = 20000 } } })
    bed.advance(20480)
    assert.equal("connected", log(bed))
    bed.advance(20)
    assert.equal("got_ip 192.168.1.50", log(bed))
  end)

  it("may be edited while its address is awaited: the delay counts from the join", function()
    local bed = boot(PROGRAM .. "wifi.sta.connect()", { networks = { home { dhcpDelayMs = 60000 } } })
    bed.advance(10500)
    log(bed)
    bed.setAir { home { dhcpDelayMs = 12000, rssi = -70 } }
    bed.advance(1900)
    assert.equal("", log(bed))
    bed.advance(200)
    assert.equal("got_ip 192.168.1.50", log(bed))
  end)

  it("that is full refuses with reason 5, and takes the station once there is room", function()
    local bed = boot(PROGRAM .. "wifi.sta.connect()", { networks = { home { full = true } } })
    bed.advance(2000)
    assert.equal("disconnected 5", log(bed))
    bed.setAir { home() }
    bed.advance(10000)
    assert.equal("", log(bed))
    bed.run("wifi.sta.connect()")
    bed.advance(1000)
    assert.equal("connected, got_ip 192.168.1.50", log(bed))
  end)

  it("that gets full keeps who is in it", function()
    local bed = boot(PROGRAM .. "wifi.sta.connect()")
    bed.advance(1000)
    log(bed)
    bed.setAir { home { full = true } }
    bed.advance(60000)
    assert.equal("", log(bed))
  end)

  it("whose router goes off is lost with reason 200, and joined again only when asked", function()
    local bed = boot(PROGRAM .. "wifi.sta.connect()")
    bed.advance(1000)
    log(bed)
    bed.setAir {}
    bed.advance(6000)
    assert.equal("disconnected 200", log(bed))
    bed.setAir { home { channel = 11 } }
    bed.advance(60000)
    assert.equal("", log(bed))
    bed.run("wifi.sta.connect()")
    bed.advance(1000)
    assert.equal("connected, got_ip 192.168.1.50", log(bed))
    assert.equal(11, value(bed, "(wifi.getchannel())"))
  end)

  it("that moves to another channel takes station and access point along", function()
    local bed = boot(PROGRAM .. "wifi.sta.connect()")
    bed.advance(1000)
    log(bed)
    bed.setAir { home { channel = 1 } }
    bed.advance(10000)
    assert.equal("", log(bed))
    assert.equal(1, value(bed, "(wifi.getchannel())"))
    assert.equal(1, bed.events("ap_channel")[1].channel)
  end)
end)

describe("lost packets", function()
  local UDP = PROGRAM .. [[
    heard = 0
    socket = net.createUDPSocket()
    socket:on("receive", function() heard = heard + 1 end)
    socket:listen(5000)
  ]]

  local function datagramsHeard(faults)
    local bed = boot(UDP, { faults = faults })
    local phone = bed.phone()
    phone.join()
    for _ = 1, 100 do
      phone.datagram(5000, "x")
      bed.advance(10)
    end
    return bed.global("heard")
  end

  it("vanish where nobody repeats them, the same ones each time", function()
    assert.equal(100, datagramsHeard())
    local first = datagramsHeard { phoneLossPercent = 30 }
    assert.is_true(first > 55 and first < 85, "of 100 came " .. first)
    assert.equal(first, datagramsHeard { phoneLossPercent = 30 })
    local others = 0
    for seed = 1, 5 do
      if datagramsHeard { phoneLossPercent = 30, lossSeed = seed } ~= first then others = others + 1 end
    end
    assert.is_true(others > 0)
    assert.equal(0, datagramsHeard { phoneLossPercent = 100 })
  end)

  it("come late by TCP, in order and whole", function()
    local bed = boot(SERVER, { faults = { phoneLossPercent = 30 } })
    local phone = bed.phone()
    phone.join()
    local connection = phone.open(80)
    bed.until_(function() return bed.global("last") end, 60000)
    local sent = {}
    for round = 1, 20 do
      local text = ("%03d"):format(round)
      sent[#sent + 1] = text
      bed.run(("done = false; last:send(%q, function() done = true end)"):format(text))
      assert.is_true(bed.until_(function() return bed.global("done") end, 120000))
    end
    bed.advance(60000)
    assert.equal(table.concat(sent), connection.receivedBytes())
    assert.is_true(bed.device.world.clock.nowMs() > 1500 * 5)
  end)

  it("leave the request of a client whole, however late", function()
    local bed = boot([[
      text = ""
      ]] .. PROGRAM .. [[
      server = net.createServer()
      server:listen(80, function(s)
        s:on("receive", function(_, data) text = text .. data end)
      end)
    ]], { faults = { phoneLossPercent = 50, lossSeed = 7 } })
    local phone = bed.phone()
    phone.join()
    local connection = phone.open(80)
    for piece = 1, 10 do connection.send(("%d,"):format(piece)) end
    bed.advance(300000)
    assert.equal("1,2,3,4,5,6,7,8,9,10,", bed.global("text"))
  end)

  it("end a connection with -13 when none of them comes through", function()
    local bed = boot(SERVER)
    local phone = bed.phone()
    phone.join()
    phone.open(80)
    bed.advance(100)
    bed.setAir({ home() }, nil, { phoneLossPercent = 100 })
    bed.run("last:send('anybody?')")
    bed.advance(460000)
    assert.equal("accept", log(bed))
    bed.advance(30000)
    assert.equal("disconnection 0, disconnection -13", log(bed))
  end)

  it("of the joined network do not touch the phones, nor the chip's talk to itself", function()
    local bed = boot(SERVER .. "wifi.sta.connect()", { networks = { home { lossPercent = 100, dhcpDelayMs = 0 } } })
    bed.advance(3000)
    assert.equal("connected", log(bed))
    bed.setAir { home() }
    bed.advance(5000)
    assert.equal("got_ip 192.168.1.50", log(bed))
    bed.setAir { home { lossPercent = 100 } }
    local computer, phone = bed.computer(), bed.phone()
    phone.join()
    local lost, near = computer.open(80), phone.open(80)
    bed.advance(1000)
    assert.equal("accept", log(bed))
    assert.equal("open", near.state())
    lost.send("never")
    bed.run("own = net.createConnection(); own:on('connection', function() say('own') end); own:connect(80)")
    bed.advance(1000)
    assert.equal("accept, own", log(bed))
  end)

  it("make a lookup ask again, and give up after four tries and 7 s", function()
    local bed = boot(PROGRAM .. "wifi.sta.connect()", { networks = { home() } })
    bed.clients.setName("a.test", "1.2.3.4")
    bed.advance(1000)
    log(bed)
    bed.setAir { home { lossPercent = 100 } }
    bed.run("net.dns.resolve('a.test', function(ip) say('found', tostring(ip)) end)")
    bed.advance(6900)
    assert.equal("", log(bed))
    bed.advance(200)
    assert.equal("found nil", log(bed))
    bed.run("net.dns.resolve('a.test', function(ip) say('found', tostring(ip)) end)")
    bed.advance(1500)
    bed.setAir { home() }
    bed.advance(1000)
    assert.equal("found 1.2.3.4", log(bed))
  end)
end)

describe("lwIP without memory for another socket", function()
  it("can't allocate a netconn for listen, connect or the first send", function()
    local bed = boot(SERVER, { faults = { maxSockets = 1 } })
    assert.equal("cannot allocate netconn", problem(bed, "net.createServer():listen(81, function() end)"))
    assert.equal("cannot allocate netconn", problem(bed, "net.createConnection():connect(80, '127.0.0.1')"))
    assert.equal("cannot allocate netconn", problem(bed, "net.createUDPSocket():listen(5000)"))
    assert.equal("cannot allocate netconn", problem(bed, "net.createUDPSocket():send(5000, '127.0.0.1', 'x')"))
  end)

  it("leaves the object as good as before", function()
    local bed = boot(SERVER .. "other = net.createServer()", { faults = { maxSockets = 1 } })
    problem(bed, "other:listen(81, function() end)")
    bed.setAir({ home() }, nil, { maxSockets = 2 })
    bed.run("other:listen(81, function() end)")
    assert.equal(81, value(bed, "(other:getaddr())"))
  end)

  it("panics when a client comes, for nobody catches that error", function()
    local bed = boot(SERVER, { faults = { maxSockets = 2 } })
    local phone = bed.phone()
    phone.join()
    phone.open(80)
    bed.advance(100)
    assert.equal("accept", log(bed))
    phone.open(80)
    bed.advance(100)
    assert.equal("panic", bed.events("restart")[1].cause)
    assert.matches("cannot accept new server socket connection", bed.events("panic")[1].message)
  end)

  it("gives up what waits in TIME_WAIT for a new connection", function()
    local bed = boot(SERVER, { faults = { maxSockets = 2 } })
    local phone = bed.phone()
    phone.join()
    for _ = 1, 5 do
      phone.open(80)
      bed.advance(100)
      bed.run("last:close()")
      bed.advance(100)
    end
    assert.equal("accept, accept, accept, accept, accept", log(bed))
    assert.same({}, bed.events("restart"))
  end)

  it("has it back when a socket is closed, collected or lost with the power", function()
    local bed = boot(SERVER, { faults = { maxSockets = 2 }, firmware = "newer" })
    for _ = 1, 3 do
      bed.run("socket = net.createUDPSocket(); socket:listen(5000)")
      assert.equal("cannot allocate netconn", problem(bed, "net.createUDPSocket():listen(5001)"))
      bed.run("socket:close()")
    end
    bed.run("socket = net.createUDPSocket(); socket:listen(5000)")
    bed.device.powerCycle()
    bed.advance(10)
    bed.run("socket = net.createUDPSocket(); socket:listen(5000)")

    local snapshot = boot(SERVER, { faults = { maxSockets = 2 } })
    for _ = 1, 3 do
      snapshot.run("other = net.createServer(); other:listen(81, function() end)")
      snapshot.run("pcall(function() other:close() end); other = nil; collectgarbage() collectgarbage()")
    end
  end)
end)

describe("sends that fail", function()
  local function connected(faults)
    local bed = boot(SERVER, { faults = faults })
    local phone = bed.phone()
    phone.join()
    local connection = phone.open(80)
    bed.advance(100)
    log(bed)
    return bed, connection
  end

  it("say would block by TCP, and send nothing: the next ones, or each nth", function()
    local bed, connection = connected { sendFails = 2 }
    assert.equal("would block", problem(bed, "last:send('a')"))
    assert.equal("would block", problem(bed, "last:send('b')"))
    bed.run("last:send('c')")
    bed.advance(100)
    assert.equal("sent", log(bed))
    assert.equal("c", connection.receivedBytes())

    bed, connection = connected { sendFailsEvery = 2 }
    for _ = 1, 3 do
      bed.run("last:send('y')")
      bed.advance(100)
      assert.equal("would block", problem(bed, "last:send('n')"))
      bed.advance(100)
    end
    assert.equal("yyy", connection.receivedBytes())
  end)

  it("say out of memory by UDP, after the callback", function()
    local bed = boot(PROGRAM .. "socket = net.createUDPSocket()", { faults = { sendFails = 1 } })
    bed.phone().join()
    assert.equal("out of memory", problem(bed, "socket:send(9, '192.168.4.2', 'x', function() say('sent') end)"))
    assert.equal("sent", log(bed))
    bed.run("socket:send(9, '192.168.4.2', 'x')")
  end)

  it("begin anew when their number is changed, not when something else is", function()
    local bed = connected { sendFails = 1 }
    problem(bed, "last:send('a')")
    bed.setAir({ home { rssi = -80 } }, nil, { sendFails = 1 })
    bed.run("last:send('b')")
    bed.setAir({ home() }, nil, { sendFails = 2 })
    bed.advance(100)
    assert.equal("would block", problem(bed, "last:send('c')"))
  end)
end)
