-- What the random inputs would tell: a fault with its least input, and memory that is gone.
package.path = "build/?.lua;spec/?.lua;" .. package.path
local runner = require("fuzz.runner")

local INPUTS = 400

local function targetWith(session)
  return { name = "pretended", seeds = { "abc", "hello x world" }, words = { "x", "y" }, create = function() return session end }
end

local function run(session)
  return runner.run(targetWith(session), 1, function(inputs) return inputs >= INPUTS end)
end

describe("the fuzzer", function()
  local judgesHeap = runner.judgesHeap
  after_each(function() runner.judgesHeap = judgesHeap end)

  it("tells a fault with its seed and the least input that shows it", function()
    local result = run({ run = function(input) return input:find("x", 1, true) and "it has an x" or nil end })
    assert.matches("^pretended: seed 1, input %d+: it has an x\n", result.problem)
    assert.matches('the least input that shows it: "x"$', result.problem)
  end)

  it("gives what the target has made good", function()
    local target = targetWith({ run = function(input) return not input:find("^mended ") and "it was not mended" or nil end })
    target.mend = function(r, input) return "mended " .. r:int(0, 9) .. input end
    assert.is_nil(runner.run(target, 1, function(inputs) return inputs >= INPUTS end).problem)
  end)

  it("finds nothing where nothing is", function()
    local result = run({ run = function() return nil end })
    assert.is_nil(result.problem)
    assert.equal(INPUTS, result.inputs)
  end)

  local function leaking(bytesPerLook)
    local bytes = 100000
    return {
      run = function() return nil end,
      heapBytes = function()
        bytes = bytes + bytesPerLook
        return bytes
      end,
    }
  end

  it("tells memory that is gone, where the device's is counted apart", function()
    runner.judgesHeap = true
    assert.is_nil(run(leaking(4096)).problem)
    assert.matches("4097 bytes of heap are gone after 400 inputs", run(leaking(4097)).problem)
  end)

  it("judges no estimate", function()
    runner.judgesHeap = false
    local result = run(leaking(1000000))
    assert.is_nil(result.problem)
    assert.equal(1000000, result.heapAfter - result.heapBefore)
  end)

  it("judges where the Lua counts it", function() assert.equal(deviceHeap ~= nil, judgesHeap) end)
end)
