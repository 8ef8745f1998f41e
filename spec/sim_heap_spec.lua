-- The account of the device's heap and its limit: on the Lua of tools/lua32; elsewhere there is none.
package.path = "build/?.lua;spec/?.lua;" .. package.path

local testbed = require("sim.testbed")
local world = require("journey_world")

local LIMIT = 60000

-- Lua: a text that doubles until memory is out.
local DOUBLE = "local text = ('x'):rep(1000) while true do text = text .. text end"

local function boot(code, options)
  options = options or {}
  options.files = options.files or {}
  options.files["init.lua"] = code
  options.heapLimitBytes = options.heapLimitBytes or LIMIT
  return testbed.create(options)
end

if not deviceHeap then
  describe("a heap limit", function()
    it("is refused on a Lua that has none", function()
      local ok, problem = pcall(boot, "")
      assert.is_false(ok)
      assert.equal("only the Lua that `make lua32` builds can limit the heap", problem)
    end)
  end)
  return
end

if deviceHeap.pointerBytes ~= 4 then
  describe("a heap limit", function()
    pending("is exact where pointers have 32 bits")
  end)
  return
end

describe("a heap limit", function()
  it("makes an allocation beyond it fail, which pcall catches, and the device goes on", function()
    local bed = boot([[
      kept = {}
      ok, problem = pcall(function() for i = 1, 1000 do kept[i] = ("x"):rep(1000) .. i end end)
      count = #kept
      kept = nil
      tmr.create():alarm(100, tmr.ALARM_SINGLE, function() after = ("y"):rep(20000) end)
    ]])
    assert.is_false(bed.global("ok"))
    assert.equal("not enough memory", bed.global("problem"))
    local count = bed.global("count")
    assert.is_true(count > LIMIT / 1100 and count < LIMIT / 1000, count)
    bed.advance(200)
    assert.equal(20000, #bed.global("after"))
    assert.same({}, bed.events("restart"))
  end)

  it("ends a callback without pcall in the firmware's words, and restarts the device", function()
    local bed = boot("tmr.create():alarm(100, tmr.ALARM_SINGLE, function() " .. DOUBLE .. " end)")
    bed.advance(150)
    assert.equal("out of memory", bed.events("panic")[1].message)
    bed.advance(2500)
    assert.equal("error", bed.events("restart")[1].cause)
    assert.equal(2, bed.device.bootCount())
  end)

  it("is told to onerror as bare text", function()
    local bed = boot([[
      node.setonerror(function(...) said = { ... } end)
      node.task.post(function() ]] .. DOUBLE .. " end)")
    assert.same({ "out of memory" }, bed.global("said"))
  end)

  it("fails a boot file that is too large, which is printed", function()
    local bed = boot("print('up') " .. DOUBLE)
    assert.matches("up\nnot enough memory\n", bed.console())
    assert.same({}, bed.events("restart"))
  end)

  it("holds for code", function()
    local bed = boot("ok, problem = pcall(require, 'large')", {
      files = { ["large.lua"] = "local t = {}\n" .. ("t[#t + 1] = function() return t end\n"):rep(1000) },
    })
    assert.is_false(bed.global("ok"))
    assert.matches("not enough memory", bed.global("problem"))
  end)

  it("holds in coroutines", function()
    local bed = boot("ok, problem = coroutine.resume(coroutine.create(function() " .. DOUBLE .. " end))")
    assert.is_false(bed.global("ok"))
    assert.equal("not enough memory", bed.global("problem"))
  end)

  it("collects what nobody needs before anything fails", function()
    local bed = boot("for i = 1, 1000 do local garbage = ('x'):rep(1000) .. i end done = true")
    assert.is_true(bed.global("done"))
  end)

  it("counts what is read from a file, and not what lies in the flash", function()
    local bed = boot([[
      local handle = io.open("large")
      ok, problem = pcall(function() return handle:read("*a") end)
      handle:seek("set", 0)
      piece = handle:read(20000)
      left = node.heap()
    ]], { files = { large = ("z"):rep(300000) } })
    assert.is_false(bed.global("ok"))
    assert.equal("not enough memory", bed.global("problem"))
    assert.equal(20000, #bed.global("piece"))
    local left = bed.global("left")
    assert.is_true(left > LIMIT - 23000 and left < LIMIT - 20000, left)
  end)

  it("counts what the network brings", function()
    local bed = boot([[
      wifi.mode(wifi.SOFTAP) wifi.ap.config({ ssid = "x", auth = wifi.AUTH_OPEN }) wifi.start()
      pieces, bytes = {}, 0
      net.createServer(net.TCP):listen(80, function(socket)
        socket:on("receive", function(_, piece) pieces[#pieces + 1] = piece bytes = bytes + #piece end)
      end)
      before = node.heap()
    ]])
    bed.advance(1000)
    local phone = bed.phone()
    assert(phone.join())
    phone.post("/", ("a"):rep(9000))
    bed.run("taken = before - node.heap()")
    local taken, bytes = bed.global("taken"), bed.global("bytes")
    assert.is_true(bytes > 9000, bytes)
    assert.is_true(taken > bytes - 500 and taken < bytes + 3000, taken)
  end)

  it("counts nothing of the simulator's own", function()
    local bed = boot("left = node.heap()")
    local before = bed.device.luaBytes()
    local own = {}
    for index = 1, 10000 do own[index] = { index } end
    bed.phone()
    bed.setAir({ world.HOME, world.CAFE })
    assert.equal(before, bed.device.luaBytes())
    assert.is_true(#own == 10000 and bed.global("left") > LIMIT - 3000)
  end)

  it("tells what a text takes", function()
    local bed = boot("half = ('x'):rep(5000)")
    bed.run("collectgarbage()")
    local before = bed.device.luaBytes()
    bed.run("whole = half .. half")
    bed.run("collectgarbage()")
    -- It has a head; the consoles' lines are not equally long.
    assert.near(10000, bed.device.luaBytes() - before, 150)
  end)

  it("is there anew after a restart", function()
    local bed = boot([[
      left = node.heap()
      kept = {}
      for i = 1, 40 do kept[i] = ("x"):rep(1000) .. i end
    ]])
    local left = bed.global("left")
    bed.device.powerCycle()
    assert.near(left, bed.global("left"), 500)
  end)

  it("leaves the portal room in 200 KB", function()
    local bed = world.openPortal({ heapLimitBytes = 200 * 1024 })
    world.setUp(bed, world.HOME)
    assert.equal(world.HOME.ssid, bed.events("sta_saved")[1].ssid)
    assert.same({}, bed.events("panic"))
  end)

  it("is too small for the portal in 60 KB, which ends in no crash of the simulator", function()
    local bed = world.create({ heapLimitBytes = LIMIT })
    bed.advance(60000)
    assert.matches("memory", bed.console())
  end)
end)

describe("the account of the heap", function()
  it("begins anew with each start, whatever the one before has left", function()
    local bed = world.openPortal()
    collectgarbage()
    collectgarbage()
    local before = bed.device.luaBytes()
    bed.run("node.restart()")
    bed.advance(400)
    world.waitForPortal(bed)
    collectgarbage()
    collectgarbage()
    local after = bed.device.luaBytes()
    assert.is_true(math.abs(after - before) < before / 5, before .. " and then " .. after)
    bed.advance(60000)
    collectgarbage()
    collectgarbage()
    assert.is_true(bed.device.luaBytes() > before / 2)
  end)
end)
