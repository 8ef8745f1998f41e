-- The simulated module ow: what CM/ow.c and platform/onewire.c do, with thermometers on the line.
require("support")
local bench = require("device_bench")
local chips = require("chips")
local support = require("support")
local boot, log, value, problem = bench.boot, bench.log, bench.value, bench.problem

local SEARCH = [[
function search(family)
  if family then ow.target_search(4, family) else ow.reset_search(4) end
  local found = {}
  local code = ow.search(4)
  while code do
    found[#found + 1] = code:byte(2) .. (ow.crc8(code) == 0 and "" or " wrong")
    code = ow.search(4)
  end
  return table.concat(found, " ")
end
]]

local function withThermometers(serials, program)
  local bed = boot("ow.setup(4) " .. SEARCH .. (program or ""))
  local list = {}
  for index, number in ipairs(serials) do
    list[index] = chips.thermometer(string.char(number) .. "\0\0\0\0\0", 16 * (20 + index))
    bed.device.oneWire.attach(4, list[index])
  end
  return bed, list
end

describe("1-Wire", function()
  it("without a device has no presence, and reads ones", function()
    local bed = boot("ow.setup(4) " .. SEARCH)
    assert.equal(0, value(bed, "ow.reset(4)"))
    assert.equal(255, value(bed, "ow.read(4)"))
    assert.equal("\255\255", value(bed, "ow.read_bytes(4, 2)"))
    assert.equal("", value(bed, "search()"))
  end)

  it("measures with the only device there", function()
    local bed, list = withThermometers({ 7 })
    bed.run("present = ow.reset(4) ow.skip(4) ow.write(4, 0x44, 1)")
    assert.equal(1, bed.global("present"))
    assert.equal(1, list[1].conversions)
    bed.run("ow.reset(4) ow.select(4, rom or ('x'):rep(8)) ow.write(4, 0xBE) nobody = ow.read_bytes(4, 9)")
    assert.equal(("\255"):rep(9), bed.global("nobody"))
    bed.run("ow.reset(4) ow.skip(4) ow.write_bytes(4, '\\190', 0) pad = ow.read_bytes(4, 9)")
    assert.equal(336, value(bed, "pad:byte(1) + 256 * pad:byte(2)"))
    assert.equal(0, value(bed, "ow.crc8(pad)"))
  end)

  it("reads the code of a lone device", function()
    local bed, list = withThermometers({ 9 })
    assert.equal(list[1].rom, value(bed, "ow.reset(4) and ow.write(4, 0x33) or ow.read_bytes(4, 8)"))
  end)

  it("searches out all devices, in the order of their bits", function()
    local bed = withThermometers({ 1, 2, 3, 12, 200 })
    assert.equal("200 12 2 1 3", value(bed, "search()"))
    assert.equal("200 12 2 1 3", value(bed, "search()"))
    assert.equal("search not initialized", problem(bed, "ow.search(4)"))
    assert.equal("search not initialized", problem(bed, "ow.search(5)"))
  end)

  it("talks to the one that was selected, by text or by numbers", function()
    local bed, list = withThermometers({ 1, 2, 3 })
    bed.run("codes = {} ow.reset_search(4) for i = 1, 3 do codes[i] = ow.search(4) end")
    bed.run("ow.reset(4) ow.select(4, codes[1]) ow.write(4, 0x44)")
    bed.run("ow.reset(4) ow.select(4, { codes[3]:byte(1, 8) }) ow.write(4, 0x44)")
    assert.equal("0 1 1", list[1].conversions .. " " .. list[2].conversions .. " " .. list[3].conversions)
    bed.run("ow.reset(4) ow.skip(4) ow.write(4, 0x44)")
    assert.equal("1 2 2", list[1].conversions .. " " .. list[2].conversions .. " " .. list[3].conversions)
  end)

  it("looks for a family first, and goes on to others", function()
    local bed = withThermometers({ 5 })
    local other = string.char(0x01, 77, 0, 0, 0, 0, 0)
    bed.device.oneWire.attach(4, { rom = other .. string.char(require("sim.one_wire_crc").crc8(other)) })
    bed.run("ow.target_search(4, 0x28) first = ow.search(4) ow.target_search(4, 0x01) second = ow.search(4)")
    assert.equal(0x28, value(bed, "first:byte(1)"))
    assert.equal(1, value(bed, "second:byte(1)"))
    assert.equal("5", value(bed, "search()"):match("5"))
  end)

  it("has a bus of its own on each pin, and devices that go", function()
    local bed = boot("ow.setup(4)")
    local detach = bed.device.oneWire.attach(5, chips.thermometer("\1\0\0\0\0\0", 0))
    assert.equal("01", value(bed, "ow.reset(4) .. ow.reset(5)"))
    detach()
    assert.equal("00", value(bed, "ow.reset(4) .. ow.reset(5)"))
  end)

  it("needs its setup, and pins that exist", function()
    local bed = boot()
    assert.equal("failed", problem(bed, "ow.reset(4)"))
    assert.equal("failed", problem(bed, "ow.write(4, 1)"))
    assert.equal("nil", problem(bed, "ow.write_bytes(4, 'x')"))
    assert.equal("write failed", problem(bed, "ow.skip(4)"))
    assert.equal("write failed", problem(bed, "ow.select(4, '12345678')"))
    assert.equal("failed", problem(bed, "ow.setup(24)"))
    assert.equal("nil", problem(bed, "ow.setup(4) ow.setup(24)"))
    assert.equal("failed", problem(bed, "ow.read(24)"))
    assert.equal("bad argument #1 to 'setup' (invalid pin)", problem(bed, "ow.setup(-1)"))
  end)

  it("checks what it is given", function()
    local bed = boot("ow.setup(4)")
    assert.equal("bad argument #2 to 'write' (invalid data)", problem(bed, "ow.write(4, 256)"))
    assert.equal(
      "bad argument #2 to 'read_bytes' (Attempt to read too many characters)",
      problem(bed, "ow.read_bytes(4, 257)")
    )
    assert.is_nil(value(bed, "ow.read_bytes(4, 0)"))
    assert.equal("bad argument #2 to 'select' (wrong arg range)", problem(bed, "ow.select(4, '1234567')"))
    assert.equal("bad argument #2 to 'select' (wrong arg range)", problem(bed, "ow.select(4, { 1 })"))
    assert.equal(
      "wrong arg range",
      problem(bed, "ow.select(4, { 1, 2, 3, 4, 5, 6, 7, 256 })")
    )
    assert.equal("bad argument #2 to 'target_search' (wrong arg range)", problem(bed, "ow.target_search(4, 256)"))
    bed.run("ow.read_bytes(4, -1)")
    assert.equal("panic", bed.events("restart")[1].cause)
  end)
end)

describe("the check sums of 1-Wire", function()
  it("are those of the application note and the data sheets", function()
    local bed = boot()
    bed.device.globals().code = support.bytes("02 1c b8 01 00 00 00")
    assert.equal(0xa2, value(bed, "ow.crc8(code)"))
    assert.equal(0, value(bed, "ow.crc8(code .. '\\162')"))
    assert.equal(0xbb3d, value(bed, "ow.crc16('123456789')"))
    assert.equal(0, value(bed, "ow.crc16('')"))
    assert.equal(value(bed, "ow.crc16('123456789')"), value(bed, "ow.crc16('6789', ow.crc16('12345'))"))
  end)

  it("compare what a device sends: inverted, low byte first", function()
    local bed = boot()
    assert.is_true(value(bed, "ow.check_crc16('123456789', 0xC2, 0x44)"))
    assert.is_false(value(bed, "ow.check_crc16('123456789', 0xC2, 0x45)"))
    assert.is_true(value(bed, "ow.check_crc16('6789', 0xC2, 0x44, ow.crc16('12345'))"))
    assert.equal("wrong arg range", problem(bed, "ow.crc8(('x'):rep(256))"))
    assert.equal("", log(bed))
  end)
end)
