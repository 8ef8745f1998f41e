-- The simulated module time: CM/time.c, newlib's time zones, lwIP's SNTP client.
require("support")
local bench = require("device_bench")
local value, problem = bench.value, bench.problem

local HOME = { ssid = "home", password = "secret123", ip = "192.168.1.20", gw = "192.168.1.1" }
local NETWORK = [[
wifi.mode(wifi.STATION)
wifi.sta.config { ssid = "home", pwd = "secret123" }
wifi.start()
wifi.sta.connect()
]]

local function boot(program)
  return bench.boot(program, { modules = { "time" }, networks = { HOME } })
end

local CAL = "(function(t) return ('%d-%d-%d %d:%d:%d %d %d %d'):format("
  .. "t.year, t.mon, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.dst) end)"

local function calendar(bed, expression) return value(bed, CAL .. "(" .. expression .. ")") end

describe("time", function()
  it("is absent from a default build", function()
    assert.is_nil(value(bench.boot(), "time"))
  end)

  it("begins in 1970 when power comes, and goes on", function()
    local bed = boot("first, firstMicroseconds = time.get()")
    assert.equal(0, bed.global("first"))
    assert.equal(0, bed.global("firstMicroseconds"))
    bed.advance(2500)
    bed.run("second, microseconds = time.get()")
    assert.equal(2, bed.global("second"))
    assert.equal(510000, bed.global("microseconds"))
  end)

  it("keeps what was set over restarts and deep sleep, and loses it with the power", function()
    local bed = boot("now = time.get()")
    bed.run("time.set(1000000, 999000)")
    bed.advance(1)
    assert.equal(1000001, value(bed, "(time.get())"))
    bed.run("node.restart()")
    bed.advance(1000)
    assert.equal(1000001, bed.global("now"))
    bed.run("node.dsleep({ secs = 60 })")
    bed.advance(61000)
    assert.equal(1000062, bed.global("now"))
    bed.device.powerCycle()
    assert.equal(0, bed.global("now"))
  end)

  it("takes its seconds for one of the chip's floats: of today's, 128 are one", function()
    local bed = boot()
    local cases = { [16777217] = 16777216, [16777219] = 16777220, [1700000000] = 1700000000,
      [1700000063] = 1700000000, [1700000065] = 1700000128, [1700000064] = 1700000000 }
    for given, kept in pairs(cases) do
      bed.device.globals().seconds = given
      bed.run("time.set(seconds)")
      assert.equal(kept, value(bed, "(time.get())"), given)
    end
  end)

  it("checks what it is given", function()
    local bed = boot()
    assert.equal("bad argument #1 to 'set' (number expected, got no value)", problem(bed, "time.set()"))
    assert.equal("bad argument #1 to 'epoch2cal' (wrong arg range)", problem(bed, "time.epoch2cal(-1)"))
    assert.equal("bad argument #1 to 'cal2epoch' (table expected, got no value)", problem(bed, "time.cal2epoch()"))
    assert.equal(
      "bad argument #-1 to 'cal2epoch' (number expected, got boolean)",
      problem(bed, "time.cal2epoch({ year = true })")
    )
    assert.equal("bad argument #1 to 'settimezone' (string expected, got no value)", problem(bed, "time.settimezone()"))
  end)
end)

describe("the calendar of time", function()
  it("counts days, leap days and weekdays", function()
    local bed = boot()
    local cases = {
      ["0"] = "1970-1-1 0:0:0 5 1 0",
      ["951782400"] = "2000-2-29 0:0:0 3 60 0",
      ["951868800"] = "2000-3-1 0:0:0 4 61 0",
      ["1709251199"] = "2024-2-29 23:59:59 5 60 0",
      ["1735689599"] = "2024-12-31 23:59:59 3 366 0",
      ["1735689600"] = "2025-1-1 0:0:0 4 1 0",
      ["2147483647"] = "2038-1-19 3:14:7 3 19 0",
    }
    for seconds, expected in pairs(cases) do
      assert.equal(expected, calendar(bed, "time.epoch2cal(" .. seconds .. ")"), seconds)
    end
  end)

  it("agrees with itself both ways, day by day", function()
    local bed = boot([[
      wrong = 0
      for day = 0, 9000, 7 do
        local seconds = day * 86400 + (day * 7919) % 86400
        local cal = time.epoch2cal(seconds)
        -- The result is a float of 24 bits: near enough.
        local back = time.cal2epoch(cal)
        if back - seconds > 64 or seconds - back > 64 then wrong = wrong + 1 end
      end
    ]])
    assert.equal(0, bed.global("wrong"))
  end)

  it("makes seconds of a calendar, as a float, with odd defaults", function()
    local bed = boot()
    assert.equal(86400 * 365, value(bed, "time.cal2epoch({ year = 1971, day = 1 })"))
    -- Without a day it is the last one of the month before.
    assert.equal(86400 * 364, value(bed, "time.cal2epoch({ year = 1971 })"))
    assert.equal(86400 * 31, value(bed, "time.cal2epoch({ year = 1969, mon = 14, day = 1 })"))
    assert.equal(90061, value(bed, "time.cal2epoch({ year = 1970, day = 2, hour = 1, min = 1, sec = 1 })"))
    assert.equal(1700000000, value(bed, "time.cal2epoch({ year = 2023, mon = 11, day = 14, hour = 22, min = 13, sec = 20 })"))
  end)
end)

describe("time zones", function()
  local function at(bed, seconds)
    bed.device.world.wallClock.set(seconds, 0)
    return calendar(bed, "time.getlocal()")
  end

  it("are UTC until set, and for what can't be read", function()
    local bed = boot()
    assert.equal("2023-11-14 22:13:20 3 318 0", at(bed, 1700000000))
    for _, text in ipairs({ "", "X", "CET", "CEST+", "12" }) do
      bed.run("time.settimezone('" .. text .. "')")
      assert.equal("2023-11-14 22:13:20 3 318 0", at(bed, 1700000000), text)
    end
  end)

  it("have hours west or east of Greenwich", function()
    local bed = boot("time.settimezone('EST5')")
    assert.equal("2023-11-14 17:13:20 3 318 0", at(bed, 1700000000))
    bed.run("time.settimezone('<+0545>-5:45')")
    assert.equal("2023-11-15 3:58:20 4 319 0", at(bed, 1700000000))
    -- 1699979300, as the nearest of the chip's floats.
    local cal = "time.cal2epoch({ year = 2023, mon = 11, day = 14, hour = 22, min = 13, sec = 20 })"
    assert.equal(1699979264, value(bed, cal))
  end)

  it("have summer times, to the second", function()
    local bed = boot("time.settimezone('CET-1CEST,M3.5.0,M10.5.0/3')")
    -- 2024-03-31 and 2024-10-27, at 01:00 UTC.
    assert.equal("2024-3-31 1:59:59 1 91 0", at(bed, 1711846799))
    assert.equal("2024-3-31 3:0:0 1 91 1", at(bed, 1711846800))
    assert.equal("2024-10-27 2:59:59 1 301 1", at(bed, 1729990799))
    assert.equal("2024-10-27 2:0:0 1 301 0", at(bed, 1729990800))
    bed.run("time.settimezone('AEST-10AEDT,M10.1.0,M4.1.0/3')")
    assert.equal("2024-1-1 11:0:0 2 1 1", at(bed, 1704067200))
    assert.equal("2024-7-1 10:0:0 2 183 0", at(bed, 1719792000))
    bed.run("time.settimezone('EST5EDT')")
    assert.equal("2024-3-10 3:0:0 1 70 1", at(bed, 1710054000))
    assert.equal("2024-11-3 1:0:0 1 308 0", at(bed, 1730613600))
    bed.run("time.settimezone('AAA0BBB,J60/0,59')")
    assert.equal("2024-2-29 1:0:0 5 60 0", at(bed, 1709168400))
    assert.equal("2024-3-1 1:0:0 6 61 1", at(bed, 1709251200))
  end)

  it("are forgotten by a restart", function()
    local bed = boot()
    bed.run("time.settimezone('EST5') node.restart()")
    bed.advance(1000)
    assert.equal("2023-11-14 22:13:20 3 318 0", at(bed, 1700000000))
  end)
end)

describe("time.initntp", function()
  local EPOCH = { 131, 170, 126, 128 }

  --- 48 bytes of a server: seconds since 1970 and a fraction of 1/256.
  local function answer(seconds, fraction, stratum)
    local rest, codes = seconds, {}
    for index = 4, 1, -1 do
      codes[index] = EPOCH[index] + rest % 256
      rest = math.floor(rest / 256)
    end
    for index = 4, 2, -1 do
      if codes[index] > 255 then codes[index], codes[index - 1] = codes[index] - 256, codes[index - 1] + 1 end
    end
    return string.char(36, stratum or 2) .. ("\0"):rep(38) .. string.char(codes[1], codes[2], codes[3], codes[4], fraction) .. "\0\0\0"
  end

  local function online()
    local bed = boot(NETWORK)
    bed.advance(1000)
    local server = bed.computer({ ip = "192.168.1.77" })
    bed.clients.setName("ntp.example", "192.168.1.77")
    return bed, server
  end

  local function questions(server) return server.datagrams() end

  it("asks the server, and sets the clock to its answer", function()
    local bed, server = online()
    assert.is_false(value(bed, "time.ntpenabled()"))
    bed.run("time.initntp('ntp.example')")
    assert.is_true(value(bed, "time.ntpenabled()"))
    bed.advance(5500)
    local question = questions(server)[1]
    assert.equal(123, question.toPort)
    assert.equal("\35" .. ("\0"):rep(47), question.bytes)
    server.datagram(question.fromPort, "too short")
    server.datagram(question.fromPort, answer(1700000001, 128))
    bed.advance(10)
    bed.run("seconds, microseconds = time.get()")
    assert.equal(1700000001, bed.global("seconds"))
    assert.is_true(bed.global("microseconds") >= 500000 and bed.global("microseconds") < 520000)
    -- Again after an hour.
    bed.advance(3590000)
    assert.equal(1, #questions(server))
    bed.advance(20000)
    assert.equal(2, #questions(server))
  end)

  it("asks again and again, ever more slowly, while nobody answers", function()
    local bed, server = online()
    bed.run("time.initntp('ntp.example')")
    bed.advance(5500)
    assert.equal(1, #questions(server))
    server.datagram(questions(server)[1].fromPort, answer(5, 0, 0))
    bed.advance(500000)
    assert.equal(0, value(bed, "(time.get()) > 1000 and 1 or 0"))
    assert.is_true(#questions(server) >= 4 and #questions(server) <= 8)
  end)

  it("has no answer without a server, a name or a network", function()
    local bed = boot("time.initntp()")
    bed.advance(100000)
    assert.is_true(value(bed, "(time.get()) < 200"))
    local other = online()
    other.run("time.initntp('nobody.example')")
    other.advance(100000)
    assert.is_true(value(other, "(time.get()) < 200"))
  end)

  it("ends with ntpstop, and aborts the chip when it is on already", function()
    local bed, server = online()
    bed.run("time.initntp('ntp.example')")
    bed.advance(5500)
    bed.run("time.ntpstop()")
    assert.is_false(value(bed, "time.ntpenabled()"))
    server.datagram(questions(server)[1].fromPort, answer(1700000001, 0))
    bed.advance(4000000)
    assert.is_true(value(bed, "(time.get()) < 10000"))
    assert.equal(1, #questions(server))
    bed.run("time.initntp('ntp.example') time.initntp('ntp.example')")
    assert.equal("abort", bed.events("restart")[1].cause)
  end)
end)
