-- The simulated module rtcmem: CM/rtcmem.c, and what its memory outlasts.
require("support")
local bench = require("device_bench")
local value, problem = bench.value, bench.problem

local function boot(program) return bench.boot(program, { modules = { "rtcmem" } }) end

describe("rtcmem", function()
  it("is absent from a default build", function()
    assert.is_nil(value(bench.boot(), "rtcmem"))
  end)

  it("keeps words over restarts of all kinds and deep sleep, but not without power", function()
    local bed = boot()
    bed.run("rtcmem.write32(0, 1, -2, 3.0, '4', 'x') rtcmem.write32(127, 2147483647)")
    local read = "table.concat({ rtcmem.read32(0, 5) }, ' ') .. ' ' .. rtcmem.read32(127)"
    local kept = "1 -2 3 4 0 2147483647"
    assert.equal(kept, value(bed, read))
    for _, ending in ipairs({ "node.restart()", "while true do end", "node.dsleep(1000)" }) do
      bed.run(ending)
      bed.advance(6000)
      assert.equal(kept, value(bed, read), ending)
    end
    bed.device.powerCycle()
    assert.are_not.equal(kept, value(bed, read))
  end)

  it("reads one word unless told otherwise, and none beyond its end", function()
    local bed = boot("rtcmem.write32(126, 7, 8)")
    assert.equal(1, value(bed, "select('#', rtcmem.read32(0))"))
    assert.equal("7 8", value(bed, "table.concat({ rtcmem.read32(126, 10) }, ' ')"))
    for _, arguments in ipairs({ "128", "-1", "0, 0", "0, -5", "0, 'x'" }) do
      assert.equal(0, value(bed, "select('#', rtcmem.read32(" .. arguments .. "))"), arguments)
    end
  end)

  it("holds words of 32 bits with a sign", function()
    local bed = boot()
    bed.run("rtcmem.write32(0, tonumber('0xFFFFFFFE')) word = rtcmem.read32(0)")
    assert.is_true(value(bed, "word == -2 or word == 0"))
  end)

  it("refuses to write beyond its end", function()
    local bed = boot()
    assert.equal("bad argument #1 to 'write32' (RTC mem would overrun)", problem(bed, "rtcmem.write32(127, 1, 2)"))
    assert.equal("nil", problem(bed, "rtcmem.write32(128)"))
    assert.equal("bad argument #1 to 'write32' (number expected, got no value)", problem(bed, "rtcmem.write32()"))
    bed.run("rtcmem.write32(-1, 1)")
    assert.equal("panic", bed.events("restart")[1].cause)
  end)
end)
