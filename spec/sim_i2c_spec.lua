-- The simulated module i2c: what CM/i2c*.c do with nobody, somebody and an EEPROM on the wires.
require("support")
local bench = require("device_bench")
local chips = require("chips")
local boot, log, value, problem = bench.boot, bench.log, bench.value, bench.problem

local SOFTWARE = "id = i2c.SW i2c.setup(id, 21, 22, i2c.SLOW) "
local HARDWARE = "id = i2c.HW0 i2c.setup(id, 21, 22, i2c.FAST) "

local WRITE = "i2c.start(id) a = i2c.address(id, 0x50, i2c.TRANSMITTER) "
local READ = "i2c.start(id) b = i2c.address(id, 0x50, i2c.RECEIVER) "

describe("i2c in software", function()
  it("is not acknowledged and reads ones where nobody is", function()
    local bed = boot(SOFTWARE .. WRITE .. "n = i2c.write(id, 1, 2) m = i2c.write(id, 1, 2, false) " .. READ .. "r = i2c.read(id, 2) i2c.stop(id)")
    assert.is_false(bed.global("a"))
    assert.is_false(bed.global("b"))
    assert.equal(0, bed.global("n"))
    assert.equal(2, bed.global("m"))
    assert.equal("\255\255", bed.global("r"))
  end)

  it("writes to an EEPROM and reads it back", function()
    local bed = boot(SOFTWARE)
    local eeprom = chips.eeprom()
    bed.device.i2c.attach(0x50, eeprom)
    bed.run(WRITE .. "n = i2c.write(id, 0x10, 'abc', { 1, 2 }) i2c.stop(id)")
    assert.is_true(bed.global("a"))
    assert.equal(6, bed.global("n"))
    assert.equal(1, eeprom.stops)
    bed.run(WRITE .. "i2c.write(id, 0x11) " .. READ .. "r = i2c.read(id, 4) i2c.stop(id)")
    assert.is_true(bed.global("b"))
    assert.equal("bc\1\2", bed.global("r"))
  end)

  it("stops a write where it is not acknowledged", function()
    local bed = boot(SOFTWARE)
    local taken = 0
    bed.device.i2c.attach(0x50, { onWrite = function()
      taken = taken + 1
      return taken <= 2
    end })
    bed.run(WRITE .. "n = i2c.write(id, 'abc', 7)")
    assert.equal(2, bed.global("n"))
    assert.equal(3, taken)
    bed.run(WRITE .. "n = i2c.write(id, { 1, 2 }, 7, false)")
    assert.equal(3, bed.global("n"))
  end)

  it("knows 100 kHz only, on pins that can drive", function()
    local bed = boot()
    local fast = "bad argument #4 to 'setup' (i2c speed too high for i2c.SW interface)"
    assert.equal(fast, problem(bed, "i2c.setup(i2c.SW, 21, 22, i2c.FAST)"))
    assert.equal(fast, problem(bed, "i2c.setup(i2c.SW, 21, 22, -1)"))
    assert.equal("setup failed", problem(bed, "i2c.setup(i2c.SW, 21, 22, 50000)"))
    assert.equal("setup failed", problem(bed, "i2c.setup(i2c.SW, 34, 22, i2c.SLOW)"))
    assert.equal("gpio 24 does not exist", problem(bed, "i2c.setup(i2c.SW, 24, 22, i2c.SLOW)"))
    assert.equal(100000, value(bed, "i2c.setup(i2c.SW, 21, 22, i2c.SLOW)"))
    assert.equal(1, bed.gpio.level(21))
  end)

  it("checks what it is given", function()
    local bed = boot(SOFTWARE)
    assert.equal(
      "bad argument #1 to 'start' (invalid i2c interface id)",
      problem(bed, "i2c.start(3)")
    )
    assert.equal(
      "bad argument #2 to 'address' (i2c address out of 7-bit range)",
      problem(bed, "i2c.address(id, 128, i2c.RECEIVER)")
    )
    assert.equal(
      "bad argument #3 to 'address' (invalid i2c address direction)",
      problem(bed, "i2c.address(id, 1, 2)")
    )
    assert.equal("not enough or wrong arg types for i2c.write", problem(bed, "i2c.write(id, true)"))
    assert.equal(
      "numeric value for i2c.write does not fit in 1 byte",
      problem(bed, "i2c.write(id, 256)")
    )
    assert.equal(
      "table value for i2c.write does not fit in 1 byte",
      problem(bed, "i2c.write(id, { -1 })")
    )
    assert.equal("bad argument #2 to 'read' (i2c read size of 0 is invalid)", problem(bed, "i2c.read(id, 0)"))
  end)
end)

describe("i2c in hardware", function()
  it("does all at transfer(), and gives data and whether it was acknowledged", function()
    local bed = boot(HARDWARE)
    local eeprom = chips.eeprom()
    local detach = bed.device.i2c.attach(0x50, eeprom)
    bed.run(WRITE .. "n = i2c.write(id, 0, 'hello') i2c.stop(id)")
    assert.is_true(bed.global("a"))
    assert.equal(6, bed.global("n"))
    assert.is_nil(eeprom.memory[0])
    bed.run("data, ack = i2c.transfer(id)")
    assert.is_nil(bed.global("data"))
    assert.is_true(bed.global("ack"))
    assert.equal(104, eeprom.memory[0])
    local ask = WRITE .. "i2c.write(id, 1) " .. READ .. "i2c.read(id, 4) i2c.stop(id) "
    bed.run(ask .. "data, ack = i2c.transfer(id)")
    assert.equal("ello", bed.global("data"))
    detach()
    bed.run(ask .. "data, ack = i2c.transfer(id, 10)")
    assert.is_nil(bed.global("data"))
    assert.is_false(bed.global("ack"))
  end)

  it("calls back in a MEDIUM task, with garbage when nobody answered", function()
    local bed = boot(HARDWARE)
    local ask = WRITE .. "i2c.write(id, 0) " .. READ .. "i2c.read(id, 2) i2c.stop(id) "
      .. "i2c.transfer(id, function(data, ack) say(#data, ack) end, 100) say('returned') "
    bed.run(ask)
    assert.equal("returned, 2 false", log(bed))
    bed.device.i2c.attach(0x50, chips.eeprom())
    bed.run(ask)
    assert.equal("returned, 2 true", log(bed))
  end)

  it("goes on without acknowledgement when told to", function()
    local bed = boot(HARDWARE .. [[
      i2c.start(id) i2c.address(id, 9, i2c.TRANSMITTER, false) i2c.write(id, 1, false) i2c.stop(id)
      _, ack = i2c.transfer(id)
    ]])
    assert.is_true(bed.global("ack"))
  end)

  it("finds devices on its own wires only, when they have some", function()
    local bed = boot(HARDWARE .. "i2c.setup(i2c.HW1, 25, 26, i2c.SLOW)")
    bed.device.i2c.attach(0x50, chips.eeprom(), { sda = 25, scl = 26 })
    for id, expected in pairs({ HW0 = false, HW1 = true }) do
      bed.run("id = i2c." .. id .. " " .. WRITE .. "i2c.stop(id) _, ack = i2c.transfer(id)")
      assert.equal(expected, bed.global("ack"), id)
    end
  end)

  it("answers with its time limit in clock cycles", function()
    local bed = boot()
    assert.equal(8000, value(bed, "i2c.setup(i2c.HW0, 21, 22, i2c.SLOW)"))
    assert.equal(8000, value(bed, "i2c.setup(i2c.HW1, 25, 26, i2c.FAST, 4)"))
  end)

  it("checks its setup, and can be set up once", function()
    local bed = boot()
    local function setup(arguments) return problem(bed, "i2c.setup(i2c.HW0, " .. arguments .. ")") end
    assert.equal(
      "bad argument #4 to 'setup' (i2c speed too high for i2c.HWx interfaces)",
      setup("21, 22, 1000001")
    )
    assert.equal("bad argument #2 to 'setup' (invalid sda pin)", setup("34, 22, 100000"))
    assert.equal("bad argument #3 to 'setup' (invalid scl pin)", setup("21, 35, 100000"))
    assert.equal("bad argument #4 to 'setup' (invalid speed)", setup("21, 22, 0"))
    assert.equal("bad argument #5 to 'setup' (invalid stretch factor)", setup("21, 22, 100000, 0"))
    assert.equal("bad argument #5 to 'setup' (excessive stretch factor)", setup("21, 22, 100000, 12"))
    assert.equal("no commands scheduled", problem(bed, "i2c.start(i2c.HW0)"))
    assert.equal("nil", setup("21, 22, 100000, 11"))
    assert.equal("i2c command failed or NACK from slave", setup("21, 22, 100000"))
    assert.equal("bad argument #1 to 'transfer' (invalid hardware id)", problem(bed, "i2c.transfer(i2c.SW)"))
    assert.equal(
      "only one read per transfer supported",
      problem(bed, "i2c.read(i2c.HW0, 1) i2c.read(i2c.HW0, 1)")
    )
  end)

  it("crashes on a transfer of nothing", function()
    local bed = boot(HARDWARE)
    bed.run("i2c.transfer(id)")
    assert.equal("panic", bed.events("restart")[1].cause)
  end)
end)

describe("i2c.slave", function()
  local SLAVE = [[
    i2c.slave.setup(i2c.HW0, { sda = 21, scl = 22, addr = 0x33 })
    i2c.slave.on(i2c.HW0, "receive", function(err, data) say(err, #data, data:sub(1, 3)) end)
  ]]

  it("hands over what it received when its buffer is full", function()
    local bed = boot(SLAVE)
    assert.is_true(bed.device.i2c.write(0x33, "abc" .. ("x"):rep(124)))
    assert.equal("", log(bed))
    bed.device.i2c.write(0x33, "yz")
    assert.equal("0 128 abc", log(bed))
    assert.is_false(bed.device.i2c.write(0x34, "a"))
  end)

  it("sends what was prepared, then ones", function()
    local bed = boot(SLAVE)
    assert.equal(6, value(bed, "i2c.slave.send(i2c.HW0, 1, 'abc', { 2, 3 })"))
    assert.equal("\1abc\2\3\255", bed.device.i2c.read(0x33, 7))
    assert.is_nil(bed.device.i2c.read(0x34, 1))
  end)

  it("blocks while its buffer is full", function()
    local bed = boot(SLAVE)
    bed.device.world.clock.after(500, function() bed.device.i2c.read(0x33, 28) end)
    bed.run("i2c.slave.send(i2c.HW0, ('x'):rep(100)) i2c.slave.send(i2c.HW0, ('y'):rep(50))")
    assert.equal(122, #bed.device.i2c.read(0x33, 122))
    assert.is_true(bed.device.world.clock.nowMs() >= 500)
  end)

  it("is gone after a restart", function()
    local bed = boot(SLAVE)
    bed.run("node.restart()")
    assert.is_false(bed.device.i2c.write(0x33, "a"))
  end)

  it("checks its setup", function()
    local bed = boot()
    local function setup(fields) return problem(bed, "i2c.slave.setup(i2c.HW0, " .. fields .. ")") end
    assert.equal("bad argument #2 to 'setup' (table expected, got number)", setup("1"))
    assert.equal("bad argument #2 to 'setup' (invalid sda pin)", setup("{}"))
    assert.equal("bad argument #2 to 'setup' (invalid scl pin)", setup("{ sda = 21, scl = 34 }"))
    assert.equal(
      "bad argument #2 to 'setup' (invalid slave address)",
      setup("{ sda = 21, scl = 22, addr = 128 }")
    )
    assert.equal(
      "parameter error",
      setup("{ sda = 21, scl = 22, addr = 1, rxbuf_len = 100, txbuf_len = 100 }")
    )
    assert.equal("nil", setup("{ sda = 21, scl = 22, addr = 1000, ['10bit'] = true }"))
    assert.equal("command failed", setup("{ sda = 21, scl = 22, addr = 1 }"))
    assert.equal("bad argument #1 to 'send' (invalid hardware id)", problem(bed, "i2c.slave.send(i2c.SW, 1)"))
    assert.equal("wrong arg type", problem(bed, "i2c.slave.send(i2c.HW0)"))
    assert.equal("wrong arg range", problem(bed, "i2c.slave.send(i2c.HW0, 256)"))
    assert.equal(0, value(bed, "i2c.slave.send(i2c.HW1, 'abc')"))
    assert.equal("bad argument #2 to 'on' (invalid option 'x')", problem(bed, "i2c.slave.on(i2c.HW0, 'x')"))
  end)
end)
