-- The whole journey of a device, failures included, as a list of named scenarios. Run by journey.lua
-- on any bare Lua, and by journey_spec.lua under busted.
local world = require("journey_world")

local scenarios = {}

local function scenario(name, run) scenarios[#scenarios + 1] = { name = name, run = run } end

local function equal(expected, actual, what)
  if expected ~= actual then
    error(("%s: expected %s, got %s"):format(what or "value", tostring(expected), tostring(actual)), 2)
  end
end

local function truthy(value, what)
  if not value then error(what or "expected something", 2) end
end

local function contains(text, part)
  if not text:find(part, 1, true) then error(("%q is not in %s"):format(part, text), 2) end
end

local function firstIndex(bed, event, match)
  for index, entry in ipairs(bed.trace) do
    local fits = entry.event == event
    for name, value in pairs(match or {}) do fits = fits and entry[name] == value end
    if fits then return index end
  end
  return nil
end

local function last(list) return list[#list] end

local function noRestart(bed) equal(0, #bed.events("restart"), "restarts") end

-- With a network saved already, as after an earlier setup.
local function configured(options)
  local bed = world.openPortal(options)
  world.setUp(bed, world.HOME)
  return bed
end

scenario("the first start opens an access point named after the MAC, on the strongest network's channel", function()
  local bed = world.openPortal()
  local start = bed.events("ap_start")[1]
  equal("setup-0a1b2c", start.ssid)
  equal("open", start.auth)
  equal(6, start.channel)
  equal("192.168.4.1", start.ip)
end)

scenario("DNS and HTTP listen before the access point is visible", function()
  local bed = world.openPortal()
  local visible = firstIndex(bed, "ap_start")
  truthy(firstIndex(bed, "listen", { proto = "udp", port = 53 }) < visible)
  truthy(firstIndex(bed, "listen", { proto = "tcp", port = 80 }) < visible)
end)

scenario("a phone is led from its test page to ours", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  local query = "\1\2\1\0\0\1\0\0\0\0\0\0\7captive\5apple\3com\0\0\1\0\1"
  equal("\192\168\4\1", phone.query(query):sub(-4), "address")
  local probe = phone.get("/hotspot-detect.html", { Host = "captive.apple.com" })
  equal(302, probe.status)
  equal("http://192.168.4.1/", probe.headers.location)
  equal(182, #probe.body)
  local page = phone.get("/", { ["Accept-Encoding"] = "gzip" })
  equal(200, page.status)
  equal("gzip", page.headers["content-encoding"])
  equal(#world.files()["portal.html.gz"], #page.body)
  local plain = phone.get("/")
  equal(200, plain.status)
  contains(plain.body, "Home")
end)

scenario("the list has one row per name, the strongest first, without the nameless", function()
  local bed = world.openPortal({ networks = {
    { ssid = "Weak", rssi = -90 }, world.HOME,
    { ssid = "Home", password = "correct horse", rssi = -80 },
    { ssid = "Unseen", hidden = true, rssi = -30 },
    { ssidHex = "ff22", rssi = -55 },
  } })
  local response = world.joinedPhone(bed).get("/api/access-points")
  equal(200, response.status)
  equal("application/json", response.headers["content-type"])
  equal('[["Home",-50,3],["\239\191\189\\"",-55,0,"ff22"],["Weak",-90,0]]', response.body)
end)

scenario("a scan on request finds a network that came later", function()
  local bed = world.openPortal({ networks = { world.HOME } })
  local phone = world.joinedPhone(bed)
  bed.setAir({ world.HOME, world.CAFE })
  truthy(not phone.get("/api/access-points").body:find("Cafe", 1, true))
  contains(phone.get("/api/access-points?scan=1").body, "Cafe Zimt")
  equal("idle", (world.status(phone)))
end)

scenario("a person joins a network: answer first, then the radio, then the address, then the store", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  local answer = world.ask(phone, "Home", "correct horse")
  equal(202, answer.status)
  equal(0, #bed.events("sta_connect"), "connects before the answer was out")
  equal("joining", (world.status(phone)))
  local state, body = world.waitForResult(bed, phone)
  equal("online", state)
  equal("192.168.1.50", world.field(body, "message"))
  truthy(firstIndex(bed, "sta_got_ip") < firstIndex(bed, "sta_saved", { ssid = "Home" }))
  noRestart(bed)
end)

scenario("the portal ends when the result was read, and app.lua finds port 80 free", function()
  local bed = world.create({ files = { ["app.lua"] = [[
    print("app runs, portal " .. tostring(package.loaded.portal))
    net.createServer(net.TCP):listen(80, function(socket) socket:close() end)
    print("app listens", require("wifi_setup").hasSsid())
  ]] } })
  bed.device.boot()
  world.waitForPortal(bed)
  world.setUp(bed, world.HOME)
  contains(bed.console(), "app runs, portal nil\n")
  contains(bed.console(), "app listens\ttrue\n")
  truthy(firstIndex(bed, "ap_stop"))
  equal(1, #bed.events("ap_start"))
  noRestart(bed)
end)

scenario("the portal ends by itself a minute after success", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  world.ask(phone, "Home", "correct horse")
  world.waitForResult(bed, phone)
  bed.advance(55000)
  equal(0, #bed.events("ap_stop"))
  bed.advance(10000)
  equal(1, #bed.events("ap_stop"))
end)

scenario("a page that says it is there keeps the result up", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  world.ask(phone, "Home", "correct horse")
  world.waitForResult(bed, phone)
  equal(204, world.postForm(phone, "/api/alive", { timeout = "100" }).status)
  bed.advance(90000)
  equal(0, #bed.events("ap_stop"))
  bed.advance(15000)
  equal(1, #bed.events("ap_stop"))
  equal(nil, phone.get("/"))
end)

scenario("after a restart the device joins by itself, and runs app.lua, without an access point", function()
  local bed = configured({ files = { ["app.lua"] = 'print("app runs")' } })
  bed.device.powerCycle()
  local before = #bed.events("ap_start")
  truthy(bed.until_(function() return #bed.events("sta_got_ip") == 2 end, 10000), "no address")
  bed.advance(1000)
  equal(before, #bed.events("ap_start"))
  local _, runs = bed.console():gsub("app runs\n", "")
  equal(2, runs)
end)

scenario("a wrong password is named, destroys nothing, and the next try works", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  equal(202, world.ask(phone, "Home", "wrong password").status)
  local state, body = world.waitForResult(bed, phone)
  equal("failed", state)
  equal("wrong-password", world.field(body, "reason"))
  equal("15", world.field(body, "code"))
  equal(0, #bed.events("sta_saved"))
  equal(202, world.ask(phone, "Home", "correct horse").status)
  equal("online", (world.waitForResult(bed, phone)))
end)

scenario("a failed attempt leaves the saved network saved", function()
  local bed = configured()
  bed.setAir({ world.CAFE })
  bed.device.powerCycle()
  world.waitForPortal(bed)
  local phone = world.joinedPhone(bed)
  world.ask(phone, "Nowhere", "whatever it is")
  equal("failed", (world.waitForResult(bed, phone)))
  bed.setAir({ world.HOME })
  bed.device.powerCycle()
  truthy(bed.until_(function() return #bed.events("sta_got_ip") == 2 end, 20000), "not joined")
end)

local CAUSES = {
  { "not-found", "201", { ssid = "Other" } },
  { "no-address", nil, { ssid = "Home", password = "correct horse", dhcp = "never" } },
  { "signal-lost", "200", { ssid = "Home", password = "correct horse", reject = 200 } },
  { "wrong-password", "2", { ssid = "Home", password = "correct horse", reject = 2 } },
  { "wrong-password", "14", { ssid = "Home", password = "correct horse", reject = 14 } },
  { "wrong-password", "202", { ssid = "Home", password = "correct horse", reject = 202 } },
  { "wrong-password", "204", { ssid = "Home", password = "correct horse", reject = 204 } },
  { "other", "205", { ssid = "Home", password = "correct horse", reject = 205 } },
  { "other", "3", { ssid = "Home", password = "correct horse", reject = 3 } },
}

for _, case in ipairs(CAUSES) do
  local reason, code, network = case[1], case[2], case[3]
  scenario(("a failure names its cause: %s, %s"):format(reason, code or "without a number"), function()
    local bed = world.openPortal({ networks = { network } })
    local phone = world.joinedPhone(bed)
    world.ask(phone, "Home", "correct horse")
    local state, body = world.waitForResult(bed, phone)
    equal("failed", state)
    equal(reason, world.field(body, "reason"))
    equal(code or "null", world.field(body, "code"))
    noRestart(bed)
  end)
end

scenario("an enterprise network is refused before anything is tried", function()
  local bed = world.openPortal({ networks = { { ssid = "Office", auth = "enterprise" } } })
  local phone = world.joinedPhone(bed)
  local answer = world.ask(phone, "Office", "correct horse")
  equal(403, answer.status)
  equal("enterprise", world.field(answer.body, "reason"))
  bed.advance(5000)
  equal(0, #bed.events("sta_connect"))
end)

scenario("WEP and WPA networks, which the driver hides, are joined", function()
  for _, network in ipairs({
    { ssid = "Home", auth = "wep", password = "12345" },
    { ssid = "Home", auth = "wpa", password = "correct horse" },
    { ssid = "Home", auth = "wpa", password = "correct horse", hidden = true },
    { ssid = "Home", auth = "wpa3", password = "correct horse" },
    { ssid = "Home", auth = "wpa2_wpa3", password = "correct horse" },
    { ssid = "Home", auth = "wpa_wpa2", password = "correct horse", hidden = true },
    { ssid = "Home", auth = "open" },
  }) do
    local bed = world.openPortal({ networks = { network } })
    local phone = world.joinedPhone(bed)
    equal(202, world.ask(phone, "Home", network.password).status)
    equal("online", (world.waitForResult(bed, phone)), network.auth)
    bed.device.powerCycle()
    truthy(bed.until_(function() return #bed.events("sta_got_ip") == 2 end, 10000), network.auth .. " after a restart")
  end
end)

scenario("names and passwords of any bytes travel unharmed", function()
  for _, case in ipairs({
    { 'it\'s "quoted" \\back', 'p&q=r+s %41"\'\\' },
    { "<script>alert(1)</script>", "<b>&amp;</b>" },
    { "\240\159\143\160 \240\159\144\177", "p\195\164ssw\195\182rt" },
    { ("x"):rep(32), ("0aF9"):rep(16) },
    { "\255\254\128", ("y"):rep(63) },
    { " leading and trailing ", "        " },
    { "tab\tline\nfeed", "8 chars\n" },
  }) do
    local ssid, password = case[1], case[2]
    local digits = ssid:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end)
    local bed = world.openPortal({ networks = { { ssidHex = digits, password = password } } })
    local phone = world.joinedPhone(bed)
    equal(200, phone.get("/api/access-points").status)
    world.postForm(phone, "/api/access-point", { ssidHex = digits, password = password }, { Prefer = "respond-async" })
    equal("online", (world.waitForResult(bed, phone)), ssid)
    equal(ssid, last(bed.events("sta_saved")).ssid)
  end
end)

scenario("a name with a zero byte, which the firmware cuts, is listed and refused with the cause", function()
  local bed = world.openPortal({ networks = { { ssidHex = "610062" } } })
  local phone = world.joinedPhone(bed)
  equal('[["a",-60,0]]', phone.get("/api/access-points").body)
  local answer = world.postForm(phone, "/api/access-point", { ssid = "a\0b" })
  equal(403, answer.status)
  contains(answer.body, "zero byte")
end)

scenario("a client that waits gets its answer when the attempt has ended", function()
  local bed = world.openPortal({ moveLossMs = 0 })
  local phone = world.joinedPhone(bed)
  local failed = world.postForm(phone, "/api/access-point", { ssid = "Home", password = "wrong password" })
  equal(403, failed.status)
  equal("wrong-password", world.field(failed.body, "reason"))
  equal("15", world.field(failed.body, "code"))
  local joined = world.postForm(phone, "/api/access-point", { ssid = "Home", password = "correct horse" })
  equal(200, joined.status)
  equal('{"message":"192.168.1.50"}', joined.body)
end)

scenario("a form without JavaScript is answered by a redirect to the status page, then the radio moves", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  local answer = world.postForm(phone, "/api/access-point", { ssid = "Home", password = "correct horse" }, {
    Accept = "text/html,application/xhtml+xml,*/*;q=0.8",
  })
  equal(303, answer.status)
  equal("/status", answer.headers.location)
  equal(0, #bed.events("sta_connect"))
  contains(phone.get("/status").body, 'content=3')
  world.waitForResult(bed, phone)
  contains(phone.get("/status").body, "192.168.1.50")
end)

scenario("a second attempt while one runs is told to wait", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  equal(202, world.ask(phone, "Home", "correct horse").status)
  equal(409, world.ask(phone, "Cafe Zimt", "").status)
  equal("online", (world.waitForResult(bed, phone)))
end)

scenario("what can't be right is refused at once", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  equal(400, world.postForm(phone, "/api/access-point", { password = "correct horse" }).status)
  equal(400, world.ask(phone, "Home", "short").status)
  equal(400, world.postForm(phone, "/api/alive", {}).status)
  equal(400, world.postForm(phone, "/api/alive", { timeout = "1.5" }).status)
  equal(403, world.postForm(phone, "/api/access-point", { ssid = "Home", password = "correct horse" }, {
    Origin = "http://example.com",
  }).status)
  equal(0, #bed.events("sta_connect"))
end)

scenario("a phone that loses the link while the radio moves reads the result afterwards", function()
  local bed = world.openPortal({ networks = { world.HOME, world.CAFE }, moveLossMs = 4000 })
  local phone = world.joinedPhone(bed)
  equal(202, world.ask(phone, "Cafe Zimt", "").status)
  bed.advance(1500)
  equal(11, last(bed.events("ap_channel")).channel)
  local state, body = world.waitForResult(bed, phone)
  equal("online", state)
  equal("192.168.1.50", world.field(body, "message"))
end)

scenario("the access point opens on the saved network's channel", function()
  local bed = configured({ networks = { world.HOME, { ssid = "Cafe Zimt", channel = 11, rssi = -30 } } })
  bed.setAir({
    { ssid = "Home", password = "changed since", channel = 3, rssi = -80 },
    { ssid = "Cafe Zimt", channel = 11, rssi = -30 },
  })
  bed.device.powerCycle()
  world.waitForPortal(bed)
  equal(3, last(bed.events("ap_start")).channel)
end)

scenario("while nobody uses the portal, the saved network is tried again, and the portal leaves when it is back", function()
  local bed = configured()
  bed.setAir({ world.CAFE })
  bed.device.powerCycle()
  world.waitForPortal(bed)
  bed.advance(30000)
  bed.setAir({ world.HOME })
  truthy(bed.until_(function() return #bed.events("sta_got_ip") == 2 end, 60000), "not joined")
  truthy(bed.until_(function() return #bed.events("ap_stop") == 2 end, 5000), "portal still open")
end)

scenario("somebody who uses the portal is not disturbed by such a try; probes are nobody", function()
  local bed = configured()
  bed.setAir({ world.CAFE })
  bed.device.powerCycle()
  world.waitForPortal(bed)
  local connects = #bed.events("sta_connect")
  local phone = world.joinedPhone(bed)
  for _ = 1, 4 do
    bed.advance(40000)
    phone.get("/api/status")
  end
  equal(connects, #bed.events("sta_connect"))
  for _ = 1, 4 do
    bed.advance(20000)
    phone.get("/generate_204", { Host = "connectivitycheck.gstatic.com" })
    phone.get("/", { ["User-Agent"] = "CaptiveNetworkSupport-443.120.3 wispr" })
  end
  truthy(#bed.events("sta_connect") > connects)
end)

scenario("a person's attempt goes before a try of the saved network", function()
  local bed = configured()
  bed.setAir({ world.CAFE, { ssid = "Home", password = "changed since", joinDelayMs = 9000 } })
  bed.device.powerCycle()
  world.waitForPortal(bed)
  local before = #bed.events("sta_connect")
  truthy(bed.until_(function() return #bed.events("sta_connect") > before end, 90000))
  bed.advance(1000)
  local phone = world.joinedPhone(bed)
  equal(202, world.ask(phone, "Cafe Zimt", "").status)
  equal("online", (world.waitForResult(bed, phone)))
  equal("Cafe Zimt", last(bed.events("sta_saved")).ssid)
end)

scenario("an unused portal closes after the idle timeout, and app.lua does not run", function()
  local bed = world.openPortal({ files = {
    ["settings.lua"] = "return { idleTimeoutMs = 120000 }",
    ["app.lua"] = 'print("app runs")',
  } })
  bed.advance(110000)
  equal(0, #bed.events("ap_stop"))
  bed.advance(30000)
  equal(1, #bed.events("ap_stop"))
  truthy(not bed.console():find("app runs", 1, true))
end)

scenario("a page that is open holds the idle timeout off", function()
  local bed = world.openPortal({ files = { ["settings.lua"] = "return { idleTimeoutMs = 20000 }" } })
  local phone = world.joinedPhone(bed)
  world.postForm(phone, "/api/alive", { timeout = "100" })
  bed.advance(90000)
  equal(0, #bed.events("ap_stop"))
  bed.advance(20000)
  equal(1, #bed.events("ap_stop"))
end)

scenario("a lost link is joined again after 1 s, 2 s, 4 s … and never opens the portal", function()
  local bed = configured()
  local aps, connects = #bed.events("ap_start"), #bed.events("sta_connect")
  bed.setAir({ world.CAFE })
  bed.advance(600000)
  local tries = bed.events("sta_connect")
  local gaps = {}
  for index = connects + 1, #tries - 1 do gaps[#gaps + 1] = tries[index + 1].atMs - tries[index].atMs end
  truthy(gaps[1] < gaps[2] and gaps[2] < gaps[3], "growing delays")
  truthy(last(gaps) >= 60000 and last(gaps) < 66000, "longest delay " .. last(gaps))
  bed.setAir({ world.HOME })
  truthy(bed.until_(function() return #bed.events("sta_got_ip") == 2 end, 70000), "not joined again")
  equal(aps, #bed.events("ap_start"))
  noRestart(bed)
end)

scenario("keepConnected = false leaves a lost link alone", function()
  local bed = configured({ files = { ["settings.lua"] = "return { keepConnected = false }" } })
  local connects = #bed.events("sta_connect")
  bed.setAir({})
  bed.advance(10000)
  bed.setAir({ world.HOME })
  bed.advance(120000)
  equal(connects, #bed.events("sta_connect"))
end)

scenario("settings give the access point its name, password and address", function()
  local bed = world.openPortal({ files = {
    ["settings.lua"] = 'return { id = "lamp", apPassword = "from the label", apIp = "192.0.2.1" }',
  } })
  local start = bed.events("ap_start")[1]
  equal("lamp", start.ssid)
  equal("wpa2", start.auth)
  equal("192.0.2.1", start.ip)
  truthy(not bed.phone().join("wrong password"))
  local phone = world.joinedPhone(bed, "from the label")
  local query = "\1\2\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"
  equal("\192\0\2\1", phone.query(query):sub(-4))
  local probe = phone.get("/", { Host = "example.com" })
  equal("http://192.0.2.1/", probe.headers.location)
  truthy(not probe.raw:find("192.168.4.1", 1, true))
end)

scenario("settings that can't be read are left out", function()
  for _, text in ipairs({ "return 5", "this is no Lua", 'error("oops")', "return nil" }) do
    local bed = world.openPortal({ files = { ["settings.lua"] = text } })
    contains(bed.console(), "WARNING:boot:settings.lua")
    noRestart(bed)
  end
end)

scenario("one setting that makes no sense is left out, the others count", function()
  for _, text in ipairs({
    "id = 5", "connectTimeoutMs = 0", 'idleTimeoutMs = "x"', 'message = "x"', "keepConnected = 1", 'apIp = "0.0.0.0"',
    'apIp = "224.0.0.1"', 'apIp = "127.0.0.1"', 'apIp = "192.168.4.255"',
  }) do
    local bed = world.openPortal({ files = { ["settings.lua"] = 'return { apPassword = "from the label", ' .. text .. " }" } })
    contains(bed.console(), "WARNING:boot:settings.lua: " .. text:match("^%a+"))
    equal("wpa2", bed.events("ap_start")[1].auth)
  end
end)

scenario("a password that can't be one opens no access point, but joins the saved network", function()
  local bed = world.create({ files = { ["settings.lua"] = 'return { apPassword = "short" }' } })
  bed.device.boot()
  bed.advance(10000)
  contains(bed.console(), "apPassword has to be 8 to 63 characters")
  equal(0, #bed.events("ap_start"))
  bed.run('wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)')
  bed.device.powerCycle()
  truthy(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 10000), "not joined")
end)

scenario("a name that is no option is told, and the others count", function()
  for _, text in ipairs({ "timeout = 5", "passive = true", 'code = "123456"', '[1] = "x"' }) do
    local bed = world.openPortal({ files = { ["settings.lua"] = 'return { id = "lamp", ' .. text .. " }" } })
    contains(bed.console(), "WARNING:boot:settings.lua: " .. text:match("%w+") .. " is not an option")
    equal("lamp", bed.events("ap_start")[1].ssid)
  end
end)

scenario("a guard that is misspelt opens no access point", function()
  for _, text in ipairs({
    'apPasswort = "from the label"', 'appassword = "from the label"', 'ap_password = "from the label"', 'password = "from the label"',
    'setupcode = "481516"', 'setup_code = "481516"', "sealedonly = true", "sealOnly = true", "seal_keys = {}",
  }) do
    local bed = world.create({ files = { ["settings.lua"] = "return { " .. text .. " }" } })
    bed.device.boot()
    bed.advance(10000)
    contains(bed.console(), "WARNING:boot:settings.lua: " .. text:match("^[%w_]+") .. " is not an option")
    equal(0, #bed.events("ap_start"))
  end
end)

scenario("a mistake in the settings is shown by its line, not by its text", function()
  local bed = world.openPortal({ files = { ["settings.lua"] = 'return {\n  message = "canary,\n}' } })
  contains(bed.console(), "settings.lua is not used: it can't be read, error in line 2")
  truthy(not bed.console():find("canary", 1, true))
end)

-- What can't be read may have asked for a password: it names one, or another file, or its end is missing.
scenario("settings that can't be read open no unguarded access point, but join the saved network", function()
  for _, text in ipairs({
    'return {\n  apPassword = "canary,\n}', 'return { setupCode = "481516" ', "settings = { sealedOnly = true }", "sealKeys = nil error()",
    "return {\n  id = ", "", 'return { id = "lamp', 'return dofile("factory.lua")', 'dofile("ours.lua")', "return require 'ours' .. 5",
    'loadfile("ours.lua")() return nil',
  }) do
    local bed = world.create({ files = { ["settings.lua"] = text, ["ours.lua"] = "ours = {}" } })
    bed.device.boot()
    bed.advance(20000)
    contains(bed.console(), "no setup network until it is mended")
    truthy(not bed.console():find("canary", 1, true))
    equal(0, #bed.events("ap_start"))
    noRestart(bed)
    bed.run('wifi.mode(wifi.STATION) wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)')
    bed.device.powerCycle()
    truthy(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 10000), "not joined")
  end
end)

scenario("an application that fails does not restart the device", function()
  local bed = configured({ files = { ["app.lua"] = 'error("app is broken")' } })
  contains(bed.console(), "app is broken")
  bed.advance(10000)
  noRestart(bed)
end)

local MESSAGES = {
  { "returned", 'return "Lamp at " .. info.ip', "Lamp at 192.168.1.50" },
  { "given later", 'local t = tmr.create() t:alarm(3000, tmr.ALARM_SINGLE, function() reply("done on " .. info.ssid) end)', "done on Home" },
  { "never given", "", "192.168.1.50" },
  { "lost in an error", 'error("hook")', "192.168.1.50" },
}

for _, case in ipairs(MESSAGES) do
  scenario("the page shows the program's own message, " .. case[1], function()
    local bed = world.openPortal({ files = {
      ["settings.lua"] = "return { message = function(info, reply) " .. case[2] .. " end }",
    } })
    local phone = world.joinedPhone(bed)
    world.ask(phone, "Home", "correct horse")
    local state, body = world.waitForResult(bed, phone)
    equal("online", state)
    equal(case[3], world.field(body, "message"))
    noRestart(bed)
  end)
end

for _, firmware in ipairs({ "snapshot", "newer" }) do
  scenario("a program sets up twice in one boot, and clears, on the " .. firmware .. " firmware", function()
    local bed = world.create({ firmware = firmware, files = {
      ["init.lua"] = [[
        setup = require("wifi_setup")
        heard = {}
        function go() setup.setup({ id = "lamp" }, function(info, reason) heard[#heard + 1] = info and info.ip or reason end) end
        go()
        setup.setup({}, function(info, reason) busy = reason end)
      ]],
    } })
    bed.device.boot()
    world.waitForPortal(bed)
    equal("busy", bed.device.globals().busy)
    world.setUp(bed, world.HOME)
    equal("192.168.1.50", bed.device.globals().heard[1])
    bed.device.execute("go()")
    world.waitForPortal(bed)
    local phone = world.joinedPhone(bed)
    truthy(phone.query("\1\2\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"))
    world.ask(phone, "Cafe Zimt", "")
    equal("online", (world.waitForResult(bed, phone)))
    world.postForm(phone, "/api/alive", { timeout = "0" })
    bed.advance(20000)
    equal(2, #bed.device.globals().heard)
    bed.device.execute("setup.clear()")
    bed.advance(100)
    equal("", last(bed.events("sta_saved")).ssid)
    bed.device.execute("print('saved', setup.hasSsid())")
    contains(bed.console(), "saved\tfalse\n")
    noRestart(bed)
  end)
end

scenario("a network that was forgotten while the portal is open is not joined again", function()
  local bed = configured()
  bed.setAir({ world.CAFE })
  bed.device.powerCycle()
  world.waitForPortal(bed)
  bed.run('require("wifi_setup").clear()')
  bed.setAir({ world.HOME })
  bed.advance(150000)
  equal(1, #bed.events("sta_got_ip"))
  equal(0, #bed.events("restart") - 1)
end)

scenario("clear during an attempt forgets the network", function()
  local bed = configured({ networks = { { ssid = "Home", password = "correct horse", joinDelayMs = 4000 } } })
  bed.device.powerCycle()
  bed.advance(1500)
  bed.run('require("wifi_setup").clear()')
  bed.advance(3000)
  equal("", last(bed.events("sta_saved")).ssid)
  bed.device.powerCycle()
  world.waitForPortal(bed)
end)

scenario("a setup that can't have port 80 ends with the reason, and the device goes back online", function()
  local bed = configured({ files = { ["app.lua"] = [[
    net.createServer(net.TCP):listen(80, function(socket) socket:close() end)
    require("wifi_setup").setup({}, function(info, reason) print("heard", info, reason) end)
  ]] } })
  local taken = "WARNING:portal:port 80 is taken: trying for 30 s\n"
  truthy(bed.until_(function() return bed.console():find(taken, 1, true) end, 10000), bed.console())
  bed.advance(25000)
  truthy(not bed.console():find("port-taken", 1, true))
  truthy(bed.until_(function() return bed.console():find("heard\tnil\tport-taken\n", 1, true) end, 10000), bed.console())
  contains(bed.console(), "WARNING:portal:port 80 is taken by another program\n")
  equal(1, select(2, bed.console():gsub(taken, "")))
  bed.advance(10000)
  equal(2, #bed.events("sta_got_ip"))
  equal(1, #bed.events("ap_start"))
  noRestart(bed)
end)

scenario("a device that was online goes back there when nobody used a setup", function()
  local bed = configured({ files = { ["app.lua"] = [[
    require("wifi_setup").setup({ idleTimeoutMs = 30000 }, function(info, reason) print("heard", info, reason) end)
  ]] } })
  bed.advance(90000)
  contains(bed.console(), "heard\tnil\tidle-timeout\n")
  equal(2, #bed.events("ap_start"))
  equal(2, #bed.events("sta_got_ip"))
end)

scenario("an attempt that takes long is not counted as idle time", function()
  local bed = world.openPortal({
    files = { ["settings.lua"] = "return { idleTimeoutMs = 10000 }" },
    networks = { { ssid = "Home", password = "correct horse", dhcp = "never" } },
  })
  local phone = world.joinedPhone(bed)
  world.ask(phone, "Home", "correct horse")
  bed.advance(16000)
  equal("failed", (world.status(phone)))
  bed.advance(8000)
  equal(0, #bed.events("ap_stop"))
  bed.advance(5000)
  equal(1, #bed.events("ap_stop"))
end)

scenario("a scan leaves the last failure as it is", function()
  local bed = world.openPortal()
  local phone = world.joinedPhone(bed)
  world.ask(phone, "Home", "wrong password")
  world.waitForResult(bed, phone)
  equal(200, phone.get("/api/access-points?scan=1").status)
  local state, body = world.status(phone)
  equal("failed", state)
  equal("wrong-password", world.field(body, "reason"))
end)

scenario("no name or message makes a phone think that it is online", function()
  local bed = world.openPortal({
    networks = { { ssid = "SUCCESS Cafe" }, { ssid = "Microsoft Connect Test" }, { ssid = "NetworkManager is online" } },
    files = { ["settings.lua"] = 'return { message = function() return "Success!" end }' },
  })
  local phone = world.joinedPhone(bed)
  local function clean(response)
    local text = response.raw:lower()
    for _, word in ipairs({ "success", "microsoft connect test", "networkmanager is online" }) do
      truthy(not text:find(word, 1, true), word)
    end
    return response
  end
  contains(clean(phone.get("/")).body, "&#83;UCCESS Cafe")
  contains(clean(phone.get("/api/access-points")).body, "\\u0053UCCESS Cafe")
  world.ask(phone, "SUCCESS Cafe", "")
  equal("online", (world.waitForResult(bed, phone)))
  clean(phone.get("/api/status"))
  contains(clean(phone.get("/status")).body, "&#83;uccess!")
end)

scenario("a program that uses the parts itself hears the words for what went wrong", function()
  local bed = world.create({ files = { ["init.lua"] = [[
    local setup = require("wifi_setup")
    setup.connect({}, function(info, reason) print("heard", info, reason) end)
    setup.connect({ connectTimeoutMs = 5 }, function(info, reason) print("then", info, reason) end)
  ]] } })
  bed.device.boot()
  bed.advance(1000)
  contains(bed.console(), "heard\tnil\tno-credentials\n")
  contains(bed.console(), "then\tnil\tinvalid-options\n")
  equal(0, #bed.events("ap_start"))
end)

scenario("after setup the portal has given its memory and its listeners back", function()
  local bed = world.create({ files = { ["app.lua"] = [[
    for _, name in ipairs({ "portal", "portal_api", "http_server", "http_codec", "dns_responder", "plain_page" }) do
      if package.loaded[name] then print("still loaded: " .. name) end
    end
  ]] } })
  bed.device.boot()
  world.waitForPortal(bed)
  world.setUp(bed, world.HOME)
  truthy(not bed.console():find("still loaded", 1, true), "modules were kept")
  truthy(firstIndex(bed, "close", { proto = "tcp", port = 80 }))
  local phone = bed.computer()
  equal(nil, phone.get("/"))
  noRestart(bed)
end)

scenario("after setup nothing of the portal is held in memory by the firmware", function()
  local bed = world.openPortal({ files = { ["app.lua"] = "" } })
  bed.run([[
    portalModules = setmetatable({}, { __mode = "v" })
    for name, module in pairs(package.loaded) do
      if type(module) == "table" and name ~= "_G" then portalModules[name] = module end
    end
  ]])
  world.setUp(bed, world.HOME)
  bed.advance(60000)
  bed.run([[
    collectgarbage() collectgarbage() collectgarbage()
    for name in pairs(portalModules) do
      if not package.loaded[name] then print("still held: " .. name) end
    end
  ]])
  bed.advance(100)
  truthy(not bed.console():find("still held", 1, true), bed.console():match("still held[^\n]*"))
end)

scenario("no password is ever said on the console or in the trace", function()
  local bed = world.openPortal({ files = {
    ["settings.lua"] = 'return { apPassword = "canary-of-the-label" }',
  }, networks = { { ssid = "Home", password = "canary-of-the-home" } } })
  local phone = world.joinedPhone(bed, "canary-of-the-label")
  world.ask(phone, "Home", "canary-that-is-wrong")
  world.waitForResult(bed, phone)
  world.ask(phone, "Home", "canary-of-the-home")
  equal("online", (world.waitForResult(bed, phone)))
  bed.device.powerCycle()
  bed.advance(10000)
  truthy(not bed.console():find("canary", 1, true), "on the console")
  for _, event in ipairs(bed.trace) do
    for name, value in pairs(event) do truthy(not tostring(value):find("canary", 1, true), "in the trace: " .. name) end
  end
end)

scenario("a power cut in the middle of an attempt leaves none or the new network", function()
  for cutMs = 0, 4000, 250 do
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    world.ask(phone, "Home", "correct horse")
    bed.advance(cutMs)
    local saved = #bed.events("sta_saved") > 0
    bed.device.powerCycle()
    if saved then
      truthy(bed.until_(function() return #bed.events("sta_got_ip") == 2 end, 10000), "not joined, cut at " .. cutMs)
    else
      world.waitForPortal(bed)
    end
    equal(1, #bed.events("restart"))
  end
end)

return scenarios
