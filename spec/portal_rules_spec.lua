require("support")
local joinRequest = require("join_request")
local options = require("options")
local reason = require("disconnect_reason")
local router = require("portal_router")
local state = require("portal_state")
local plain = require("plain_page")
local answers = require("portal_page_answers")
local inJson = require("portal_json")
local failure = require("failure_text")

local OWN = { ["192.168.4.1"] = true, ["setup-0a1b2c"] = true, ["setup-0a1b2c.local"] = true }

describe("portal_router.judge", function()
  local ROUTES = { ["/"] = true, ["/api/status"] = true }

  local function judge(method, host, path, origin)
    local head = { method = method, host = host, path = path, query = "", headers = { origin = origin } }
    return router.judge(head, OWN, ROUTES[path] == true)
  end

  it("serves its own addresses and names, in any case, with a final dot or port 80", function()
    for _, host in ipairs({
      "192.168.4.1", "192.168.4.1:80", "Setup-0A1B2C.local", "setup-0a1b2c.local.", "setup-0a1b2c.:80",
    }) do
      assert.equal("own", judge("GET", host, "/"), host)
    end
  end)

  it("redirects every other host, whatever the path", function()
    for _, host in ipairs({
      "captive.apple.com", "192.168.4.1.evil.com", "192.168.4.1:8080", "192.168.4.10", "", "[::1]", "x@192.168.4.1",
    }) do
      assert.equal("redirect", judge("GET", host, "/"), host)
      assert.equal("redirect", judge("HEAD", host, "/api/status"), host)
    end
  end)

  it("forbids other methods for other hosts", function()
    for _, method in ipairs({ "POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH" }) do
      assert.equal("forbidden", judge(method, "example.com", "/"))
    end
  end)

  it("redirects the probes also on its own host, and without one", function()
    for _, path in ipairs({ "/generate_204", "/gen_204", "/hotspot-detect.html", "/connecttest.txt", "/ncsi.txt" }) do
      assert.equal("redirect", judge("GET", "192.168.4.1", path))
      assert.equal("redirect", judge("GET", nil, path))
    end
  end)

  it("shows the page without Host, and redirects what has no route", function()
    assert.equal("own", judge("GET", nil, "/"))
    assert.equal("redirect", judge("GET", nil, "/other"))
    assert.equal("own", judge("GET", "192.168.4.1", "/other"))
  end)

  it("never has icons, robots.txt or a proxy script", function()
    for _, path in ipairs({
      "/favicon.ico", "/robots.txt", "/wpad.dat", "/apple-touch-icon.png", "/apple-touch-icon-120x120-precomposed.png",
    }) do
      assert.equal("missing", judge("GET", "example.com", path))
      assert.equal("missing", judge("GET", "192.168.4.1", path))
      assert.equal("missing", judge("GET", "wpad", path))
    end
  end)

  it("forbids forms that another page sent", function()
    assert.equal("own", judge("POST", "192.168.4.1", "/api/status", "http://192.168.4.1"))
    assert.equal("own", judge("POST", "192.168.4.1", "/api/status", nil))
    for _, origin in ipairs({ "http://example.com", "null", "https://192.168.4.1", "http://192.168.4.1:81", "" }) do
      assert.equal("forbidden", judge("POST", "192.168.4.1", "/api/status", origin), origin)
    end
  end)
end)

describe("join_request.checkJoin", function()
  local networks = {
    { ssid = "Home", auth = 3, channel = 6 },
    { ssid = "Cafe", auth = 0, channel = 1 },
    { ssid = "Old", auth = 1, channel = 2 },
    { ssid = "Older", auth = 2, channel = 3 },
    { ssid = "Office", auth = 5, channel = 4 },
  }

  local function check(fields) return joinRequest.checkJoin(fields, networks) end

  it("takes the name as text or as hexadecimal digits", function()
    assert.equal("Home", check({ ssid = "Home", password = "12345678" }).wish.ssid)
    assert.equal("\255\254", check({ ssidHex = "fffe", password = "12345678" }).wish.ssid)
    assert.equal("Home", check({ ssidHex = "", ssid = "Home", password = "12345678" }).wish.ssid)
  end)

  it("knows the channel of a network in range", function()
    assert.equal(6, check({ ssid = "Home", password = "12345678" }).wish.channel)
    assert.is_nil(check({ ssid = "Hidden", password = "12345678" }).wish.channel)
  end)

  it("answers 400 without a name, or with one that is too long or no hexadecimal digits", function()
    assert.equal(400, check({ password = "12345678" }).status)
    assert.equal(400, check({ ssid = "" }).status)
    assert.equal(400, check({ ssid = ("a"):rep(33), password = "12345678" }).status)
    assert.is_true(check({ ssid = ("a"):rep(32), password = "12345678" }).ok)
    assert.equal(400, check({ ssidHex = "xyz", password = "12345678" }).status)
  end)

  it("takes passwords of 8 to 63 characters or 64 hexadecimal digits", function()
    local function ok(password) return check({ ssid = "Home", password = password }).ok end
    assert.is_false(ok("1234567"))
    assert.is_true(ok("12345678"))
    assert.is_true(ok((" "):rep(63)))
    assert.is_true(ok(("aF"):rep(32)))
    assert.is_false(ok(("g"):rep(64)))
    assert.is_false(ok(("a"):rep(65)))
    assert.is_false(ok("1234567\0"))
    assert.is_false(ok(""))
    assert.is_false(check({ ssid = "Home" }).ok)
  end)

  it("joins open networks without a password, also unknown ones", function()
    assert.equal("", check({ ssid = "Cafe" }).wish.password)
    assert.equal("", check({ ssid = "Cafe", password = "12345678" }).wish.password)
    assert.is_true(check({ ssid = "Hidden" }).ok)
  end)

  it("lets the driver see WEP and WPA networks, and hidden ones of any kind", function()
    assert.equal(1, check({ ssid = "Old", password = "12345" }).wish.weakestAuth)
    assert.equal(2, check({ ssid = "Older", password = "12345678" }).wish.weakestAuth)
    assert.equal(2, check({ ssid = "Hidden", password = "12345678" }).wish.weakestAuth)
    assert.is_nil(check({ ssid = "Home", password = "12345678" }).wish.weakestAuth)
  end)

  it("takes WEP keys of 5 or 13 characters, or twice as many hexadecimal digits", function()
    for _, key in ipairs({ "12345", "1234567890abc", "1234567890", ("ab"):rep(13) }) do
      assert.is_true(check({ ssid = "Old", password = key }).ok, key)
    end
    for _, key in ipairs({ "", "1234", "12345678", "123456789x" }) do
      assert.equal(400, check({ ssid = "Old", password = key }).status, key)
    end
  end)

  it("refuses enterprise networks and names with a zero byte, with the cause", function()
    local office = check({ ssid = "Office", password = "12345678" })
    assert.equal(403, office.status)
    assert.equal("enterprise", office.reason)
    local zero = check({ ssid = "a\0b", password = "12345678" })
    assert.equal(403, zero.status)
    assert.matches("zero byte", zero.message)
  end)
end)

describe("portal_state.nextStatus", function()
  local next = state.nextStatus
  local joining = next(state.IDLE, { type = "join-asked", ssid = "Home" })

  it("goes from joining to online or failed, and keeps the name", function()
    assert.same({ state = "joining", ssid = "Home" }, joining)
    assert.same({ state = "online", ssid = "Home", message = "10.0.0.2" }, next(joining, { type = "joined", message = "10.0.0.2" }))
    assert.same(
      { state = "failed", ssid = "Home", reason = "other", code = 7, message = "m" },
      next(joining, { type = "join-failed", reason = "other", code = 7, message = "m" })
    )
  end)

  it("ignores results that nobody waits for", function()
    assert.equal(state.IDLE, next(state.IDLE, { type = "joined", message = "x" }))
    assert.equal(state.IDLE, next(state.IDLE, { type = "join-failed", reason = "other", message = "x" }))
  end)

  it("scans only while nothing else goes on", function()
    assert.equal("scanning", next(state.IDLE, { type = "scan-began" }).state)
    assert.equal(joining, next(joining, { type = "scan-began" }))
    assert.equal(joining, next(joining, { type = "scan-ended" }))
    assert.equal("idle", next({ state = "scanning" }, { type = "scan-ended" }).state)
  end)

  it("lets a join begin during a scan and after a failure, but not twice", function()
    assert.is_true(state.mayJoin({ state = "scanning" }))
    assert.is_true(state.mayJoin({ state = "failed" }))
    assert.is_false(state.mayJoin(joining))
    assert.is_false(state.mayJoin({ state = "online" }))
  end)
end)

describe("disconnect_reason.causeOf", function()
  it("names the causes that a person can do something about", function()
    for _, number in ipairs({ 2, 14, 15, 202, 204 }) do assert.equal("wrong-password", reason.causeOf(number)) end
    assert.equal("not-found", reason.causeOf(201))
    assert.equal("signal-lost", reason.causeOf(200))
    assert.equal("other", reason.causeOf(205))
    assert.equal("other", reason.causeOf(3))
  end)

  it("keeps the number where there are no words for it", function()
    assert.matches("205", failure.describe("other", 205))
    assert.is_nil(failure.describe("wrong-password", 15):find("15", 1, true))
  end)
end)

describe("options.problemOf", function()
  it("finds nothing wrong with none", function() assert.is_nil(options.problemOf({})) end)

  it("names the option that can't be used", function()
    for name, values in pairs({
      id = { "", ("x"):rep(33), 5, "la\0mp" },
      apPassword = { "1234567", ("x"):rep(64), 12345678, "", "1234567\0", "1234\0005678" },
      setupCode = { "12345", ("x"):rep(33), 123456, "12345\0" },
      apIp = { "192.168.4", "192.168.4.256", "a.b.c.d", 1, "0.0.0.0", "127.0.0.1", "224.0.0.1", "10.0.0.0", "10.0.0.255",
        "192.168.004.001", "192.168.4.01", "4294967297.0.0.1" },
      message = { "text", true },
      keepConnected = { "yes", 1 },
      connectTimeoutMs = { 999, 600001, "15000" },
      idleTimeoutMs = { 0, -1, "x" },
    }) do
      for _, value in ipairs(values) do
        assert.matches("^" .. name, options.problemOf({ [name] = value }))
      end
    end
  end)

  it("asks for the password that apSecurity is for, before anything else about it", function()
    for _, security in ipairs({ "wpa2", "wpa3", "wpa2_wpa3", "nonsense" }) do
      assert.matches("^apPassword is missing", options.problemOf({ apSecurity = security }))
    end
    assert.is_nil(options.problemOf({ apSecurity = "wpa3", apPassword = "12345678" }))
    assert.matches("^apSecurity has to be", options.problemOf({ apSecurity = "nonsense", apPassword = "12345678" }))
  end)

  it("takes values at the limits", function()
    assert.is_nil(options.problemOf({
      id = ("x"):rep(32), apPassword = ("x"):rep(63), apIp = "4.3.2.1", connectTimeoutMs = 600000, idleTimeoutMs = 1000,
    }))
  end)
end)

describe("plain_page", function()
  local nasty = {
    { ssid = "<script>alert(1)</script>", rssiDbm = -40, auth = 0, channel = 1 },
    { ssid = "a\"b'c&d", rssiDbm = -50, auth = 3, channel = 1 },
    { ssid = "bad\255", rssiDbm = -60, auth = 3, channel = 1 },
    { ssid = "line\nfeed", rssiDbm = -61, auth = 3, channel = 1 },
  }

  it("escapes names in text and attributes", function()
    local page = plain.formPage(nasty, {})
    assert.is_nil(page:find("<script", 1, true))
    assert.truthy(page:find("&lt;script&gt;", 1, true))
    assert.truthy(page:find('value="a&quot;b&#39;c&amp;d"', 1, true))
    assert.truthy(page:find("<bdi>line&#65533;feed</bdi>", 1, true))
    assert.truthy(plain.statusPage({ state = "failed", ssid = "x\27[31m", message = "" }):find("x&#65533;[31m", 1, true))
  end)

  it("sends names that a form would change as digits", function()
    local page = plain.formPage(nasty, {})
    assert.truthy(page:find('name=ssidHex value="626164ff"', 1, true))
    assert.truthy(page:find('name=ssidHex value="6c696e650a66656564"', 1, true))
  end)

  it("escapes what went wrong and what the program says", function()
    assert.is_nil(plain.statusPage({ state = "online", ssid = "<x>", message = "<x>" }):find("<x>", 1, true))
    assert.is_nil(plain.refusalPage("<x>"):find("<x>", 1, true))
  end)

  it("asks again by itself only while something may change", function()
    assert.truthy(plain.statusPage({ state = "joining", ssid = "x" }):find('http-equiv=refresh content=3', 1, true))
    for _, at in ipairs({ "online", "failed" }) do
      assert.is_nil(plain.statusPage({ state = at, ssid = "x", message = "y" }):find("refresh", 1, true))
    end
  end)
end)

describe("portal_page_answers", function()
  it("redirects with the answer that every system takes for a portal", function()
    local redirect = answers.redirect("192.168.4.1")
    assert.equal(302, redirect.status)
    assert.equal(
      "HTTP/1.1 302 Found\r\nLocation: http://192.168.4.1/\r\nContent-Type: text/html; charset=utf-8\r\n"
        .. "Content-Length: 182\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
      redirect.encodedHead
    )
    assert.equal(182, #redirect.body)
    assert.is_nil(answers.redirect("192.0.2.1").body:find("192.168.4.1", 1, true))
  end)
end)

describe("portal_json", function()
  it("writes the status as JSON with null for what is absent", function()
    assert.equal(
      [[{"id":"lamp","state":"failed","ssid":"a\"b","message":"m","reason":"other","code":205}]],
      inJson.statusJson({ state = "failed", ssid = 'a"b', message = "m", reason = "other", code = 205 }, { id = "lamp" })
    )
    assert.equal(
      [[{"id":"lamp","state":"idle","ssid":null,"message":null,"reason":null,"code":null}]],
      inJson.statusJson({ state = "idle" }, { id = "lamp" })
    )
  end)

  it("tells the page only those terms that it has to mind", function()
    local function more(terms) return inJson.statusJson({ state = "idle" }, terms):match('"code":null(.*)}$') end
    assert.equal("", more({ asksForCode = false, isOpen = false }))
    assert.equal(',"asksForCode":true', more({ asksForCode = true }))
    assert.equal(',"open":true', more({ isOpen = true }))
    assert.equal(',"sealKey":"ab","challenge":"cd"', more({ isOpen = true, sealKey = "ab", challenge = "cd" }))
  end)
end)
