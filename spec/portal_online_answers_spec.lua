-- What a phone hears when it asks whether it is online: every probe that is known, in each state of a setup.
require("support")
local world = require("journey_world")

local APPLE = "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"
local MANAGER = "NetworkManager is online\n"
local FIREFOX = '<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>'

-- Host, path, and the answer that means "online": nil for none but status 204.
local PROBES = {
  { "captive.apple.com", "/hotspot-detect.html", APPLE },
  { "captive.apple.com", "/", APPLE },
  { "CAPTIVE.Apple.com:80", "/hotspot-detect.html", APPLE },
  { "www.apple.com", "/library/test/success.html", APPLE },
  { "netcts.cdn-apple.com", "/", APPLE },
  { "www.appleiphonecell.com", "/any", APPLE },
  { "www.airport.us", "/", APPLE },
  { "www.ibook.info", "/", APPLE },
  { "www.itools.info", "/", APPLE },
  { "www.thinkdifferent.us", "/xYz123/abc.html", APPLE },
  { "connectivitycheck.gstatic.com", "/generate_204" },
  { "www.google.com", "/gen_204" },
  { "play.googleapis.com", "/generate_204" },
  { "connectivitycheck.gstatic.cn", "/generate_204" },
  { "grapheneos.online", "/gen_204" },
  { "connectivitycheck.android.com", "/generate_204" },
  { "connect.rom.miui.com", "/generate_204" },
  { "clients3.google.com", "/generate_204" },
  { "edge-http.microsoft.com", "/captiveportal/generate_204" },
  { "firefox-portal-detection.com", "/generate_204" },
  { "www.msftconnecttest.com", "/connecttest.txt", "Microsoft Connect Test" },
  { "www.msftncsi.com", "/ncsi.txt", "Microsoft NCSI" },
  { "detectportal.firefox.com", "/canonical.html", FIREFOX },
  { "detectportal.firefox.com", "/success.txt?ipv4", "success\n" },
  { "nmcheck.gnome.org", "/check_network_status.txt", MANAGER, isManager = true },
  { "network-test.debian.org", "/nm", MANAGER, isManager = true },
  { "ping.archlinux.org", "/nm-check.txt", MANAGER, isManager = true },
  { "connectivity-check.ubuntu.com", "/", MANAGER, isManager = true },
  { "connectivity-check.ubuntu.com.", "/", MANAGER, isManager = true },
  { "fedoraproject.org", "/static/hotspot.txt", "OK", isManager = true },
  { "networkcheck.kde.org", "/", "OK" },
}

-- They are no question: what opens the page, what belongs to somebody else, and our own names.
local OTHERS = {
  { "example.com", "/some/path?q=1" },
  { "www.msftconnecttest.com", "/redirect" },
  { "spectrum.s3.amazonaws.com", "/kindle-wifi/wifistub.html" },
  { "192.168.4.1", "/generate_204" },
  { "192.168.4.1", "/hotspot-detect.html" },
}

describe("Who asks whether there is an Internet", function()
  local bed, phone

  before_each(function()
    bed = world.openPortal()
    phone = world.joinedPhone(bed)
  end)

  local function ask(host, path) return phone.get(path, { Host = host }) end

  local function isLedHere(response)
    return response.status == 302 and response.headers.location == "http://192.168.4.1/"
  end

  local function allAreLedHere()
    for _, probe in ipairs(PROBES) do
      local response = ask(probe[1], probe[2])
      assert.is_true(isLedHere(response), probe[1] .. probe[2])
      assert.is_nil(response.body:lower():find("success", 1, true))
    end
  end

  local function goOnline()
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("online", (world.waitForResult(bed, phone)))
  end

  local function sayRead(headers) return world.postForm(phone, "/api/alive", { done = "1" }, headers) end

  it("is led to the page while nothing has happened, also if somebody says that it was read", function()
    allAreLedHere()
    assert.equal(204, sayRead().status)
    allAreLedHere()
  end)

  it("is led there while the device joins, and after it failed", function()
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("joining", (world.status(phone)))
    assert.is_true(isLedHere(ask("captive.apple.com", "/hotspot-detect.html")))
    world.waitForResult(bed, phone)
    bed = world.openPortal()
    phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, "wrong password")
    assert.equal("failed", (world.waitForResult(bed, phone)))
    sayRead()
    allAreLedHere()
  end)

  it("is led there once the device is online, as long as nobody has read that", function()
    goOnline()
    allAreLedHere()
    world.postForm(phone, "/api/alive", { timeout = "60" })
    allAreLedHere()
  end)

  it("is told what it wants to hear when the result was read", function()
    goOnline()
    assert.equal(204, sayRead().status)
    for _, probe in ipairs(PROBES) do
      local what = probe[1] .. probe[2]
      local response = ask(probe[1], probe[2])
      assert.equal(probe[3] and 200 or 204, response.status, what)
      assert.equal(probe[3] or "", response.body, what)
      assert.equal(probe.isManager and "online" or nil, response.headers["x-networkmanager-status"], what)
      assert.equal("no-store", response.headers["cache-control"], what)
      assert.is_nil(response.headers.location, what)
    end
  end)

  it("is answered by headers alone to HEAD", function()
    goOnline()
    sayRead()
    local text = phone.request("HEAD /hotspot-detect.html HTTP/1.0\r\nHost: captive.apple.com\r\n\r\n")
    assert.matches("^HTTP/1.1 200 OK\r\n", text)
    assert.matches("\r\nContent%-Length: " .. #APPLE .. "\r\n", text)
    assert.matches("\r\n\r\n$", text)
  end)

  it("is answered, others are led to the page still", function()
    goOnline()
    sayRead()
    for _, other in ipairs(OTHERS) do
      assert.is_true(isLedHere(ask(other[1], other[2])), other[1] .. other[2])
    end
    assert.equal(404, ask("captive.apple.com", "/favicon.ico").status)
    assert.equal(404, ask("wpad", "/wpad.dat").status)
    assert.equal(403, phone.post("/generate_204", "", { Host = "connectivitycheck.gstatic.com" }).status)
    assert.equal(200, phone.get("/api/status").status)
  end)

  it("is led to the page when another site said that it was read", function()
    goOnline()
    assert.equal(403, sayRead({ Origin = "http://evil.example" }).status)
    assert.equal(403, sayRead({ Host = "evil.example" }).status)
    allAreLedHere()
  end)

  it("has some seconds for it, which nobody can make more", function()
    goOnline()
    sayRead()
    bed.advance(3000)
    assert.equal(204, ask("connectivitycheck.gstatic.com", "/generate_204").status)
    sayRead()
    world.postForm(phone, "/api/alive", { timeout = "600" })
    assert.equal(0, #bed.events("ap_stop"))
    assert.is_true(bed.until_(function() return #bed.events("ap_stop") > 0 end, 5000))
  end)

  it("is led to the page at the next setup", function()
    goOnline()
    sayRead()
    bed.advance(30000)
    bed.device.globals().require("wifi_setup").setup({})
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    allAreLedHere()
  end)
end)
