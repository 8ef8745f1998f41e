-- The simulated module qrcodegen against codes of the library in the firmware.
local support = require("support")
local bench = require("device_bench")
local blake2b = require("sim.blake2b").blake2b
local codes = require("qr_codes")
local value, problem = bench.value, bench.problem

local function boot(program) return bench.boot(program, { modules = { "qrcodegen" } }) end

--- The bytes of a code that count: the buffer may be longer.
local function used(code)
  local size = code:byte(1)
  return code:sub(1, 1 + math.floor((size * size + 7) / 8))
end

local OPTIONS = "{ ecl = %d, minver = %d, maxver = %d, mask = %d, boostecl = %s }"

describe("qrcodegen", function()
  it("is absent from a default build", function()
    assert.is_nil(value(bench.boot(), "qrcodegen"))
  end)

  it("makes the firmware's codes, module by module", function()
    local bed = boot()
    for _, case in ipairs(codes) do
      bed.device.globals().text = case[1]
      local options = OPTIONS:format(case[2], case[3], case[4], case[5], tostring(case[6]))
      local code = value(bed, "qrcodegen.encodeText(text, " .. options .. ")")
      local name = case[1]:sub(1, 10) .. options
      if case[7] then
        assert.equal(case[7], value(bed, "qrcodegen.getSize(answer)"), name)
        assert.equal(case[8], support.hex(blake2b(used(code), 16)), name)
      else
        assert.is_nil(code, name)
      end
    end
  end)

  it("gives the size and each module, and nothing beside them", function()
    local bed = boot("code = qrcodegen.encodeText('HELLO WORLD', { mask = 0, maxver = 1 })")
    local lines = {}
    for y = -1, 21 do
      local line = {}
      for x = -1, 21 do
        line[#line + 1] = value(bed, ("qrcodegen.getPixel(code, %d, %d)"):format(x, y)) and "#" or "."
      end
      lines[#lines + 1] = table.concat(line)
    end
    assert.equal(("."):rep(23), lines[1])
    assert.equal(("."):rep(23), lines[23])
    local finder = { "#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######" }
    for row, text in ipairs(finder) do
      assert.equal("." .. text .. ".", lines[row + 1]:sub(1, 9))
      assert.equal("." .. text .. ".", lines[row + 1]:sub(15, 23))
      assert.equal("." .. text .. ".", lines[row + 15]:sub(1, 9))
    end
    assert.equal("#.#.#", lines[8]:sub(8, 12))
  end)

  it("has a buffer for the greatest version that was allowed", function()
    local bed = boot()
    assert.equal(3918, value(bed, "#qrcodegen.encodeText('x')"))
    assert.equal(57, value(bed, "#qrcodegen.encodeText('x', { maxver = 1 })"))
  end)

  it("ends a text at its first zero", function()
    local bed = boot()
    assert.is_true(value(bed, "qrcodegen.encodeText('ab\\0c') == qrcodegen.encodeText('ab')"))
  end)

  it("knows the levels and the mask that is chosen by itself", function()
    local bed = boot()
    local names = "qrcodegen.LOW .. qrcodegen.MEDIUM .. qrcodegen.QUARTILE .. qrcodegen.HIGH .. qrcodegen.AUTO"
    assert.equal("0123-1", value(bed, names))
  end)

  it("checks its options, in the firmware's words", function()
    local bed = boot()
    local function encode(options) return problem(bed, "qrcodegen.encodeText('x', " .. options .. ")") end
    assert.equal("bad option minver to 'encodeText' (must be in range 1-40)", encode("{ minver = 41 }"))
    assert.equal("bad option maxver to 'encodeText' (must be in range 5-40)", encode("{ minver = 5, maxver = 4 }"))
    assert.equal("bad option ecl to 'encodeText' (must be in range 0-3)", encode("{ ecl = 4 }"))
    assert.equal("bad option mask to 'encodeText' (must be in range -1-7)", encode("{ mask = 8 }"))
    assert.equal("bad option boostecl to 'encodeText' (boolean expected, got number)", encode("{ boostecl = 1 }"))
    assert.equal("nil", encode("'nonsense'"))
    assert.equal(
      "bad argument #1 to 'encodeText' (string expected, got no value)",
      problem(bed, "qrcodegen.encodeText()")
    )
    assert.equal(
      "bad argument #2 to 'getPixel' (number expected, got no value)",
      problem(bed, "qrcodegen.getPixel('x')")
    )
  end)

  it("aborts the chip for what is no code", function()
    for _, code in ipairs({ "''", "'\\20'", "'\\178'" }) do
      local bed = boot()
      bed.run("qrcodegen.getSize(" .. code .. ")")
      assert.equal("abort", bed.events("restart")[1].cause, code)
    end
    assert.is_false(value(boot(), "qrcodegen.getPixel('', 0, 0)"))
  end)
end)
