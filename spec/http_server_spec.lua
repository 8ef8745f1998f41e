-- Who gets in when the server is full.
require("support")
local world = require("journey_world")

local PAGE = "GET / HTTP/1.1\r\nHost: 192.168.4.1\r\nAccept-Encoding: gzip\r\n\r\n"
local PROBE = "GET /generate_204 HTTP/1.1\r\nHost: connectivitycheck.gstatic.com\r\n\r\n"
local LIMIT = 8

describe("a server without memory", function()
  it("lets nobody in with less than 8192 bytes free", function()
    local bed = world.openPortal({
      files = {
        ["real_chip.lua"] = world.files()["chip.lua"],
        ["chip.lua"] = [[
          local chip = {}
          for name, value in pairs(loadfile("real_chip.lua")()) do chip[name] = value end
          function chip.freeHeapBytes() return freeBytes or 100000 end
          return chip
        ]],
      },
    })
    local phone = world.joinedPhone(bed)
    bed.run("freeBytes = 8192")
    assert.matches("^HTTP/1.1 302 ", (phone.request(PROBE)))
    bed.run("freeBytes = 8191")
    assert.equal("", (phone.request(PROBE)))
    bed.run("freeBytes = 8192")
    assert.matches("^HTTP/1.1 302 ", (phone.request(PROBE)))
  end)
end)

describe("a full server", function()
  local bed, greedy, other

  -- Asks for the page and never reads it.
  local function hold(phone, count)
    local connections = {}
    for index = 1, count do
      connections[index] = phone.open(80)
      connections[index].pauseReading()
      connections[index].send(PAGE)
    end
    bed.advance(100)
    return connections
  end

  local function countOpen(connections)
    local count = 0
    for _, connection in ipairs(connections) do
      if connection.state() == "open" then count = count + 1 end
    end
    return count
  end

  before_each(function()
    bed = world.openPortal()
    greedy, other = world.joinedPhone(bed), world.joinedPhone(bed)
  end)
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("takes from who has the most, for who has fewer", function()
    local held = hold(greedy, LIMIT)
    assert.equal(LIMIT, countOpen(held))
    local before = bed.device.world.clock.nowMs()
    assert.matches("^HTTP/1.1 302 ", (other.request(PROBE)))
    assert.is_true(bed.device.world.clock.nowMs() - before < 200)
    assert.equal(LIMIT - 1, countOpen(held))
  end)

  it("serves several others, each by one connection of the greedy one", function()
    local held = hold(greedy, LIMIT)
    for count = 1, 4 do
      hold(other, 1)
      assert.equal(LIMIT - count, countOpen(held))
    end
    -- Now both have four: nobody has too many.
    hold(other, 1)
    assert.equal(LIMIT - 4, countOpen(held))
  end)

  it("tells the greedy one itself to come again", function()
    hold(greedy, LIMIT)
    assert.matches("^HTTP/1.1 503 ", (greedy.request(PROBE)))
  end)

  it("lets go of what asks nothing first, the oldest of it", function()
    local silent = {}
    for index = 1, LIMIT do
      silent[index] = greedy.open(80)
      bed.advance(20)
    end
    assert.matches("^HTTP/1.1 302 ", (other.request(PROBE)))
    assert.equal(LIMIT - 1, countOpen(silent))
    assert.not_equal("open", silent[1].state())
  end)

  it("keeps who is about to ask from a client that opens more and more", function()
    hold(greedy, LIMIT - 1)
    local about = other.open(80)
    bed.advance(5)
    for _ = 1, 3 do hold(greedy, 1) end
    assert.equal("open", about.state())
    about.send(PROBE)
    bed.advance(200)
    assert.equal(302, about.response().status)
  end)

  it("lets go of who was answered and says no more, rather than to turn somebody away", function()
    local answered = {}
    for index = 1, LIMIT + 4 do
      answered[index] = greedy.open(80)
      answered[index].send("POST /api/access-point HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: 99999\r\n\r\nssid=")
      bed.advance(20)
      assert.equal(413, answered[index].response().status)
    end
    assert.is_true(countOpen(answered) >= LIMIT)
    assert.matches("^HTTP/1.1 302 ", (other.request(PROBE)))
    assert.is_true(countOpen(answered) >= LIMIT - 1)
  end)

  it("takes what asks nothing from who has the most", function()
    local quiet = other.open(80)
    local silent = {}
    for index = 1, LIMIT - 1 do silent[index] = greedy.open(80) end
    bed.advance(1500)
    assert.matches("^HTTP/1.1 302 ", (other.request(PROBE)))
    assert.equal("open", quiet.state())
    assert.equal(LIMIT - 2, countOpen(silent))
  end)

  it("leaves two clients alone that have as much", function()
    local first, second = hold(greedy, LIMIT / 2), hold(other, LIMIT / 2)
    assert.matches("^HTTP/1.1 503 ", (other.request(PROBE)))
    assert.equal(LIMIT, countOpen(first) + countOpen(second))
  end)

  it("counts a refusal that lingers for nobody", function()
    local held, own = hold(greedy, LIMIT / 2), hold(other, LIMIT / 2)
    for _ = 1, 2 do other.open(80).send(PROBE) end
    bed.advance(100)
    own[1].reset()
    own[2].reset()
    bed.advance(100)
    local before = bed.device.world.clock.nowMs()
    assert.matches("^HTTP/1.1 302 ", (other.request(PROBE)))
    assert.is_true(bed.device.world.clock.nowMs() - before < 200)
    assert.equal(LIMIT / 2 - 1, countOpen(held))
  end)
end)

describe("what talks to clients", function()
  local REST_MS = 21000

  local function isLoaded(bed) return bed.global("package").loaded.http_connection ~= nil end

  it("is loaded for the first one, let go when nobody was connected for a while, and comes back", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    bed.advance(3 * REST_MS)
    assert.is_false(isLoaded(bed))
    for _ = 1, 3 do
      assert.matches("^HTTP/1.1 200 ", (phone.request(PAGE)))
      assert.is_true(isLoaded(bed))
      bed.advance(REST_MS - 3000)
      assert.is_true(isLoaded(bed))
      bed.advance(4000)
      assert.is_false(isLoaded(bed))
    end
  end)

  it("stays while somebody is connected, however long that says nothing", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    local connections = {}
    for _ = 1, 8 do
      connections[#connections + 1] = phone.open(80)
      bed.advance(4000)
      assert.is_true(isLoaded(bed))
    end
  end)

  it("sends away who comes when there is no memory for it, and serves the next one", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    bed.run([[
      real = require
      require = function(name)
        if name == "http_connection" then error("not enough memory", 0) end
        return real(name)
      end
    ]])
    assert.equal("", (phone.request(PROBE)) or "")
    assert.matches("WARNING:http:not enough memory", bed.console())
    bed.run("require = real")
    assert.matches("^HTTP/1.1 302 ", (phone.request(PROBE)))
    assert.equal(0, #bed.events("restart"))
  end)
end)
