-- lwIP without memory for one more control block ("cannot allocate netconn"): the portal waits for it,
-- tells its program when it never comes, and what it serves already goes on.
require("support")
local world = require("journey_world")

local AIR = { world.HOME, world.CAFE }
local PROGRAM = [[
  require("wifi_setup").setup({ idleTimeoutMs = 600000 }, function(_, reason) ended = reason end)
]]

local function create(maxSockets)
  local bed = world.create({ files = { ["init.lua"] = PROGRAM } })
  bed.setAir(AIR, nil, { maxSockets = maxSockets })
  bed.device.boot()
  return bed
end

local function opens(bed, withinMs)
  return bed.until_(function() return #bed.events("ap_start") > 0 end, withinMs)
end

describe("without room for a socket", function()
  for _, count in ipairs({ 0, 1 }) do
    it(("the portal waits, with %d of them, and opens when there is room"):format(count), function()
      local bed = create(count)
      assert.is_false(opens(bed, 10000))
      bed.setAir(AIR)
      assert.is_true(opens(bed, 5000))
      bed.advance(500)
      world.setUp(bed, world.HOME)
      assert.equal(0, #bed.events("restart"))
    end)

    it(("the program hears of it when it never comes, with %d of them"):format(count), function()
      local bed = create(count)
      assert.is_true(bed.until_(function() return bed.global("ended") ~= nil end, 60000))
      assert.equal("port-taken", bed.global("ended"))
      assert.equal(0, #bed.events("ap_start"))
      assert.equal(0, #bed.events("restart"))
      -- Nothing stays behind that keeps a later setup from working.
      bed.setAir(AIR)
      bed.run(PROGRAM)
      assert.is_true(opens(bed, 20000))
      assert.equal(0, #bed.events("restart"))
    end)
  end

  it("names are answered, and a failed send is no end of the server", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    bed.setAir(AIR, nil, { sendFails = 3 })
    local query = "\1\2\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"
    for _ = 1, 3 do phone.query(query, { timeoutMs = 300 }) end
    assert.truthy(phone.query(query))
    assert.equal(200, phone.get("/api/status").status)
    assert.equal(0, #bed.events("restart"))
  end)
end)
