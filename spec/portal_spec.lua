require("support")
local world = require("journey_world")

-- What an answer must never hold: a phone would think that it is online.
local FORBIDDEN = { "success", "networkmanager is online", "microsoft connect test", "microsoft ncsi", "x-networkmanager-status" }

local bed, phone

local function open(options)
  bed = world.openPortal(options)
  phone = world.joinedPhone(bed)
end

local function request(...) return table.concat({ ... }, "\r\n") .. "\r\n\r\n" end

local function answerTo(text) return (phone.request(text)) end

local function head(text, name) return text:match("\r\n" .. name .. ": ([^\r\n]*)\r\n") end

local function body(text) return text:match("\r\n\r\n(.*)$") end

local function assertClean(text)
  for _, word in ipairs(FORBIDDEN) do assert.is_nil(text:lower():find(word, 1, true), word) end
  for _, name in ipairs({ "Set%-Cookie", "Transfer%-Encoding", "WWW%-Authenticate", "Strict%-Transport%-Security" }) do
    assert.is_nil(head(text, name))
  end
  assert.matches("no%-store", head(text, "Cache%-Control"))
  assert.equal("close", head(text, "Connection"))
end

local function assertRedirect(text, url)
  assert.equal("HTTP/1.1 302 Found", text:match("^[^\r]*"))
  assert.equal(url or "http://192.168.4.1/", head(text, "Location"))
  assert.matches("^text/html", head(text, "Content%-Type"))
  assert.equal(tostring(#body(text)), head(text, "Content%-Length"))
  assert.is_true(#body(text) > 4 and #text <= 1400)
  assertClean(text)
end

local function assertPage(text)
  assert.equal("HTTP/1.1 200 OK", text:match("^[^\r]*"))
  assert.matches("^text/html", head(text, "Content%-Type"))
  assert.equal(tostring(#body(text)), head(text, "Content%-Length"))
  assert.is_true(#body(text) > 200)
  assertClean(text)
end

local function assertPlainPage(text)
  assertPage(text)
  assert.is_nil(head(text, "Content%-Encoding"))
  assert.matches("<form[^>]*method=post", text)
  assert.matches("<meta name=viewport", text)
  for _, forbidden in ipairs({ 'src="http', 'href="http', 'href="//', "target=", "alert(", "window.open", "localStorage" }) do
    assert.is_nil(text:find(forbidden, 1, true), forbidden)
  end
end

local ANDROID = request(
  "GET /generate_204 HTTP/1.1",
  "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/60.0.3112.32 Safari/537.36",
  "Host: connectivitycheck.gstatic.com", "Connection: close", "Accept-Encoding: gzip"
)

local WISPR = "User-Agent: CaptiveNetworkSupport-443.120.3 wispr"

local PROBES = {
  ["iPhone helper"] = request("GET /hotspot-detect.html HTTP/1.0", "Host: captive.apple.com", "Connection: close", WISPR),
  ["iPhone sheet"] = request("GET /hotspot-detect.html HTTP/1.1", "Host: captive.apple.com", "Connection: keep-alive"),
  ["older Apple"] = request("GET /a8s7d/x.html HTTP/1.0", "Host: www.thinkdifferent.us"),
  ["Android"] = ANDROID,
  ["Android fallback"] = request("GET /gen_204 HTTP/1.1", "Host: www.google.com"),
  ["Windows"] = request("GET /connecttest.txt HTTP/1.1", "Host: www.msftconnecttest.com", "User-Agent: Microsoft NCSI"),
  ["Windows browser"] = request("GET /redirect HTTP/1.1", "Host: www.msftconnecttest.com"),
  ["older Windows"] = request("GET /ncsi.txt HTTP/1.1", "Host: www.msftncsi.com"),
  ["Firefox"] = request("GET /canonical.html HTTP/1.1", "Host: detectportal.firefox.com"),
  ["Firefox service"] = request("GET /success.txt?ipv4 HTTP/1.1", "Host: detectportal.firefox.com"),
  ["GNOME"] = request("GET /check_network_status.txt HTTP/1.1", "Host: nmcheck.gnome.org"),
  ["Ubuntu"] = request("GET / HTTP/1.1", "Host: connectivity-check.ubuntu.com."),
  ["Debian"] = request("GET /nm HTTP/1.1", "Host: network-test.debian.org"),
  ["Fedora"] = request("GET /static/hotspot.txt HTTP/1.1", "Host: fedoraproject.org"),
  ["KDE"] = request("GET / HTTP/1.1", "Host: networkcheck.kde.org"),
  ["Kindle"] = request("GET /kindle-wifi/wifistub.html HTTP/1.1", "Host: spectrum.s3.amazonaws.com"),
  ["any site"] = request("GET /some/path?q=1 HTTP/1.1", "Host: example.com"),
  ["a proxy's form"] = request("GET http://example.com/ HTTP/1.1", "Host: 192.168.4.1"),
  ["our own host"] = request("GET /generate_204 HTTP/1.1", "Host: 192.168.4.1"),
  ["no host"] = request("GET /hotspot-detect.html HTTP/1.0"),
}

describe("the portal on the wire", function()
  before_each(function() open() end)
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  for name, text in pairs(PROBES) do
    it("redirects the test of " .. name, function() assertRedirect(answerTo(text)) end)
  end

  it("answers HEAD with the same head and no body", function()
    local get, headOnly = answerTo(ANDROID), answerTo((ANDROID:gsub("^GET", "HEAD")))
    assert.equal(get:match("^(.-\r\n\r\n)"), headOnly)
  end)

  it("shows the page to every client: the plain one to who takes no gzip", function()
    assertPlainPage(answerTo(request("GET / HTTP/1.0", "Host: 192.168.4.1", WISPR)))
    assertPlainPage(answerTo(request("GET / HTTP/1.1", "Host: 192.168.4.1", "User-Agent: Dalvik/2.1.0 (Linux; U; Android 16)")))
    assertPlainPage(answerTo("GET / HTTP/1.0\r\n\r\n"))
    local page = answerTo(request("GET / HTTP/1.1", "Host: Setup-0A1B2C.local.", "Accept-Encoding: gzip, deflate"))
    assertPage(page)
    assert.equal("gzip", head(page, "Content%-Encoding"))
    assert.equal("\31\139", body(page):sub(1, 2))
  end)

  it("ignores ranges and conditions", function()
    local page = answerTo(request("GET / HTTP/1.1", "Host: 192.168.4.1", "If-None-Match: *", "Range: bytes=0-1",
      "If-Modified-Since: Sat, 01 Jan 2050 00:00:00 GMT"))
    assertPlainPage(page)
  end)

  it("has no icon, robots.txt or proxy script on any host", function()
    for _, host in ipairs({ "wpad", "wpad.lan", "192.168.4.1", "example.com" }) do
      for _, path in ipairs({ "/wpad.dat", "/favicon.ico", "/apple-touch-icon-precomposed.png", "/robots.txt" }) do
        local text = answerTo(request("GET " .. path .. " HTTP/1.1", "Host: " .. host))
        assert.matches("^HTTP/1.1 404 ", text)
        assert.equal(tostring(#body(text)), head(text, "Content%-Length"))
        assertClean(text)
      end
    end
  end)

  it("answers an unknown path of its own with 404 and a link to the page", function()
    local text = answerTo(request("GET /nothing HTTP/1.1", "Host: 192.168.4.1"))
    assert.matches("^HTTP/1.1 404 ", text)
    assert.truthy(text:find('href="http://192.168.4.1/"', 1, true))
  end)

  it("forbids what other hosts are told, with an empty body", function()
    local text = answerTo(request("POST /telemetry HTTP/1.1", "Host: example.com", "Content-Length: 2") .. "{}")
    assert.matches("^HTTP/1.1 403 ", text)
    assert.equal("0", head(text, "Content%-Length"))
    assertClean(text)
  end)

  it("forbids also what it would not read to its end", function()
    for _, text in ipairs({
      request("POST /telemetry HTTP/1.1", "Host: example.com", "Content-Length: 100000") .. "x",
      request("POST /telemetry HTTP/1.1", "Host: example.com", "Transfer-Encoding: chunked") .. "1\r\nx\r\n0\r\n\r\n",
      request("POST /telemetry HTTP/1.1", "Host: example.com"),
    }) do
      local answer = answerTo(text)
      assert.matches("^HTTP/1.1 403 ", answer)
      assert.equal("0", head(answer, "Content%-Length"))
    end
  end)

  it("names the methods that a route has", function()
    local text = answerTo(request("DELETE /api/status HTTP/1.1", "Host: 192.168.4.1"))
    assert.matches("^HTTP/1.1 405 ", text)
    assert.equal("GET, HEAD", head(text, "Allow"))
    assert.equal("POST", head(answerTo(request("GET /api/access-point HTTP/1.1", "Host: 192.168.4.1")), "Allow"))
  end)

  it("answers malformed and oversized requests with their status", function()
    local host = "Host: 192.168.4.1"
    local form = "Content-Type: application/x-www-form-urlencoded"
    for status, text in pairs({
      [400] = request("GET / HTTP/1.1", host, "Host: 192.168.4.1"),
      [411] = request("POST /api/alive HTTP/1.1", host, form),
      [413] = request("POST /api/alive HTTP/1.1", host, form, "Content-Length: 100000") .. "x",
      [415] = request("POST /api/alive HTTP/1.1", host, "Content-Type: application/json", "Content-Length: 2") .. "{}",
      [431] = request("GET / HTTP/1.1", host, "X: " .. ("x"):rep(5000)),
      [505] = request("GET / HTTP/2.0", host),
    }) do
      local answer = answerTo(text)
      assert.matches("^HTTP/1.1 " .. status .. " ", answer)
      assertClean(answer)
    end
  end)

  it("reads heads of 4096 bytes and forms of 2048, and no byte more", function()
    local function withHead(bytes)
      local rest = bytes - #request("GET /api/status HTTP/1.1", "Host: 192.168.4.1", "X: ")
      return answerTo(request("GET /api/status HTTP/1.1", "Host: 192.168.4.1", "X: " .. ("x"):rep(rest)))
    end
    assert.matches("^HTTP/1.1 200 ", withHead(4096))
    assert.matches("^HTTP/1.1 431 ", withHead(4097))
    local function withForm(bytes)
      local form = "timeout=60&x=" .. ("x"):rep(bytes - 13)
      return answerTo(request("POST /api/alive HTTP/1.1", "Host: 192.168.4.1", "Content-Type: application/x-www-form-urlencoded",
        "Content-Length: " .. #form) .. form)
    end
    assert.matches("^HTTP/1.1 204 ", withForm(2048))
    assert.matches("^HTTP/1.1 413 ", withForm(2049))
  end)

  it("hangs up on what is no HTTP without a word", function()
    for _, bytes in ipairs({ "\22\3\1\0\200\1\0\0\196\3\3", "\22\3\1\r\n\r\n", "\0\r\n\r\n", "get / HTTP/1.1\r\n\r\n", "\r\n\r\n" }) do
      local text, ending = phone.request(bytes)
      assert.equal("", text)
      assert.not_equal("timeout", ending)
    end
  end)

  it("reads a request that comes byte by byte, or cut between CR and LF", function()
    local slow = phone.open(80)
    for index = 1, #ANDROID do
      slow.send(ANDROID:sub(index, index))
      bed.advance(10)
    end
    bed.advance(500)
    assertRedirect(slow.receivedBytes())
    local cut = phone.open(80)
    cut.send((ANDROID:match("^.-\r")))
    bed.advance(200)
    cut.send((ANDROID:match("^.-\r(.*)$")))
    bed.advance(500)
    assertRedirect(cut.receivedBytes())
  end)

  it("reads a form in two pieces and answers before the radio is touched", function()
    local form = "ssid=Home&password=correct+horse"
    local text = request("POST /api/access-point HTTP/1.1", "Host: 192.168.4.1", "Prefer: respond-async",
      "Content-Type: application/x-www-form-urlencoded", "Content-Length: " .. #form) .. form
    local connection = phone.open(80)
    connection.send(text:sub(1, -10))
    bed.advance(300)
    assert.equal("", connection.receivedBytes())
    connection.send(text:sub(-9))
    assert.is_true(bed.until_(function() return connection.state() ~= "open" end, 2000))
    assert.matches("^HTTP/1.1 202 ", connection.receivedBytes())
    assert.equal(0, #bed.events("sta_connect"))
    bed.advance(2000)
    assert.equal(1, #bed.events("sta_connect"))
  end)

  it("lets idle connections go and never lets them keep others out", function()
    local idle = {}
    for index = 1, 5 do idle[index] = phone.open(80) end
    bed.advance(100)
    local startMs = bed.device.world.clock.nowMs()
    assertRedirect(answerTo(ANDROID))
    assert.is_true(bed.device.world.clock.nowMs() - startMs < 1000)
    bed.advance(10000)
    for _, connection in ipairs(idle) do assert.not_equal("open", connection.state()) end
  end)

  it("lets the oldest idle connection give way to the ninth", function()
    local idle = {}
    for index = 1, 8 do
      idle[index] = phone.open(80)
      bed.advance(20)
    end
    assertRedirect(answerTo(ANDROID))
    assert.not_equal("open", idle[1].state())
    assert.equal("open", idle[8].state())
  end)

  -- A byte a second is never silent: only the whole time counts.
  it("ends a request that is dripped for too long with 408, its head as its body", function()
    local form = request("POST /api/alive HTTP/1.1", "Host: 192.168.4.1", "Content-Length: 1000")
    for _, beginning in ipairs({ "", form }) do
      local slow = phone.open(80)
      slow.send(beginning .. "G")
      for _ = 1, 14 do
        bed.advance(1000)
        slow.send("G")
      end
      assert.equal("", slow.receivedBytes())
      bed.advance(2100)
      assert.matches("^HTTP/1.1 408 ", slow.receivedBytes())
      bed.advance(2000)
      assert.not_equal("open", slow.state())
    end
  end)

  it("lets a client go that does not read its answer, and serves others meanwhile", function()
    local stuck = phone.open(80)
    stuck.pauseReading()
    stuck.send(request("GET / HTTP/1.1", "Host: 192.168.4.1", "Accept-Encoding: gzip"))
    bed.advance(1000)
    assertRedirect(answerTo(ANDROID))
    local function openConnections()
      local count = 0
      for _ in pairs(bed.device.globals().package.loaded.http_connection.connections) do count = count + 1 end
      return count
    end
    bed.advance(10000)
    assert.equal(1, openConnections())
    bed.advance(10000)
    assert.equal(0, openConnections())
    assertRedirect(answerTo(ANDROID))
  end)

  it("survives resets in every state of a request", function()
    local text = request("GET / HTTP/1.1", "Host: 192.168.4.1", "Accept-Encoding: gzip")
    for length = 0, #text, 9 do
      local connection = phone.open(80)
      connection.send(text:sub(1, length))
      bed.advance(5)
      connection.reset()
    end
    for waitMs = 0, 60, 5 do
      local connection = phone.open(80)
      connection.send(text)
      bed.advance(waitMs)
      connection.reset()
    end
    bed.advance(5000)
    assertRedirect(answerTo(ANDROID))
  end)

  it("keeps redirecting while it joins and after that", function()
    world.ask(phone, "Home", "correct horse")
    for _ = 1, 6 do
      bed.advance(400)
      assertRedirect(answerTo(ANDROID))
    end
    assert.equal("online", (world.waitForResult(bed, phone)))
    for name, text in pairs(PROBES) do
      if name ~= "our own host" then assertRedirect(answerTo(text)) end
    end
  end)

  it("takes the new address for its own host once there is one", function()
    assertRedirect(answerTo(request("GET / HTTP/1.1", "Host: 192.168.1.50")))
    world.ask(phone, "Home", "correct horse")
    world.waitForResult(bed, phone)
    assertPlainPage(answerTo(request("GET / HTTP/1.1", "Host: 192.168.1.50")))
  end)

  it("is not there for the home network", function()
    world.ask(phone, "Home", "correct horse")
    world.waitForResult(bed, phone)
    local computer = bed.computer()
    local text, ending = computer.request(ANDROID)
    assert.is_nil(text)
    assert.equal("refused", ending)
    assert.is_nil(computer.query("\1\2\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"))
  end)

  it("answers bursts of names", function()
    local query = "\1\2\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"
    for _ = 1, 100 do assert.equal("\192\168\4\1", phone.query(query):sub(-4)) end
    assert.is_nil(phone.query("\1\2", { timeoutMs = 200 }))
    assert.truthy(phone.query(query))
  end)

  it("says on the console that a phone asked for a name, and whether a request followed", function()
    local query = "\1\2\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"
    local function count(line) return select(2, bed.console():gsub(line, "")) end
    assert.equal(0, count("INFO:dns:"))
    for _ = 1, 3 do phone.query(query) end
    assert.equal(1, count("INFO:dns:first question, from " .. phone.ip():gsub("%.", "%%.")))
    assert.equal(0, count("INFO:portal:first request"))
    for _ = 1, 3 do answerTo(ANDROID) end
    assert.equal(1, count("INFO:portal:first request, from " .. phone.ip():gsub("%.", "%%.")))
  end)

  it("says it again after a pause without a connection", function()
    local function count() return select(2, bed.console():gsub("INFO:portal:first request, from ", "")) end
    answerTo(ANDROID)
    assert.equal(1, count())
    bed.advance(60000)
    answerTo(ANDROID)
    assert.equal(2, count())
  end)

  it("says so of a request that is refused, too", function()
    assert.matches("^HTTP/1.1 431 ", answerTo(request("GET / HTTP/1.1", "Host: x", "X: " .. ("x"):rep(5000))))
    assert.truthy(bed.console():find("INFO:portal:first request, from " .. phone.ip(), 1, true))
  end)
end)

describe("the portal at another address", function()
  it("never speaks of the default one", function()
    open({ files = { ["settings.lua"] = 'return { apIp = "192.0.2.1" }' } })
    for _, text in ipairs({
      ANDROID, request("GET / HTTP/1.1", "Host: 192.0.2.1"), request("GET /x HTTP/1.1", "Host: 192.0.2.1"),
      request("GET /plain HTTP/1.1", "Host: 192.0.2.1"), request("GET /status HTTP/1.1", "Host: 192.0.2.1"),
    }) do
      assert.is_nil(answerTo(text):find("192.168.4.1", 1, true))
    end
    assertRedirect(answerTo(ANDROID), "http://192.0.2.1/")
    assertRedirect(answerTo(request("GET / HTTP/1.1", "Host: 192.168.4.1")), "http://192.0.2.1/")
  end)
end)
