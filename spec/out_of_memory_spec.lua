-- With less and less memory the portal works, or refuses a connection, or does not open and says so:
-- it never restarts the device. On the Lua that counts the device's heap.
package.path = "build/?.lua;spec/?.lua;" .. package.path
package.path = require("our_modules").folder .. "?.lua;" .. package.path
local testbed = require("sim.testbed")
local world = require("journey_world")

if not deviceHeap or deviceHeap.pointerBytes ~= 4 then
  describe("with little memory", function() pending("the portal: needs a Lua that counts the heap") end)
  return
end

local KILOBYTE = 1024
-- Above what the opening needs: what requests and an attempt need is loaded for them.
local MORE_KILOBYTES = 64
local PAGE = "GET / HTTP/1.1\r\nHost: 192.168.4.1\r\nAccept-Encoding: gzip\r\n\r\n"
local PLAIN = "GET /plain HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n"
local LIST = "GET /api/access-points?scan=1 HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n"
local QUERY = "\18\52\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"
local REQUESTS = { PAGE, PLAIN, LIST }

local PROGRAM = [[
  require("wifi_setup").connectOrSetup({}, function(_, reason) ended = reason end)
]]

local function boot(limitBytes)
  local files = world.files()
  files["init.lua"] = PROGRAM
  return testbed.create({ files = files, networks = { world.HOME, world.CAFE }, heapLimitBytes = limitBytes })
end

local function opens(bed)
  return bed.until_(function() return #bed.events("ap_start") > 0 or bed.global("ended") ~= nil end, 20000)
    and #bed.events("ap_start") > 0
end

-- Six sockets at a time, again and again, with names in between; how many got what they asked for.
local function serve(bed)
  bed.advance(500)
  local phone = bed.phone()
  phone.join()
  local connections = {}
  for _ = 1, 4 do
    for index = 1, 6 do
      local connection = phone.open(80)
      connection.send(REQUESTS[index % #REQUESTS + 1])
      connections[#connections + 1] = connection
    end
    phone.datagram(53, QUERY)
    bed.advance(4000)
  end
  local served = 0
  for _, connection in ipairs(connections) do
    local response = connection.response()
    if response and response.status == 200 then served = served + 1 end
  end
  return served, #connections
end

-- The least limit, in whole kilobytes, with which the portal opens.
local function leastKilobytes()
  local low, high = 16, 400
  while high - low > 1 do
    local middle = math.floor((low + high) / 2)
    if opens(boot(middle * KILOBYTE)) then high = middle else low = middle end
  end
  -- Texts that an earlier device has left in this Lua cost the next one nothing: some bytes of noise.
  while opens(boot((high - 1) * KILOBYTE)) do high = high - 1 end
  return high
end

describe("with little memory", function()
  local least = leastKilobytes()

  it("the portal does not open, says why, and tells the program", function()
    -- The VM's table of texts, 4 KB when it grows, is the simulator's or the program's by when that was. With
    -- the last one not even what joins fits.
    for _, kilobytes in ipairs({ least - 6, least - 12, least - 32, 16 }) do
      local bed = boot(kilobytes * KILOBYTE)
      assert.is_false(opens(bed))
      assert.equal("out-of-memory", bed.global("ended"))
      assert.matches("WARNING:setup:.*not enough memory", bed.console())
      assert.equal(0, #bed.events("restart"))
      -- A program that gave memory back may try again.
      bed.run("ended = nil require('wifi_setup').setup({}, function(_, reason) ended = reason end)")
      bed.advance(20000)
      assert.not_equal("busy", bed.global("ended"))
    end
  end)

  it("the portal serves or refuses, and never restarts the device", function()
    local all
    for kilobytes = least, least + MORE_KILOBYTES, 2 do
      local bed = boot(kilobytes * KILOBYTE)
      if opens(bed) then
        local served, asked = serve(bed)
        assert.equal(0, #bed.events("restart"), kilobytes .. " KB: " .. bed.console():sub(-300))
        all = served == asked
      end
    end
    assert.is_true(all, MORE_KILOBYTES .. " KB more are enough for everybody")
  end)

  it("a setup works with a little more than the least", function()
    local bed = boot((least + MORE_KILOBYTES) * KILOBYTE)
    assert.is_true(opens(bed))
    bed.advance(500)
    world.setUp(bed, world.HOME)
    assert.equal(0, #bed.events("restart"))
  end)
end)
