-- What is secret stays secret: nothing that leaves the device, and nothing that stays in its memory,
-- holds a password or a code; and no text from outside becomes markup, JSON or Lua.
require("support")
local world = require("journey_world")
local json = require("json_value_codec")

local CANARY = "canary-7f3a-never-shown"
local AP_CANARY = "canary-ap-never-shown"
local CODE_CANARY = "canary-code"
local FIELD_CANARY = "canary-field-never-shown"

local SETTINGS = ("return { apPassword = %q, setupCode = %q }"):format(AP_CANARY, CODE_CANARY)
-- The application asks for a password of its own, and has one from before.
local SETTINGS_WITH_FIELD = SETTINGS:gsub(" }$", [[, fields = { { name = "key", type = "password", label = "Key" } } }]])
local OLD_FIELD = {
  ["wifi_setup_fields.txt"] = "wifi_setup fields 1\nsecret key 1\n\nend\n",
  ["fieldkey_key.1"] = "old " .. FIELD_CANARY .. "\nend\n",
}

-- Nothing from anywhere but what is in the page, and requests to the device.
local POLICY = "default-src 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

local function secretHome() return { ssid = "Home", password = CANARY, channel = 6, rssi = -50 } end

local function assertSilent(text, where)
  for _, secret in ipairs({ CANARY, AP_CANARY, CODE_CANARY, FIELD_CANARY, (CANARY:gsub("%-", "%%2D")) }) do
    assert.is_nil(text:find(secret, 1, true), where .. " says a secret: " .. text:sub(1, 300))
  end
end

-- Every request that the portal knows, with the secrets in all the places where a client may put them.
local function everyRequest(host)
  local list = {}
  local form = world.form({ ssid = "Home", password = CANARY, setupCode = CODE_CANARY, ["field.key"] = FIELD_CANARY })
  for _, path in ipairs({ "/", "/plain", "/plain?scan=1", "/status", "/api/status", "/api/access-points", "/api/alive",
    "/api/access-point", "/api/fields", "/fields.js", "/wifi_setup_fields.txt", "/fieldkey_key.1", "/fieldkey_key.2", "/generate_204", "/" .. CANARY, "/?password=" .. CANARY, "/settings.lua", "/init.lua", "/app.lua" }) do
    for _, method in ipairs({ "GET", "POST", "HEAD", "DELETE" }) do
      for _, accept in ipairs({ "text/html", "application/json" }) do
        list[#list + 1] = ("%s %s HTTP/1.1\r\nHost: %s\r\nAccept: %s\r\nCookie: %s\r\nReferer: http://x/%s\r\n"
          .. "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s")
          :format(method, path, host, accept, CANARY, CANARY, #form, form)
      end
    end
  end
  list[#list + 1] = "POST /api/access-point HTTP/1.1\r\nHost: " .. host .. "\r\nContent-Length: 5000\r\n\r\n" .. form
  list[#list + 1] = "POST /api/access-point HTTP/1.1\r\nHost: " .. host .. "\r\nContent-Type: application/json\r\nContent-Length: "
    .. #form .. "\r\n\r\n" .. form
  list[#list + 1] = form
  return list
end

local function flashText(bed)
  local texts = {}
  for _, name in ipairs(bed.flash.names()) do
    if name ~= "settings.lua" and not name:find("^fieldkey_key%.[12]$") then texts[#texts + 1] = name .. ": " .. bed.flash.read(name) end
  end
  return table.concat(texts, "\n")
end

local function traceText(bed)
  local texts = {}
  for _, event in ipairs(bed.trace) do
    for name, value in pairs(event) do texts[#texts + 1] = name .. "=" .. tostring(value) end
  end
  return table.concat(texts, " ")
end

-- Every string that the program can reach: tables, their metatables, and what its functions hold.
local function reachableStrings(bed)
  local found, seen = {}, {}
  local function visit(value, path)
    local kind = type(value)
    if kind == "string" then
      found[#found + 1] = { value, path }
    elseif (kind == "table" or kind == "function") and not seen[value] and value ~= _G and value ~= package then
      seen[value] = true
      if kind == "table" then
        for key, item in next, value do
          visit(key, path .. ".key")
          visit(item, path .. "." .. tostring(key))
        end
        visit(debug.getmetatable(value), path .. ".metatable")
        return
      end
      -- The simulator's own functions lead to the simulated driver, which has to know the password.
      if debug.getinfo(value, "S").source:find("sim", 1, true) then return end
      local index = 1
      local name, held = debug.getupvalue(value, index)
      while name do
        visit(held, path .. "^" .. name)
        index = index + 1
        name, held = debug.getupvalue(value, index)
      end
    end
  end
  visit(bed.device.globals(), "_G")
  return found
end

describe("a secret", function()
  local bed, phone, said

  local function keep(text) said[#said + 1] = text or "" end

  local function setUp(password, files)
    bed = world.openPortal({ files = files or { ["settings.lua"] = SETTINGS }, networks = { secretHome(), world.CAFE } })
    phone = world.joinedPhone(bed, AP_CANARY)
    said = {}
    for _, request in ipairs(everyRequest("192.168.4.1")) do
      -- The tries are paced, and one of them joins.
      if phone.joined() or phone.join(AP_CANARY) then keep((phone.request(request))) end
    end
    bed.advance(120000)
    if #bed.events("ap_stop") == 0 then
      local answer = world.postForm(phone, "/api/access-point",
        { ssid = "Home", password = password, setupCode = CODE_CANARY, ["field.key"] = files and FIELD_CANARY }, { Prefer = "respond-async" })
      keep(answer and answer.body)
    end
    bed.advance(60000)
  end

  local function assertAllSilent()
    assert.equal(0, #bed.events("restart"))
    assert.is_true(#said > 100)
    for index, text in ipairs(said) do assertSilent(text, "answer " .. index) end
    assertSilent(bed.console(), "the console")
    assertSilent(traceText(bed), "the trace")
    assertSilent(flashText(bed), "a file")
  end

  it("leaves the device nowhere while it is set up", function()
    setUp(CANARY)
    assertAllSilent()
    assert.is_true(#bed.events("sta_got_ip") > 0)
  end)

  it("of an application's own is in its file alone", function()
    setUp(CANARY, { ["settings.lua"] = SETTINGS_WITH_FIELD, ["wifi_setup_fields.txt"] = OLD_FIELD["wifi_setup_fields.txt"],
      ["fieldkey_key.1"] = OLD_FIELD["fieldkey_key.1"] })
    assertAllSilent()
    assert.equal(FIELD_CANARY .. "\nend\n", bed.flash.read("fieldkey_key.2"))
    assert.is_nil(bed.flash.read("fieldkey_key.1"))
    for _, entry in ipairs(reachableStrings(bed)) do
      assert.is_nil(entry[1]:find(FIELD_CANARY, 1, true), "held at " .. entry[2])
    end
  end)

  it("leaves the device nowhere when it was refused", function()
    setUp(CANARY .. " and wrong")
    assertAllSilent()
  end)

  it("is no longer in the program's memory when the setup is over", function()
    bed = world.openPortal({ networks = { secretHome() } })
    world.setUp(bed, { ssid = "Home", password = CANARY })
    collectgarbage()
    bed.run("witness = { function() return witness end, { 'seen by the search' } }")
    local seen = 0
    for _, entry in ipairs(reachableStrings(bed)) do
      assert.is_nil(entry[1]:find(CANARY, 1, true), "held at " .. entry[2])
      if entry[1] == "seen by the search" or entry[1] == "wifi_setup" then seen = seen + 1 end
    end
    assert.is_true(seen >= 2, "the search saw neither its witness nor what stays")
  end)

  it("is found by that search while it is needed", function()
    bed = world.openPortal({ networks = { secretHome() } })
    bed.run(("holder = { { '%s' } }"):format(CANARY))
    local count = 0
    for _, entry in ipairs(reachableStrings(bed)) do
      if entry[1]:find(CANARY, 1, true) then count = count + 1 end
    end
    assert.equal(1, count)
  end)

  it("is wiped from what was asked for when the attempt has ended", function()
    local files = {
      ["real_join.lua"] = world.files()["join.lua"],
      ["join.lua"] = [[
        local real = loadfile("real_join.lua")()
        wishes = wishes or {}
        return {
          connectionInfo = real.connectionInfo,
          join = function(network, ...)
            wishes[#wishes + 1] = network
            return real.join(network, ...)
          end,
        }
      ]],
    }
    bed = world.openPortal({ networks = { secretHome() }, files = files })
    phone = world.joinedPhone(bed)
    for count, case in ipairs({ { CANARY .. "!", "failed" }, { CANARY, "online" } }) do
      local password, state = case[1], case[2]
      assert.equal(202, world.ask(phone, "Home", password).status)
      assert.is_true(bed.until_(function() return #(bed.global("wishes") or {}) == count end, 3000))
      assert.equal(password, bed.global("wishes")[count].password)
      assert.equal(state, (world.waitForResult(bed, phone)))
      assert.equal("", bed.global("wishes")[count].password)
    end
    assert.matches("disconnected, reason", bed.console())
    assertSilent(bed.console(), "the console")
    assertSilent(traceText(bed), "the trace")
  end)

  it("leaves the device nowhere while the saved network is tried again and again", function()
    bed = world.create({ networks = { world.CAFE } })
    bed.run(("wifi.mode(wifi.STATION) wifi.sta.config({ ssid = 'Home', pwd = '%s' }, true)"):format(CANARY))
    bed.device.powerCycle()
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    local before = #bed.events("sta_connect")
    assert.is_true(bed.until_(function() return #bed.events("sta_connect") > before end, 90000))
    assertSilent((select(2, world.status(phone))), "the status")
    bed.setAir({ secretHome(), world.CAFE })
    assert.is_true(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 90000))
    bed.setAir({ world.CAFE })
    bed.advance(60000)
    assertSilent(bed.console(), "the console")
    assertSilent(traceText(bed), "the trace")
    assertSilent(flashText(bed), "a file")
  end)

  it("is not in the error of settings that can't be read", function()
    for _, broken in ipairs({
      "return { apPassword = '%s", "return { apPassword = %s }", "error('%s')", "return '%s'", "apPassword = '%s' {",
      "return { apPassword = ('%s'):rep(4) }", "return { setupCode = ('%s'):rep(4) }", "return { apSecurity = '%s' }",
      "return { sealKeys = { public = '%s', secret = '%s' } }", "return { sealedOnly = '%s' }", "return { apIp = '%s' }",
    }) do
      bed = world.create({ files = { ["settings.lua"] = broken:gsub("%%s", AP_CANARY) } })
      bed.device.boot()
      bed.advance(10000)
      assertSilent(bed.console(), broken)
    end
  end)
end)

describe("a text from outside", function()
  -- What has broken others: quotes into a settings file, names into innerHTML, quotes into JSON.
  local NAMES = {
    "'}]\"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><script>", "'); DROP TABLE x;--", "\\", "\\\"", "\",\"x\":\"",
    "]]..os.exit()..[[", "\" .. error() .. \"", "%s%d%n", "${7*7}", "{{7*7}}", "<!--#exec-->", "a\nSet-Cookie: x=1", "a\r\n\r\n<html>",
    "\226\128\174gnp.exe", "\240\159\152\128", "\195\40", "\0zero", "javascript:alert(1)", "&lt;b&gt;", "' onmouseover='x", "success", "x\127\1\27[31m",
  }
  local bed, phone

  local function assertHarmless(response, name)
    assert.is_truthy(response, name)
    local body = response.body
    for _, bad in ipairs({ "<script>alert", "<img", "<!--#", "</title><script" }) do
      assert.is_nil(body:find(bad, 1, true), ("%q became markup: %s"):format(name, body:sub(1, 400)))
    end
    assert.is_nil(response.headers["set-cookie"])
    assert.equal(POLICY, response.headers["content-security-policy"] or POLICY)
  end

  for _, name in ipairs(NAMES) do
    it(("such as %q stays a text"):format(name), function()
      local ssid = name:sub(1, 32)
      bed = world.openPortal({ networks = { { ssid = ssid, password = "correct horse", channel = 1, rssi = -40 }, world.CAFE } })
      phone = world.joinedPhone(bed)
      local list = phone.get("/api/access-points")
      local rows, problem = json.decode(list.body)
      assert.is_nil(problem)
      -- The firmware cuts a name at a zero byte: nothing is left of this one.
      assert.equal(ssid:sub(1, 1) == "\0" and 1 or 2, #rows)
      assertHarmless(phone.get("/plain"), name)
      world.ask(phone, ssid, "correct horse")
      world.waitForResult(bed, phone, 20000)
      assert.is_nil(select(2, json.decode(phone.get("/api/status").body)))
      assertHarmless(phone.get("/status"), name)
      for _, accept in ipairs({ "text/html", "application/json" }) do
        assertHarmless(world.postForm(phone, "/api/access-point", { ssid = name, password = name }, { Accept = accept }), name)
        assertHarmless(world.postForm(phone, "/api/alive", { timeout = name }, { Accept = accept }), name)
      end
      assert.equal(0, #bed.events("restart"))
    end)
  end

  it("that became markup would find a policy on every page", function()
    bed = world.openPortal()
    phone = world.joinedPhone(bed)
    local html = { Accept = "text/html" }
    local pages = {
      phone.get("/", { ["Accept-Encoding"] = "gzip" }), phone.get("/"), phone.get("/plain"), phone.get("/status"),
      world.postForm(phone, "/api/access-point", { ssid = "" }, html), world.postForm(phone, "/api/alive", { timeout = "60" }, html),
    }
    assert.equal(6, #pages)
    assert.equal("gzip", pages[1].headers["content-encoding"])
    for index, answer in ipairs(pages) do
      assert.equal(POLICY, answer.headers["content-security-policy"], index)
    end
  end)

  it("never gets into a file of the flash", function()
    bed = world.openPortal({ networks = { { ssid = "a\"b'c]]", password = "q\"u'o]]tes", channel = 1, rssi = -40 } } })
    local before = table.concat(bed.flash.names(), " ")
    world.setUp(bed, { ssid = "a\"b'c]]", password = "q\"u'o]]tes" })
    assert.equal(before, table.concat(bed.flash.names(), " "))
    assert.is_nil(flashText(bed):find("a\"b'c", 1, true))
    bed.device.powerCycle()
    bed.advance(5000)
    assert.is_true(#bed.events("sta_got_ip") >= 2)
  end)

  it("in a request of another page is refused, and no page may read an answer", function()
    bed = world.openPortal()
    phone = world.joinedPhone(bed)
    for _, origin in ipairs({ "http://evil.example", "null", "https://192.168.4.1", "http://192.168.4.1.evil.example", "http://192.168.4.1:8080" }) do
      local answer = world.postForm(phone, "/api/access-point", { ssid = "Home", password = "correct horse" }, { Origin = origin })
      assert.equal(403, answer.status, origin)
      for name in pairs(answer.headers) do assert.is_nil(name:find("access-control", 1, true)) end
    end
    assert.equal(0, #bed.events("sta_connecting"))
  end)

  it("gets no answer that a browser may keep, or show to another page, or take for a page", function()
    bed = world.openPortal()
    phone = world.joinedPhone(bed)
    local MORE = "\r\nOrigin: http://192.168.4.1\r\nAccept-Encoding: gzip\r\n"
    local list = everyRequest("192.168.4.1")
    list[#list + 1] = "GET /seal.js HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n"
    list[#list + 1] = "POST /api/alive HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: 10\r\n\r\ntimeout=60"
    local count, countOfJson = 0, 0
    for _, request in ipairs(list) do
      if not phone.joined() then phone.join() end
      local text = phone.request((request:gsub("\r\n", MORE, 1)))
      if text and text ~= "" then
        count = count + 1
        local head = text:match("^(.-)\r\n\r\n"):lower()
        assert.truthy(head:find("\r\ncache-control: no-store", 1, true), text)
        assert.is_nil(head:find("access-control", 1, true), text)
        local isJson = head:find("content-type: application/json", 1, true)
        if isJson then countOfJson = countOfJson + 1 end
        assert.is_true(not isJson or head:find("x-content-type-options: nosniff", 1, true) ~= nil, text)
      end
    end
    assert.is_true(count > 100 and countOfJson >= 10, count .. " answers, in JSON " .. countOfJson)
  end)
end)
