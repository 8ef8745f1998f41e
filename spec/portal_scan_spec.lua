-- Scans on request: each takes the radio away from its clients, so they are paced, and few may wait.
require("support")
local world = require("journey_world")

local SECONDS_BETWEEN = 6
local MOST_WAITERS = 16
local SCAN_MS = 3000

-- The networks that a scan finds are named by its number.
local PROGRAM = ([[
  scans = 0
  local driver = wifi
  local function scan(_, done)
    scans = scans + 1
    local number = scans
    tmr.create():alarm(number == 1 and 100 or %d, 0, function()
      done(nil, { { ssid = "Scan " .. number, rssi = -40, auth = 0, channel = 1, bssid = "" } })
    end)
  end
  local sta = setmetatable({ scan = scan }, { __index = driver.sta })
  wifi = setmetatable({ sta = sta }, { __index = driver })
  dofile("wifi_setup.lua")
]]):format(SCAN_MS)
local LIST = "GET /api/access-points?scan=1 HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n"

describe("a scan on request", function()
  local bed, phone

  local function open(options)
    options = options or {}
    options.files = { ["init.lua"] = PROGRAM }
    bed = world.create(options)
    bed.device.boot()
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    bed.advance(10000)
  end

  after_each(function()
    for _, restart in ipairs(bed.events("restart")) do assert.equal("power", restart.cause) end
  end)

  local function ask(waitMs)
    local connection = phone.open(80)
    connection.send(LIST)
    bed.advance(waitMs)
    return connection
  end

  local function assertTold(scan, connection)
    local response = connection.response()
    assert.is_truthy(response, "no answer")
    assert.matches("Scan " .. scan, response.body)
  end

  it("is made, told when it is over, and one for all who ask meanwhile", function()
    open()
    local first, second = ask(100), ask(SCAN_MS - 500)
    assert.equal("", first.receivedBytes())
    bed.advance(1000)
    assertTold(2, first)
    assertTold(2, second)
    assert.equal(2, bed.global("scans"))
  end)

  it("is not made again before its time, and then is", function()
    open()
    ask(1000 * (SECONDS_BETWEEN - 1))
    assertTold(2, ask(1000))
    assert.equal(2, bed.global("scans"))
    assertTold(3, ask(SCAN_MS + 500))
    assert.equal(3, bed.global("scans"))
  end)

  it("lets so many wait for it; one more has the list as it is", function()
    open()
    local last
    for count = 1, MOST_WAITERS do
      last = ask(50)
      assert.equal("", last.receivedBytes(), count)
      -- Who leaves waits no less, as far as the portal knows.
      if count < MOST_WAITERS then last.reset() end
    end
    assertTold(1, ask(100))
    bed.advance(SCAN_MS)
    assertTold(2, last)
    assert.equal(2, bed.global("scans"))
  end)

  it("does not disturb an attempt", function()
    open({ networks = { { ssid = "Slow", password = "correct horse", channel = 1, joinDelayMs = 4000 } } })
    world.ask(phone, "Slow", "correct horse")
    -- Before the radio is touched, while it joins, and when it has.
    assertTold(1, ask(100))
    bed.advance(2000)
    assertTold(1, ask(100))
    assert.equal("online", (world.waitForResult(bed, phone)))
    assertTold(1, ask(100))
    assert.equal(1, bed.global("scans"))
  end)

  it("does not disturb the saved network when it is tried again", function()
    local home = { ssid = "Home", password = "correct horse", channel = 1, rssi = -50, joinDelayMs = 4000 }
    bed = world.create({ networks = { world.CAFE }, files = { ["init.lua"] = PROGRAM } })
    bed.run('wifi.mode(wifi.STATION) wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)')
    bed.device.powerCycle()
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
    bed.setAir({ home, world.CAFE })
    local before = #bed.events("sta_connect")
    assert.is_true(bed.until_(function() return #bed.events("sta_connect") > before end, 90000))
    bed.advance(1000)
    assertTold(1, ask(100))
    assert.equal(1, bed.global("scans"))
  end)
end)
