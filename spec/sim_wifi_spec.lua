-- The simulated module wifi: what CM/wifi*.c and IDF 5.1.3 do, incl. what surprises.
local testbed = require("sim.testbed")
local questions = require("device_questions")

local problem, value = questions.problem, questions.value

local HOME = { ssid = "home", password = "secret123", channel = 1, bssid = "00:00:00:00:00:01" }

-- Records events in the global `seen`, one string each.
local RECORDER = [[
seen = {}
local function say(side)
  return function(name, info)
    seen[#seen + 1] = side .. " " .. name .. " " .. tostring(info.reason or info.ip or info.ssid or info.id or "")
  end
end
for _, name in ipairs { "start", "stop", "connected", "disconnected", "got_ip" } do
  wifi.sta.on(name, say("sta"))
end
for _, name in ipairs { "start", "stop", "sta_connected", "sta_disconnected" } do
  wifi.ap.on(name, say("ap"))
end
]]

local STATION = RECORDER .. [[
wifi.mode(wifi.STATION)
function join(ssid, pwd, more)
  local config = more or {}
  config.ssid, config.pwd = ssid, pwd
  wifi.sta.config(config)
  wifi.sta.connect()
end
wifi.start()
]]

local PORTAL = RECORDER .. [[
wifi.mode(wifi.STATIONAP)
wifi.ap.config { ssid = "setup", auth = wifi.AUTH_OPEN, channel = 6 }
wifi.start()
]]

local function boot(program, networks, more)
  local options = more or {}
  options.files = { ["init.lua"] = program }
  options.networks = networks or { HOME }
  return testbed.create(options)
end

local function seen(bed)
  return table.concat(bed.global("seen"), ", ")
end

-- Where each trace event stands, as "name@ms".
local function times(bed, ...)
  local wanted, found = {}, {}
  for _, name in ipairs { ... } do wanted[name] = true end
  for _, event in ipairs(bed.trace) do
    if wanted[event.event] then found[#found + 1] = event.event .. "@" .. event.atMs end
  end
  return table.concat(found, " ")
end

describe("the driver's mode and state", function()
  it("is STATION on a chip that never saved one", function()
    assert.equal(1, value(boot(""), "wifi.getmode()"))
  end)

  it("refuses a mode that is none", function()
    assert.equal("invalid wifi mode 4", problem(boot(""), "wifi.mode(4)"))
  end)

  it("refuses a configuration for an interface that the mode lacks", function()
    local bed = boot("wifi.mode(wifi.SOFTAP)")
    assert.equal("failed to set wifi config, code 12293", problem(bed, "wifi.sta.config{ssid='a'}"))
    bed.run("wifi.mode(wifi.STATION)")
    assert.equal("failed to set wifi config, code 12293",
      problem(bed, "wifi.ap.config{ssid='a', auth=0}"))
  end)

  it("names the state in which connect and scan are impossible", function()
    local bed = boot("wifi.mode(wifi.STATION)")
    assert.equal("connect failed, code 12290", problem(bed, "wifi.sta.connect()"))
    assert.equal("failed to start scan, code 12290",
      problem(bed, "wifi.sta.scan({}, function() end)"))
    assert.equal("disconnect failed, code 12290", problem(bed, "wifi.sta.disconnect()"))
    bed.run("wifi.start()")
    assert.equal("connect failed, code 12298", problem(bed, "wifi.sta.connect()"))
    bed.run("wifi.mode(wifi.SOFTAP)")
    assert.equal("connect failed, code 12293", problem(bed, "wifi.sta.connect()"))
    assert.equal("failed to start scan, code 12293",
      problem(bed, "wifi.sta.scan({}, function() end)"))
  end)

  it("refuses configuration and scan while the station connects", function()
    local bed = boot(STATION)
    bed.run("join('home', 'secret123')")
    assert.equal("failed to set wifi config, code 12294",
      problem(bed, "wifi.sta.config{ssid='other'}"))
    assert.equal("failed to start scan, code 12294",
      problem(bed, "wifi.sta.scan({}, function() end)"))
    assert.equal("connect failed, code 12295", problem(bed, "wifi.sta.connect()"))
  end)

  it("tells the channel only when started, and no HT20 constant", function()
    local bed = boot("wifi.mode(wifi.STATION)")
    assert.equal("failed to get channel, code 12290", problem(bed, "wifi.getchannel()"))
    assert.is_nil(value(bed, "wifi.HT20"))
    assert.equal(1, value(bed, "wifi.STR_WIFI_SECOND_CHAN_ABOVE"))
  end)

  it("delivers no event before init.lua returned, and start before its interface is up", function()
    local bed = boot(PORTAL .. "before = #seen")
    assert.equal(0, bed.global("before"))
    assert.equal("sta start , ap start ", seen(bed))
  end)

  it("has the access point up only after Lua's start handler", function()
    local bed = testbed.create { files = { ["init.lua"] = PORTAL }, boot = false }
    local upAtStart
    bed.device.boot()
    bed.run("wifi.stop()")
    rawset(bed.device.globals(), "look", function() upAtStart = bed.device.lan().apUp() end)
    bed.run("wifi.ap.on('start', function() look() end) wifi.start()")
    assert.is_false(upAtStart)
    assert.is_true(bed.device.lan().apUp())
  end)

  it("refuses an unknown event and a callback that is no function", function()
    local bed = boot("")
    assert.equal("unknown event: gotip", problem(bed, "wifi.sta.on('gotip', print)"))
    assert.matches("^bad argument #2 to 'on'", problem(bed, "wifi.ap.on('start', 1)"))
  end)
end)

describe("the driver's store", function()
  local function restarted(first, second)
    local bed = boot(first, { HOME })
    bed.flash.write("init.lua", second or "")
    bed.device.powerCycle()
    return bed
  end

  it("keeps nothing unless save is true", function()
    local bed = restarted([[
      wifi.mode(wifi.STATIONAP)
      wifi.sta.config { ssid = "home", pwd = "secret123" }
      wifi.sta.config({ ssid = "home", pwd = "secret123" }, 1)]])
    assert.equal(1, value(bed, "wifi.getmode()"))
    assert.equal("", value(bed, "wifi.sta.getconfig().ssid"))
    assert.equal(0, #bed.events("sta_saved"))
  end)

  it("keeps mode, station and access point that were saved", function()
    local bed = restarted([[
      wifi.mode(wifi.STATIONAP, true)
      wifi.sta.config({ ssid = "h\0me", pwd = "p'\"=\n", bssid = "0:1:2:3:4:aa" }, true)
      wifi.ap.config({ ssid = "kept", auth = wifi.AUTH_OPEN }, true)]], "wifi.start()")
    assert.equal(3, value(bed, "wifi.getmode()"))
    assert.equal("h", value(bed, "wifi.sta.getconfig().ssid"))
    assert.equal("p'\"=\n", value(bed, "wifi.sta.getconfig().pwd"))
    assert.equal("00:01:02:03:04:aa", value(bed, "wifi.sta.getconfig().bssid"))
    assert.equal("kept", bed.events("ap_start")[1].ssid)
  end)

  it("traces what the station's store holds when it changes, never a password", function()
    local bed = boot([[
      wifi.mode(wifi.STATION)
      for _ = 1, 2 do wifi.sta.config({ ssid = "home", pwd = "secret123" }, true) end
      wifi.sta.config({ ssid = "" }, true)]])
    local saved = bed.events("sta_saved")
    assert.equal(2, #saved)
    assert.equal("home", saved[1].ssid)
    assert.equal("", saved[2].ssid)
    assert.is_nil(saved[1].pwd)
  end)
end)

describe("wifi.sta.config", function()
  local function config(fields)
    local bed = boot("wifi.mode(wifi.STATION) wifi.sta.config " .. fields)
    return function(name) return value(bed, "wifi.sta.getconfig()." .. name) end
  end

  it("cuts name and password, and resets what is left out", function()
    local get = config("{ ssid = ('x'):rep(40), pwd = ('y'):rep(70), channel = 3 } "
      .. "wifi.sta.config { ssid = ('x'):rep(40), pwd = ('y'):rep(70) }")
    assert.equal(("x"):rep(32), get("ssid"))
    assert.equal(("y"):rep(64), get("pwd"))
    assert.equal(0, get("channel"))
    assert.equal("fast", get("scan_method"))
    assert.equal("rssi", get("sort_by"))
    assert.equal(1, get("pmf"))
    assert.is_false(get("btm"))
    assert.is_nil(get("bssid"))
  end)

  it("raises the threshold to WPA2 for a password of 8, unless it was given", function()
    assert.equal(0, config("{ ssid = 'a', pwd = '1234567' }")("threshold_authmode"))
    assert.equal(3, config("{ ssid = 'a', pwd = '12345678' }")("threshold_authmode"))
    local get = config("{ ssid = 'a', pwd = '12345678', threshold_authmode = 1 }")
    assert.equal(1, get("threshold_authmode"))
  end)

  it("names what is wrong with its fields", function()
    local bed = boot("wifi.mode(wifi.STATION)")
    assert.equal("invalid BSSID: 001122334455",
      problem(bed, "wifi.sta.config{ssid='a', bssid='001122334455'}"))
    assert.matches("^bad argument #%-1 to 'config' %(string expected",
      problem(bed, "wifi.sta.config{pwd='a'}"))
    assert.matches("invalid option 'slow'", problem(bed, "wifi.sta.config{ssid='a',scan_method='slow'}"))
  end)
end)

describe("joining a network", function()
  it("is connected after its delay, and has an address 300 ms after that was handled", function()
    local bed = boot(STATION)
    bed.run("join('home', 'secret123')")
    bed.advance(2000)
    assert.equal("sta start , sta connected home, sta got_ip 192.168.1.50", seen(bed))
    assert.equal("sta_connect@0 sta_connected@500 sta_got_ip@800",
      times(bed, "sta_connect", "sta_connected", "sta_got_ip"))
    assert.equal("192.168.1.50", bed.device.lan().stationIp())
    assert.equal("192.168.1.1", value(bed, "net.dns.getdnsserver()"))
  end)

  it("joins the strongest of a name, or the one whose BSSID was given", function()
    local networks = {
      { ssid = "twin", channel = 1, rssi = -70, bssid = "00:00:00:00:00:0a", ip = "10.0.0.2" },
      { ssid = "twin", channel = 2, rssi = -40, bssid = "00:00:00:00:00:0b", ip = "10.0.0.3" },
    }
    local bed = boot(STATION, networks)
    bed.run("join('twin')")
    bed.advance(2000)
    assert.equal("10.0.0.3", bed.device.lan().stationIp())
    bed.run("wifi.sta.disconnect() join('twin', nil, { bssid = '00:00:00:00:00:0A' })")
    bed.advance(2000)
    assert.equal("10.0.0.2", bed.device.lan().stationIp())
  end)

  local failures = {
    { "a name that nobody sends", "nobody", "12345678", {}, 201, 2400 },
    { "a wrong password", "home", "wrong-one", {}, 15, 1500 },
    { "a wrong WPA3 password", "home", "wrong-one", { auth = "wpa3" }, 202, 500 },
    { "WPA only, below the threshold", "home", "secret123", { auth = "wpa" }, 201, 2400 },
    { "an open network with a password", "home", "secret123", { open = true }, 201, 2400 },
    { "a secured network without password", "home", "", {}, 201, 2400 },
    { "an enterprise network", "home", "secret123", { auth = "enterprise" }, 201, 2400 },
    { "a network that refuses", "home", "secret123", { reject = 17 }, 17, 500 },
  }
  for _, case in ipairs(failures) do
    local what, ssid, pwd = case[1], case[2], case[3]
    local fields, reason, afterMs = case[4], case[5], case[6]
    it("ends with reason " .. reason .. " for " .. what, function()
      local network = { ssid = "home", password = "secret123", auth = fields.auth,
        reject = fields.reject }
      if fields.open then network.password = nil end
      local bed = boot(STATION, { network })
      bed.run(("join(%q, %q)"):format(ssid, pwd))
      bed.advance(10000)
      assert.equal("sta start , sta disconnected " .. reason, seen(bed))
      assert.equal("sta_disconnected@" .. afterMs, times(bed, "sta_disconnected"))
    end)
  end

  it("finds WPA and WEP when the threshold allows them", function()
    local bed = boot(STATION, {
      { ssid = "old", auth = "wpa", password = "secret123" },
      { ssid = "older", auth = "wep", password = "abcdefghijklm" },
    })
    bed.run("join('old', 'secret123', { threshold_authmode = wifi.AUTH_WPA_PSK })")
    bed.advance(2000)
    bed.run("wifi.sta.disconnect() join('older', 'abcdefghijklm', { threshold_authmode = 1 })")
    bed.advance(2000)
    assert.equal(2, #bed.events("sta_got_ip"))
  end)

  it("joins a hidden network by its name, and one whose key is 64 hex digits", function()
    local key = ("0123456789abcdef"):rep(4)
    local bed = boot(STATION, { { ssid = "veil", hidden = true, password = key } })
    bed.run(("join('veil', '%s')"):format(key:upper()))
    bed.advance(2000)
    assert.equal(1, #bed.events("sta_got_ip"))
  end)

  it("gets no address where DHCP never answers, until it does", function()
    local silent = { ssid = "home", password = "secret123", dhcp = "never" }
    local bed = boot(STATION, { silent })
    bed.run("join('home', 'secret123')")
    bed.advance(20000)
    assert.equal("sta start , sta connected home", seen(bed))
    silent.dhcp = "ok"
    bed.setAir { silent }
    bed.advance(1000)
    assert.equal("192.168.1.50", bed.device.lan().stationIp())
  end)

  it("reconnects to nothing by itself: reason 200 within 6 s, then silence", function()
    local bed = boot(STATION)
    bed.run("join('home', 'secret123')")
    bed.advance(1000)
    bed.setAir {}
    bed.advance(6000)
    bed.setAir { HOME }
    bed.advance(60000)
    assert.equal("sta start , sta connected home, sta got_ip 192.168.1.50, sta disconnected 200",
      seen(bed))
    assert.is_nil(bed.device.lan().stationIp())
  end)

  it("survives a network that is gone for less than its beacons' timeout", function()
    local bed = boot(STATION)
    bed.run("join('home', 'secret123')")
    bed.advance(1000)
    bed.setAir {}
    bed.advance(3000)
    bed.setAir { HOME }
    bed.advance(20000)
    assert.equal(0, #bed.events("sta_disconnected"))
  end)

  it("hears got_ip again when its address changes", function()
    local bed = boot(STATION)
    bed.run("join('home', 'secret123')")
    bed.advance(1000)
    bed.setAir { { ssid = "home", password = "secret123", channel = 1,
      bssid = "00:00:00:00:00:01", ip = "192.168.1.99" } }
    bed.advance(100)
    assert.matches("sta got_ip 192.168.1.99$", seen(bed))
  end)

  it("ends with reason 8 when the program disconnects", function()
    local bed = boot(STATION)
    bed.run("join('home', 'secret123')")
    bed.advance(1000)
    bed.run("wifi.sta.disconnect() wifi.sta.disconnect()")
    bed.advance(1000)
    assert.matches("got_ip 192.168.1.50, sta disconnected 8$", seen(bed))
  end)

  it("waits with DHCP until Lua has seen connected", function()
    local bed = boot(STATION .. [[
      wifi.sta.on("connected", function() node.task.post(0, function() end) end)]])
    bed.run("join('home', 'secret123')")
    bed.advance(700)
    assert.is_nil(bed.device.lan().stationIp())
    bed.advance(100)
    assert.equal("192.168.1.50", bed.device.lan().stationIp())
  end)
end)

describe("a static address", function()
  local SETIP = "wifi.sta.setip{ip='10.1.1.5', netmask='255.255.255.0', gateway='10.1.1.1'}"

  it("is told by got_ip at once", function()
    local bed = boot(STATION .. SETIP)
    bed.run("join('home', 'secret123')")
    bed.advance(510)
    assert.matches("sta got_ip 10.1.1.5$", seen(bed))
    assert.equal("10.1.1.1", value(bed, "net.dns.getdnsserver()"))
  end)

  it("aborts the chip when it is set twice in one boot", function()
    local bed = boot(STATION .. SETIP)
    bed.run("pcall(function() " .. SETIP .. " end)")
    bed.advance(10)
    assert.equal("abort", bed.events("restart")[1].cause)
  end)

  it("names what it can't read", function()
    assert.equal("Could not parse Netmask, aborting",
      problem(boot(""), "wifi.sta.setip{ip='1.2.3.4', netmask='no', gateway='1.2.3.1'}"))
  end)
end)

describe("small station functions", function()
  it("tell the MAC, and check host name and power", function()
    local bed = boot("wifi.mode(wifi.STATION)")
    assert.equal("24:0a:c4:0a:1b:2c", value(bed, "wifi.sta.getmac()"))
    assert.equal("24:0a:c4:0a:1b:2d", value(bed, "wifi.ap.getmac()"))
    assert.is_true(value(bed, "wifi.sta.sethostname(('h'):rep(32))"))
    assert.equal("failed to set hostname, code 20481",
      problem(bed, "wifi.sta.sethostname(('h'):rep(33))"))
    assert.equal("failed to set transmit power, code 12290", problem(bed, "wifi.sta.settxpower(10)"))
    assert.equal("min", value(bed, "wifi.sta.getpowersave()"))
    bed.run("wifi.start() wifi.sta.powersave('none')")
    assert.is_true(value(bed, "wifi.sta.settxpower(19.5)"))
    assert.equal("none", value(bed, "wifi.sta.getpowersave()"))
  end)
end)

describe("a scan", function()
  local function scanned(bed, options)
    bed.run("found = nil wifi.sta.scan(" .. options .. [[, function(err, list)
      found = err or ""
      for _, ap in ipairs(list or {}) do
        found = found .. ap.ssid .. "/" .. ap.rssi .. "/" .. ap.auth .. "/" .. ap.bandwidth .. " "
      end
    end)]])
    bed.advance(1590)
    local early = bed.global("found")
    bed.advance(20)
    return bed.global("found"), early
  end

  local MANY = {
    { ssid = "weak", rssi = -80, password = "12345678" },
    { ssid = "loud", rssi = -30, channel = 11, bssid = "aa:00:00:00:00:01" },
    { ssid = "loud", rssi = -50, channel = 3 },
    { ssid = "veil", rssi = -40, hidden = true, channel = 11 },
    { ssidHex = "ff00fe", rssi = -90 },
  }

  it("takes 1.6 s and lists every BSSID, strongest first, hidden ones left out", function()
    local found, early = scanned(boot(STATION, MANY), "{}")
    assert.is_nil(early)
    assert.equal("loud/-30/0/HT20 loud/-50/0/HT20 weak/-80/3/HT20 \255/-90/0/HT20 ", found)
  end)

  it("shows hidden networks without name, and by their name when that was asked", function()
    local bed = boot(STATION, MANY)
    assert.matches("loud/%-30/0/HT20 /%-40/0/HT20", (scanned(bed, "{hidden=1}")))
    assert.equal("veil/-40/0/HT20 ", (scanned(bed, "{ssid='veil'}")))
  end)

  it("takes 120 ms on one channel, and knows a raw BSSID", function()
    local bed = boot(STATION, MANY)
    local found, early = scanned(bed, "{channel=11}")
    assert.equal("loud/-30/0/HT20 ", early)
    assert.equal(found, early)
    assert.equal("loud/-30/0/HT20 ", (scanned(bed, "{bssid='\\170\\0\\0\\0\\0\\1'}")))
  end)

  it("calls no network at all an error", function()
    assert.equal("failure on scan done", (scanned(boot(STATION, {}), "{}")))
  end)

  it("refuses a second one meanwhile", function()
    local bed = boot(STATION)
    bed.run("wifi.sta.scan({}, function() end)")
    assert.equal("scan already in progress", problem(bed, "wifi.sta.scan({}, function() end)"))
  end)

  it("is stuck for ever after an option of a wrong type", function()
    local bed = boot(STATION)
    assert.matches("bad argument", problem(bed, "wifi.sta.scan({hidden=true}, function() end)"))
    bed.advance(60000)
    assert.equal("scan already in progress", problem(bed, "wifi.sta.scan({}, function() end)"))
  end)

  it("ends with an error when a connect breaks it off, and never when the radio stops", function()
    local bed = boot(STATION)
    bed.run("wifi.sta.scan({}, function(err) broken = err end) join('home', 'secret123')")
    assert.equal("failure on scan done", bed.global("broken"))
    bed = boot(STATION)
    bed.run("wifi.sta.scan({}, function() called = true end) wifi.stop() wifi.start()")
    bed.advance(5000)
    assert.is_nil(bed.global("called"))
    assert.equal("scan already in progress", problem(bed, "wifi.sta.scan({}, function() end)"))
  end)
end)

describe("the access point", function()
  it("wants auth said for an open one", function()
    local bed = boot("wifi.mode(wifi.SOFTAP)")
    assert.equal("failed to set wifi config, code 12299", problem(bed, "wifi.ap.config{ssid='a'}"))
    assert.equal("failed to set wifi config, code 12298",
      problem(bed, "wifi.ap.config{ssid='', auth=0}"))
    assert.equal("unknown auth mode 9", problem(bed, "wifi.ap.config{ssid='a', auth=9}"))
  end)

  it("starts on channel 11 by default and on 1 for an impossible one", function()
    local bed = boot("wifi.mode(wifi.SOFTAP) wifi.ap.config{ssid='a', auth=0} wifi.start()")
    assert.equal(11, bed.events("ap_start")[1].channel)
    bed.run("wifi.ap.config{ssid='a', auth=0, channel=99}")
    assert.equal(1, bed.events("ap_start")[2].channel)
  end)

  it("traces name, security in the air file's word, and address", function()
    local bed = boot([[wifi.mode(wifi.SOFTAP) wifi.ap.config{ssid='a', pwd='12345678'}
      wifi.ap.setip{ip='10.9.8.1', gateway='10.9.8.1', netmask='255.255.255.0'} wifi.start()]])
    local event = bed.events("ap_start")[1]
    assert.equal("a wpa2 10.9.8.1", event.ssid .. " " .. event.auth .. " " .. event.ip)
  end)

  it("takes in who knows the password, up to max, each with an address of its pool", function()
    local bed = boot([[wifi.mode(wifi.SOFTAP) wifi.ap.config{ssid='a', pwd='12345678', max=2}
      seen = {} wifi.ap.on('sta_connected', function(_, i) seen[#seen+1] = i.mac .. ' ' .. i.id end)
      wifi.start()]])
    local first, second, third = bed.phone(), bed.phone(), bed.phone()
    assert.same({ nil, "refused" }, { first.join("wrong-one") })
    assert.is_true(first.join("12345678"))
    assert.is_true(second.join("12345678"))
    assert.same({ nil, "refused" }, { third.join("12345678") })
    assert.equal("192.168.4.2 192.168.4.3", first.ip() .. " " .. second.ip())
    first.leave()
    assert.is_true(third.join("12345678"))
    bed.advance(10)
    assert.equal("02:00:00:00:00:01 1, 02:00:00:00:00:02 2, 02:00:00:00:00:03 3", seen(bed))
  end)

  it("gives addresses below its own where there is more room", function()
    local bed = boot("wifi.mode(wifi.SOFTAP) wifi.ap.config{ssid='a', auth=0} wifi.start() "
      .. "wifi.ap.setip{ip='10.0.0.200', gateway='10.0.0.200', netmask='255.255.255.0'}")
    local phone = bed.phone()
    phone.join()
    assert.equal("10.0.0.100", phone.ip())
  end)

  it("stops its DHCP server over a bad dns, and the next setip aborts the chip", function()
    local bed = boot(PORTAL)
    local address = "ip='10.0.0.1', gateway='10.0.0.1', netmask='255.255.255.0'"
    assert.equal("Could not parse Dns, aborting",
      problem(bed, "wifi.ap.setip{" .. address .. ", dns='x'}"))
    bed.run("pcall(function() wifi.ap.setip{" .. address .. "} end)")
    bed.advance(10)
    assert.equal("abort", bed.events("restart")[1].cause)
  end)

  it("drops its clients when it is configured live or stopped", function()
    local bed = boot(PORTAL)
    local phone = bed.phone()
    phone.join()
    bed.run("wifi.ap.config { ssid = 'renamed', auth = wifi.AUTH_OPEN }")
    assert.is_false(phone.joined())
    assert.is_true(phone.join())
    bed.run("wifi.stop()")
    assert.is_false(phone.joined())
    assert.same({ nil, "no access point" }, { phone.join() })
    assert.equal("ap_start@0 ap_stop@0 ap_start@0 ap_stop@0", times(bed, "ap_start", "ap_stop"))
  end)
end)

describe("one radio for both sides", function()
  local function portal(moveLossMs)
    local bed = boot(PORTAL .. [[
      server = net.createServer()
      server:listen(80, function(socket)
        socket:on("receive", function(s) s:send("ok", function(t) t:close() end) end)
      end)
      function join(ssid, pwd) wifi.sta.config { ssid = ssid, pwd = pwd } wifi.sta.connect() end]],
      nil, { moveLossMs = moveLossMs })
    bed.advance(10)
    local phone = bed.phone()
    phone.join()
    return bed, phone
  end

  it("moves the access point to the joined network's channel, and phones lose it", function()
    local bed, phone = portal()
    local connection = phone.open(80)
    bed.advance(50)
    assert.equal("open", connection.state())
    bed.run("join('home', 'secret123')")
    bed.advance(200)
    assert.equal("reset", connection.state())
    assert.equal(1, bed.events("ap_channel")[1].channel)
    assert.is_true(bed.device.lan().lost("ap"))
    assert.equal("refused", select(2, phone.request("x")))
    bed.advance(3000)
    assert.equal("ok", (phone.request("x")))
    assert.equal("phone_joined@10 ap_channel@180 phone_left@180 phone_joined@3180",
      times(bed, "phone_joined", "phone_left", "ap_channel"))
  end)

  it("takes as long as the air says", function()
    local bed, phone = portal(500)
    bed.run("join('home', 'secret123')")
    bed.advance(640)
    assert.equal("ok", (phone.request("x")))
  end)

  it("stays where it is when the channel is the same, or the network is not there", function()
    local bed, phone = portal()
    bed.setAir { { ssid = "home", password = "secret123", channel = 6 } }
    bed.run("join('home', 'secret123')")
    bed.advance(2000)
    bed.run("wifi.sta.disconnect() join('nobody', 'secret123')")
    bed.advance(3000)
    assert.equal(0, #bed.events("ap_channel"))
    assert.is_true(phone.joined())
  end)

  it("starts the access point on the station's channel", function()
    local bed = boot(STATION)
    bed.run("join('home', 'secret123')")
    bed.advance(1000)
    bed.run("wifi.mode(wifi.STATIONAP) wifi.ap.config{ssid='late', auth=0, channel=6}")
    assert.equal(1, bed.events("ap_start")[1].channel)
    assert.equal(1, value(bed, "wifi.getchannel()"))
  end)

  it("lets phones wait while it scans", function()
    local bed, phone = portal()
    bed.run("wifi.sta.scan({}, function() end)")
    local connection = phone.open(80)
    connection.send("x")
    bed.advance(1500)
    assert.equal("", connection.receivedBytes())
    bed.advance(200)
    assert.equal("ok", connection.receivedBytes())
  end)
end)

describe("the air", function()
  local air = require("sim.air")

  local function wrong(networks, more)
    local description = more or {}
    description.networks = networks
    return air.createAir().set(description)
  end

  it("needs only a name, in text or hex", function()
    local sky = air.createAir()
    assert.is_nil(sky.set { networks = { { ssid = "a" }, { ssidHex = "00ff", password = "12345678" } } })
    local open, secured = sky.networks()[1], sky.networks()[2]
    assert.equal("\0\255", secured.ssid)
    assert.equal("0 3", open.auth .. " " .. secured.auth)
    assert.same({ 6, -60, "192.168.1.50", "255.255.255.0", "192.168.1.1", 500, "ok", false },
      { open.channel, open.rssiDbm, open.ip, open.netmask, open.gw, open.joinDelayMs, open.dhcp,
        open.hidden })
    assert.equal(3000, sky.moveLossMs())
  end)

  it("says in one sentence which network and field is wrong", function()
    assert.equal('network 1 ("a"): channel must be a whole number from 1 to 14',
      wrong { { ssid = "a", channel = 15 } })
    assert.equal("network 1: needs ssid or ssidHex, one of them", wrong { {} })
    assert.equal("network 1 must be an object", wrong { 5 })
    assert.equal("networks is missing", wrong(nil))
    assert.equal("moveLossMs must be a whole number from 0 to 600000", wrong({}, { moveLossMs = -1 }))
    assert.matches("ssid must be text of at most 32 bytes", wrong { { ssid = ("x"):rep(33) } })
    assert.matches("auth must be open, wep", wrong { { ssid = "a", auth = "wpa9" } })
    assert.matches('dhcp must be "ok" or "never"', wrong { { ssid = "a", dhcp = "no" } })
  end)

  it("tells of fields that nobody reads and goes on", function()
    local notes = {}
    local sky = air.createAir(function(text) notes[#notes + 1] = text end)
    assert.is_nil(sky.set { comment = "x", networks = { { ssid = "a" }, { ssid = "b", passwort = "12345678" } } })
    assert.same({ 'the air: "comment" is not a field', 'the air: network 2 ("b"): "passwort" is not a field' }, notes)
  end)

  it("takes neighbours whose password is not told, open ones with one, and names that come twice", function()
    local sky = air.createAir()
    assert.is_nil(sky.set { networks = {
      { ssid = "a", auth = "wpa2" }, { ssid = "b", auth = "wep" }, { ssid = "c", auth = "open", password = "unused" },
      { ssid = "d", password = "short" }, { ssid = "e", bssid = "02:00:00:00:00:01", reject = 0 },
      { ssid = "e", bssid = "02:00:00:00:00:01" },
    } })
    assert.equal("", sky.networks()[3].password)
    assert.is_nil(sky.networks()[5].rejectReason)
  end)

  it("keeps the last good description", function()
    local sky = air.createAir()
    sky.set { networks = { { ssid = "good" } } }
    sky.set { networks = { { ssid = 5 } } }
    assert.equal("good", sky.networks()[1].ssid)
  end)
end)
