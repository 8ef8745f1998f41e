local parts = require("device_parts")
local support = require("support")
local syslogCodec = require("syslog_codec")

local HOME = { ssid = "Home", password = "correct horse", channel = 6, rssi = -50, bssid = "02:00:00:00:00:01" }

local bed

local function start(code)
  bed = parts.create({ "logging", "scheduler", "syslog" }, { networks = { HOME } })
  bed.run('logging = require("logging") log = logging.getLogger("portal") ' .. (code or ""))
end

-- The lines that a piece of the program writes.
local function linesOf(code)
  local before = #bed.console()
  bed.run(code)
  local lines = {}
  for line in bed.console():sub(before + 1):gmatch("([^\n]*)\n") do lines[#lines + 1] = line end
  return lines
end

local function lineOf(code)
  local lines = linesOf(code)
  assert.equal(1, #lines, code)
  return lines[1]
end

describe("the small logger", function()
  it("prints info and warnings without more", function()
    bed = parts.create({ "logger" })
    bed.run('logger = require("logger")')
    assert.equal("INFO:portal:open at 192.168.4.1", lineOf('logger.info("portal", "open at %s", "192.168.4.1")'))
    assert.equal("WARNING:dns:7 of 8", lineOf('logger.warning("dns", "%d of %d", 7, 8)'))
    assert.is_nil(bed.global("package").loaded.logging)
  end)
end)

describe("a logger", function()
  before_each(function() start() end)
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("writes level, name and text", function()
    assert.equal("WARNING:portal:alpha is now 42", lineOf('log.warning("%s is now %d", "alpha", 42)'))
    assert.equal("INFO:portal:x", lineOf('log.info("x")'))
    assert.equal("ERROR:portal:0.50", lineOf('log.error("%.2f", 0.5)'))
    assert.equal("CRITICAL:portal:x", lineOf('log.critical("x")'))
    assert.same({}, linesOf('log.debug("x")'))
  end)

  it("is the same one for the same name", function()
    bed.run('assert(logging.getLogger("portal") == log and logging.getLogger("other") ~= log)')
  end)

  local LEVELS = { "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL" }
  for rank, level in ipairs(LEVELS) do
    it("drops what is below " .. level, function()
      for _, how in ipairs({ "logging", "log" }) do
        start(how .. '.setLevel("' .. level .. '")')
        for otherRank, other in ipairs(LEVELS) do
          local expected = otherRank >= rank and { other .. ":portal:x" } or {}
          assert.same(expected, linesOf("log." .. other:lower() .. '("x")'))
        end
      end
    end)
  end

  it("follows its own level, else the common one", function()
    bed.run('other = logging.getLogger("other") logging.setLevel("ERROR") log.setLevel("DEBUG")')
    assert.same({ "DEBUG:portal:a" }, linesOf('log.debug("a") other.warning("b")'))
    bed.run("log.setLevel(nil)")
    assert.same({ "ERROR:portal:c", "ERROR:other:d" }, linesOf('log.debug("a") log.error("c") other.error("d")'))
  end)

  it("refuses levels that there are not", function()
    for _, call in ipairs({ 'logging.setLevel("LOUD")', 'log.setLevel("info")', "log.setLevel(20)", 'log:setLevel("INFO")' }) do
      local ok, problem = pcall(bed.run, call)
      assert.is_false(ok, call)
      assert.matches("a level is DEBUG, INFO, WARNING, ERROR or CRITICAL", tostring(problem))
    end
    assert.equal("INFO:portal:x", lineOf('log.info("x")'))
  end)

  it("adds values that do not fit, and never raises", function()
    assert.equal("WARNING:portal:%s is now %d alpha many", lineOf('log.warning("%s is now %d", "alpha", "many")'))
    assert.equal("INFO:portal:%d %d 1", lineOf('log.info("%d %d", 1)'))
    assert.equal("INFO:portal:100%", lineOf('log.info("100%")'))
    assert.equal("INFO:portal:50% done", lineOf('log.info("50% done")'))
    assert.equal("INFO:portal:%d nil false", lineOf('log.info("%d", nil, false)'))
    assert.equal("INFO:portal:%y nil", lineOf('log.info("%y", nil)'))
    assert.equal("INFO:portal:nil", lineOf("log.info(nil)"))
    assert.equal("INFO:portal:true", lineOf("log.info(true)"))
    assert.matches("^INFO:portal:table: %S+ x$", lineOf('log:info("x")'))
    assert.matches("^INFO:portal:%%d table: %S+$", lineOf('log.info("%d", {})'))
  end)

  it("does not format what is dropped", function()
    bed.run('calls = 0 thing = setmetatable({}, { __tostring = function() calls = calls + 1 return "thing" end })')
    bed.run('log.debug("%d", thing)')
    assert.equal(0, bed.global("calls"))
    assert.equal("INFO:portal:%d thing", lineOf('log.info("%d", thing)'))
  end)

  it("makes the lines of all parts follow the levels and the sink", function()
    bed.run('require("scheduler").after(100, function() error("no water") end)')
    bed.advance(200)
    assert.matches("WARNING:scheduler:stdin:1: no water", bed.console())
    bed.run('logging.setSink(function(level, name, text, line) kept = level .. "|" .. name .. "|" .. text .. "|" .. line end)')
    bed.run('require("scheduler").after(100, function() error("oh", 0) end)')
    bed.advance(200)
    assert.equal("WARNING|scheduler|oh|WARNING:scheduler:oh", bed.global("kept"))
    bed.run('kept = nil logging.getLogger("scheduler").setLevel("ERROR")')
    bed.run('require("scheduler").after(100, function() error("oh", 0) end)')
    bed.advance(200)
    assert.is_nil(bed.global("kept"))
  end)
end)

describe("a sink", function()
  before_each(function() start("kept = {} function keep(...) kept[#kept + 1] = table.concat({ ... }, '|') end") end)
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("replaces the console, until it is taken back", function()
    bed.run("logging.setSink(keep)")
    assert.same({}, linesOf('log.warning("%s is now %d", "alpha", 42)'))
    assert.same({ "WARNING|portal|alpha is now 42|WARNING:portal:alpha is now 42" }, bed.global("kept"))
    bed.run("logging.setSink(nil)")
    assert.equal("INFO:portal:x", lineOf('log.info("x")'))
    assert.equal(1, #bed.global("kept"))
  end)

  it("can be a second one", function()
    bed.run("logging.addSink(keep)")
    assert.equal("INFO:portal:x", lineOf('log.info("x")'))
    assert.equal(1, #bed.global("kept"))
    bed.run("logging.setSink(keep) logging.addSink(logging.toConsole)")
    assert.equal("INFO:portal:y", lineOf('log.info("y")'))
    assert.equal(2, #bed.global("kept"))
  end)

  it("may fail, which the others do not notice", function()
    bed.run('logging.setSink(function() error("sink is full", 0) end) logging.addSink(keep)')
    assert.equal("ERROR:logging:a sink failed: sink is full", lineOf('log.info("x")'))
    assert.equal(1, #bed.global("kept"))
    bed.run("logging.setSink(keep)")
    assert.same({}, linesOf('log.info("y")'))
    assert.equal(2, #bed.global("kept"))
  end)

  it("may log itself, which goes to the console", function()
    bed.run('logging.setSink(function(...) keep(...) log.warning("in the sink") end)')
    assert.equal("WARNING:portal:in the sink", lineOf('log.info("x")'))
    assert.equal(1, #bed.global("kept"))
  end)
end)

describe("a syslog message", function()
  local MARK = "\239\187\191"
  local HEAD = "<132>1 - lamp nodemcu - portal - "

  local function encode(text) return syslogCodec.encode(132, "lamp", "nodemcu", "portal", text) end

  it("has the fields of RFC 5424, with NILVALUE for what is not known", function()
    assert.equal("<132>1 - lamp nodemcu - portal - hello", encode("hello"))
    assert.equal("<0>1 - - - - - - hello", syslogCodec.encode(0, "", "", "", "hello"))
    assert.equal("<191>1 - - - - - - ", syslogCodec.encode(191, "", "", "", ""))
  end)

  it("has nothing but printable ASCII in its header", function()
    assert.equal("<1>1 - my_lamp n__de - a_b__ - x", syslogCodec.encode(1, "my lamp", "n\195\182de", "a\tb\0\127", "x"))
  end)

  it("has fields of at most 255, 48 and 32 bytes", function()
    local long = ("x"):rep(300)
    assert.equal(
      "<1>1 - " .. long:sub(1, 255) .. " " .. long:sub(1, 48) .. " - " .. long:sub(1, 32) .. " - x",
      syslogCodec.encode(1, long, long, long, "x")
    )
    assert.equal("<1>1 - h " .. long:sub(1, 48) .. " - m - x", syslogCodec.encode(1, "h", long:sub(1, 48), "m", "x"))
  end)

  it("marks UTF-8, and only that", function()
    assert.equal(HEAD .. MARK .. "Z\195\188rich", encode("Z\195\188rich"))
    assert.equal(HEAD .. "Zurich", encode("Zurich"))
    assert.equal(HEAD .. MARK .. "a\239\191\189b", encode("a\252b"))
  end)

  it("is one line", function()
    assert.equal(HEAD .. "a b c", encode("a\nb\r\n\tc\n"))
    assert.equal(HEAD .. "a b", encode("a\0b\n\n"))
    assert.equal(HEAD, encode("\n"))
  end)

  it("has at most 1024 bytes", function()
    local room = 1024 - #HEAD
    assert.equal(HEAD .. ("x"):rep(room), encode(("x"):rep(room)))
    assert.equal(HEAD .. ("x"):rep(room), encode(("x"):rep(room + 1)))
    assert.equal(1024, #encode(("x"):rep(100000)))
  end)

  it("ends with a whole character", function()
    local room = 1024 - #HEAD - #MARK
    for _, character in ipairs({ "\195\188", "\226\130\172", "\240\159\152\128" }) do
      for before = room - 5, room + 1 do
        local message = encode(("x"):rep(before) .. character .. "tail")
        assert.is_true(#message <= 1024)
        if before + #character <= room then
          assert.equal(character, message:sub(#HEAD + #MARK + before + 1):sub(1, #character))
        else
          assert.equal(HEAD .. MARK .. ("x"):rep(math.min(before, room)), message)
        end
      end
    end
    assert.is_true(#encode(("\252"):rep(2000)) > 1020)
    assert.equal(0, (#encode(("\252"):rep(2000)) - #HEAD - #MARK) % 3)
  end)
end)

describe("the syslog sink", function()
  local computer

  local function listen() computer = bed.computer({ ip = "192.168.1.10" }) end

  -- What arrived at this port.
  local function received(port)
    bed.advance(50)
    local texts = {}
    for _, datagram in ipairs(computer.datagrams()) do
      assert.equal(port or 514, datagram.toPort)
      texts[#texts + 1] = datagram.bytes
    end
    return texts
  end

  local function join()
    bed.run([[
      wifi.mode(wifi.STATION)
      wifi.sta.config({ ssid = "Home", pwd = "correct horse" })
      wifi.sta.on("start", function() wifi.sta.connect() end)
      wifi.start()
    ]])
    assert.is_true(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 10000))
  end

  before_each(function() start() end)
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("sends each line with its severity, beside the console", function()
    join()
    listen()
    bed.run('logging.addSink(require("syslog").create({ ip = "192.168.1.10", hostname = "lamp" })) logging.setLevel("DEBUG")')
    for _, level in ipairs({ "debug", "info", "warning", "error", "critical" }) do
      assert.equal(level:upper() .. ":portal:x", lineOf("log." .. level .. '("x")'))
    end
    local expected = {}
    for index, priority in ipairs({ 135, 134, 132, 131, 130 }) do
      expected[index] = "<" .. priority .. ">1 - lamp nodemcu - portal - x"
    end
    assert.same(expected, received())
  end)

  it("takes port, facility and name", function()
    join()
    listen()
    bed.run([[
      logging.setSink(require("syslog").create({ ip = "192.168.1.10", port = 5514, facility = 1, appName = "door" }))
    ]])
    assert.same({}, linesOf('log.warning("jammed")'))
    assert.same({ "<12>1 - - door - portal - jammed" }, received(5514))
  end)

  it("loses lines without a network, silently, and sends again when there is one", function()
    bed.run('logging.addSink(require("syslog").create({ ip = "192.168.1.10" }))')
    assert.equal("INFO:portal:a", lineOf('log.info("a")'))
    join()
    listen()
    assert.equal("INFO:portal:b", lineOf('log.info("b")'))
    assert.same({ "<134>1 - - nodemcu - portal - b" }, received())
    bed.setAir({})
    bed.advance(20000)
    assert.equal("INFO:portal:c", lineOf('log.info("c")'))
    assert.equal(1, #received())
  end)

  it("refuses options that make no sense", function()
    local function refuses(options, words)
      local ok, problem = pcall(bed.run, 'require("syslog").create(' .. options .. ")")
      assert.is_false(ok, options)
      assert.matches(words, tostring(problem))
    end
    refuses("{}", "ip has to be an address")
    refuses('{ ip = "logs.lan" }', "ip has to be an address")
    for _, port in ipairs({ "0", "65536", "1.5", '"514"' }) do
      refuses('{ ip = "192.168.1.10", port = ' .. port .. " }", "port has to be")
    end
    for _, facility in ipairs({ "-1", "24", "0.5" }) do
      refuses('{ ip = "192.168.1.10", facility = ' .. facility .. " }", "facility has to be")
    end
    bed.run('require("syslog").create({ ip = "192.168.1.10", port = 65535, facility = 23 })')
    bed.run('require("syslog").create({ ip = "192.168.1.10", port = 1, facility = 0 })')
  end)

  it("has bytes on the wire as they are", function()
    join()
    listen()
    bed.run('logging.setSink(require("syslog").create({ ip = "192.168.1.10" })) log.info("Z\\195\\188rich")')
    assert.equal(support.hex("\239\187\191Z\195\188rich"), support.hex(received()[1]:match("portal %- (.*)$")))
  end)
end)
