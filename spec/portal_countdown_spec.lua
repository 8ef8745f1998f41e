-- When the portal will close, as the page hears it; and what support wants to know.
require("support")
local world = require("journey_world")

local function open(settings)
  local bed = world.openPortal({ files = { ["settings.lua"] = "return { " .. settings .. " }" } })
  return bed, world.joinedPhone(bed)
end

local function left(phone)
  local response = phone.get("/api/alive")
  assert.equal(200, response.status)
  assert.equal("application/json", response.headers["content-type"])
  local value = response.body:match('^{"closesIn":(%w+)}$')
  return tonumber(value) or value
end

describe("The countdown", function()
  it("has no end where the portal has none", function()
    local _, phone = open("")
    assert.equal("null", left(phone))
  end)

  it("tells when the portal closes, and to ask does not change that", function()
    local bed, phone = open("idleTimeoutMs = 90000")
    phone.get("/")
    local first = left(phone)
    assert.is_true(first >= 89 and first <= 91, first)
    bed.advance(40000)
    assert.equal(first - 40, left(phone))
    assert.equal(first - 40, left(phone))
    bed.advance((first - 42) * 1000)
    assert.is_true(left(phone) >= 1)
    assert.equal(0, #bed.events("ap_stop"))
    assert.is_true(bed.until_(function() return #bed.events("ap_stop") > 0 end, 5000))
  end)

  it("begins anew when somebody says to stay", function()
    local bed, phone = open("idleTimeoutMs = 30000")
    bed.advance(20000)
    assert.is_true(left(phone) <= 11)
    world.postForm(phone, "/api/alive", { timeout = "85" })
    assert.equal(85, left(phone))
    bed.advance(84000)
    assert.equal(1, left(phone))
    assert.equal(0, #bed.events("ap_stop"))
  end)

  it("stops while the device joins, and goes on with the result", function()
    local bed, phone = open("idleTimeoutMs = 90000")
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("null", left(phone))
    assert.equal("online", (world.waitForResult(bed, phone)))
    local first = left(phone)
    assert.is_true(first > 50 and first <= 61, first)
    bed.advance(10000)
    assert.equal(first - 10, left(phone))
    world.postForm(phone, "/api/alive", { timeout = "86400" })
    assert.is_true(left(phone) <= 600)
  end)

  it("is read and written at one address", function()
    local _, phone = open("")
    local text = phone.request("PUT /api/alive HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: 0\r\n\r\n")
    assert.matches("^HTTP/1.1 405 ", text)
    assert.matches("\r\nAllow: GET, HEAD, POST\r\n", text)
  end)
end)

describe("The report", function()
  local function report(phone) return phone.get("/api/report").body end

  it("tells of the device and of the last attempt", function()
    local bed, phone = open("")
    local text = report(phone)
    assert.matches('^{"firmware":"%d[^"]*","commit":"%x+","chip":"esp32[^"]*","freeHeap":%d+,"uptime":%d+,"open":%d+,', text)
    assert.matches('"state":"idle","reason":null,"code":null}$', text)
    world.ask(phone, world.HOME.ssid, "wrong password")
    assert.equal("failed", (world.waitForResult(bed, phone)))
    assert.matches('"state":"failed","reason":"wrong%-password","code":%d+}$', report(phone))
  end)

  it("holds no name, password, code or address", function()
    local bed, phone = open('id = "canary-id", setupCode = "canary-code", apPassword = nil')
    world.postForm(phone, "/api/access-point", {
      ssid = world.HOME.ssid, password = "canary-password", setupCode = "canary-code",
    }, { Prefer = "respond-async" })
    world.waitForResult(bed, phone)
    local text = report(phone)
    for _, secret in ipairs({ "canary", world.HOME.ssid, "192.168" }) do
      assert.is_nil(text:find(secret, 1, true), secret)
    end
  end)
end)
