-- The parts that tools/sizes.mjs measures: what is required, what has to be there before (`on`), what
-- is not loaded with it (`without`), and a little work, after which the heap is taken once more.
local parts = {}

local IP = { ip = "192.168.1.50", netmask = "255.255.255.0", gw = "192.168.1.1" }

local function get(path, more)
  return "GET " .. path .. " HTTP/1.1\r\nHost: 192.168.4.1\r\n" .. (more or "") .. "\r\n"
end

local UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
  .. "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

-- "Hello" masked, of RFC 6455, section 5.7.
local HELLO_FRAME = string.char(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58)

-- A query for the address of "a.b".
local DNS_QUERY = "\1\1\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"

local function part(name, definition)
  definition.name = name
  definition.on = definition.on or {}
  definition.without = definition.without or {}
  parts[#parts + 1] = definition
end

local function openSocket(fw, createHub)
  local hub = createHub()
  local routes = require("web_routes").create({
    { "GET", "/socket", function(request, response) response:send(hub:upgrade(request)) end },
  })
  require("web_server").create({ handlers = { routes } })
  local client = fw.connect(get("/socket", UPGRADE))
  assert(fw.sent:find("101", 1, true), fw.sent)
  client.sent(client)
  client.receive(client, HELLO_FRAME)
  assert(fw.sent:find("ello", 1, true) or fw.sent:find("ELLO", 1, true), fw.sent)
end

part("WiFi setup, joined", {
  modules = { "wifi_setup", "boot" },
  without = {
    "portal", "portal_fields", "plain_fields", "field_store", "field_declaration", "saved_start", "saved_rejoin",
    "planned_restart", "safe_file", "board_parts",
  },
  what = "online with the saved network, which it keeps",
  serve = function(fw)
    fw.save("Home")
    local ip
    require("wifi_setup").connectOrSetup({}, function(info) ip = info and info.ip end)
    fw.event("start")
    fw.event("connected")
    fw.event("got_ip", IP)
    assert(ip == IP.ip)
  end,
})

part("setup portal", {
  modules = { "portal" },
  on = { "wifi_setup", "boot" },
  without = {
    "portal_sealing", "portal_seal", "portal_extra_routes", "portal_look", "look_options", "portal_countdown", "portal_report", "portal_fields",
    "plain_fields", "field_store", "field_declaration", "portal_saved", "portal_cells", "portal_chosen",
    "portal_retry", "saved_rejoin", "improv",
  },
  files = { "build/page/portal.html.gz" },
  what = "open, 20 networks in its list, one client gets the page",
  serve = function(fw)
    require("wifi_setup").connectOrSetup({})
    fw.fire(100)
    fw.event("start")
    fw.endScan()
    fw.connect(get("/", "Accept-Encoding: gzip\r\n"))
    assert(fw.sent:find("200 OK", 1, true), fw.sent)
  end,
})

part("sealed password", {
  modules = { "portal_sealing" },
  on = { "wifi_setup", "boot", "portal" },
  files = { "build/page/seal.js.gz" },
  what = "the key pair of a setup, by a firmware that has sodium",
  serve = function(fw)
    local function bytes(count) return ("k"):rep(count) end
    sodium = {
      random = { buf = bytes },
      crypto_box = { keypair = function() return bytes(32), bytes(31) .. "s" end },
    }
    fw.seal = require("portal_seal").createSeal()
    assert(#fw.seal.publicKey == 32 and #fw.seal.challenge == 16)
  end,
})

part("light, button, double reset", {
  modules = { "board_parts", "status_led", "setup_button" },
  on = { "wifi_setup", "boot" },
  what = "online with all three; the light is dark",
  serve = function(fw)
    local onPress
    local function ignore() end
    gpio = {
      config = ignore, write = ignore, read = function() return 1 end,
      trig = function(_, _, callback) onPress = callback end,
    }
    node.chipmodel = function() return "esp32" end
    node.bootreason = function() return 1, 8 end
    fw.save("Home")
    local ip
    local options = { statusLed = { pin = 2 }, button = { pin = 4 }, doubleReset = true }
    require("board_parts").connectOrSetup(options, function(info) ip = info and info.ip end)
    fw.fire(50)
    fw.event("start")
    fw.event("got_ip", IP)
    fw.fire(2000)
    assert(ip == IP.ip and onPress)
  end,
})

part("another language", {
  modules = { "portal_language" },
  on = { "wifi_setup", "boot", "portal" },
  files = { "build/page/language-de.gz" },
  what = "one client gets the texts; loaded for that moment only",
  serve = function(fw)
    local answer
    local request = { headers = { ["accept-language"] = "sv,de;q=0.5", ["accept-encoding"] = "gzip" }, query = "" }
    require("portal_language").showLanguage(request, function(given) answer = given end)
    assert(answer and answer.contentType == "application/json" and fw)
  end,
})

part("look of the page", {
  modules = { "look_options", "portal_look" },
  on = { "wifi_setup", "boot", "portal", "portal_answers", "portal_json" },
  files = { "build/page/look.js.gz" },
  what = "its part of the status",
  serve = function()
    local look = { name = "Lamp", colour = "#e2001a", localName = "lamp" }
    assert(require("look_options").lookProblemOf(look) == nil)
    assert(require("portal_look").lookMembers(look):find("#e2001a", 1, true))
  end,
})

part("countdown and report", {
  modules = { "portal_countdown", "portal_report" },
  on = { "wifi_setup", "boot", "portal", "portal_json" },
  files = { "build/page/more.js.gz" },
  what = "the seconds that are left",
  serve = function()
    local portal = { seconds = 0, stateAt = 0, endAt = 60, status = { state = "online" }, options = {} }
    assert(require("portal_countdown").countdownAnswer(portal).body == '{"closesIn":60}')
  end,
})

part("own fields", {
  modules = { "wifi_setup_fields", "portal_fields", "plain_fields", "field_store", "field_declaration" },
  on = { "wifi_setup", "boot", "portal" },
  what = "all of it at once; a setup loads it for one request at a time",
  serve = function(fw)
    local list = {
      { name = "room", type = "text", label = "Room" },
      { name = "level", type = "number", label = "Level", min = 0, max = 100 },
      { name = "key", type = "password", label = "Key" },
    }
    fw.values = require("wifi_setup_fields").readFields(list)
    local portal = { options = { fields = list, saved = {} } }
    fw.answer = require("portal_fields").fieldsAnswer(portal)
    assert(fw.answer.body:find('"room"', 1, true))
  end,
})

part("more networks, static address", {
  modules = {
    "saved_start", "saved_rejoin", "planned_restart", "portal_saved", "portal_cells", "portal_chosen", "portal_retry",
  },
  on = { "wifi_setup", "boot", "portal" },
  what = "joining with a file of networks, at boot",
  serve = function()
    local address = require("static_address").check("192.168.1.50", "255.255.255.0", "192.168.1.1", "", "192.168.4.1")
    assert(address.problem == nil)
  end,
})

part("Improv Wi-Fi Serial", {
  modules = { "improv" },
  on = { "wifi_setup", "boot", "portal" },
  what = "listening at the console's line; an installer asks for the state",
  serve = function(fw)
    uart = {
      start = function() end,
      on = function(_, _, _, onByte) fw.onByte = onByte end,
      write = function(_, bytes) fw.sent = bytes end,
    }
    require("improv").start({ options = {}, status = { state = "idle" } })
    local request = "IMPROV\1\3\2\2\0\229"
    for at = 1, #request do fw.onByte(request:sub(at, at)) end
    assert(fw.sent:find("IMPROV\1\1\1\2", 1, true), fw.sent)
  end,
})

part("web server", {
  modules = { "web_server" },
  what = "listening, one client gets a text",
  serve = function(fw)
    local function hello(_, response)
      response:text("hello")
      return true
    end
    require("web_server").create({ handlers = { hello } })
    fw.connect(get("/"))
    assert(fw.sent:find("hello", 1, true), fw.sent)
  end,
})

part("routes", {
  modules = { "web_routes" },
  on = { "web_server" },
  what = "three routes, one client is served",
  serve = function(fw)
    local function show(request, response) response:text(request.params.name) end
    local routes = require("web_routes").create({
      { "GET", "/lamps", show },
      { "GET", "/lamps/:name", show },
      { "POST", "/lamps/:name", show },
    })
    require("web_server").create({ handlers = { routes } })
    fw.connect(get("/lamps/hall"))
    assert(fw.sent:find("hall", 1, true), fw.sent)
  end,
})

part("static files", {
  modules = { "static_files" },
  on = { "web_server" },
  what = "one client gets a file of 8000 bytes",
  serve = function(fw)
    require("web_server").create({ handlers = { require("static_files").create({ root = "www/" }) } })
    fw.connect(get("/"))
    assert(fw.sent:find("200 OK", 1, true), fw.sent)
  end,
})

part("JSON", {
  modules = { "json_value_codec" },
  what = "a small object read and written",
  serve = function()
    local json = require("json_value_codec")
    assert(json.encode((json.decode('{"a":[1,2]}'))) == '{"a":[1,2]}')
  end,
})

part("WebSocket", {
  modules = { "websocket" },
  on = { "web_server", "web_routes" },
  what = "one client, which has sent a text and got one",
  serve = function(fw)
    openSocket(fw, function()
      return require("websocket").createHub({
        onMessage = function(client, message) client:send(message) end,
      })
    end)
  end,
})

part("WebSocket consumer", {
  modules = { "websocket_manager" },
  on = { "web_server", "web_routes", "websocket" },
  what = "one client, whose bytes a consumer has read",
  serve = function(fw)
    openSocket(fw, function()
      local function createConsumer()
        return function(bytes) return bytes:upper() end
      end
      local function process(client, message) client:send(message) end
      return require("websocket_manager").createManager(createConsumer, process)
    end)
  end,
})

part("DNS server", {
  modules = { "dns_server" },
  what = "listening, one question answered",
  serve = function(fw)
    require("dns_server").start("192.168.4.1", {}, function() return "192.168.4.1" end)
    fw.datagram(DNS_QUERY, 50000, "192.168.4.2")
    assert(fw.sent:sub(-4) == "\192\168\4\1")
  end,
})

part("mDNS", {
  modules = { "mdns" },
  what = "announced, with one service",
  serve = function(fw)
    local lamp = require("mdns").start({ name = "lamp", ip = IP.ip })
    for _ = 1, 6 do fw.fire(1000) end
    assert(fw.sent:find("lamp", 1, true) and lamp.name() == "lamp")
  end,
})

part("scheduler", {
  modules = { "scheduler" },
  what = "three jobs",
  serve = function()
    local scheduler = require("scheduler")
    local function work() end
    scheduler.every(5).seconds.run(work)
    scheduler.every(1).hour.run(work)
    scheduler.after(1500, work)
    assert(scheduler.pending() == 3)
  end,
})

part("logger", {
  modules = { "logging" },
  what = "two loggers, one line written",
  serve = function()
    local logging = require("logging")
    logging.getLogger("lamp")
    logging.getLogger("portal").warning("%s is now %d", "alpha", 42)
  end,
})

part("syslog", {
  modules = { "syslog" },
  on = { "logging" },
  what = "one line sent",
  serve = function(fw)
    local logging = require("logging")
    logging.addSink(require("syslog").create({ ip = "192.168.1.10" }))
    logging.getLogger("portal").warning("%s is now %d", "alpha", 42)
    assert(fw.sent:find("alpha is now 42", 1, true))
  end,
})

part("keep-connected", {
  modules = { "keep_connected" },
  what = "watching a link",
  serve = function()
    require("keep_connected").start({ onOnline = function() end, onOffline = function() end })
  end,
})

return parts
