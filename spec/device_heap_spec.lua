-- The books that the Lua of tools/lua32 keeps of the device's program; elsewhere there are none.
package.path = "build/?.lua;spec/?.lua;" .. package.path

if not deviceHeap then
  describe("the program's books", function()
    pending("are kept by the Lua with the chip's numbers")
  end)
  return
end

local function collect()
  for _ = 1, 8 do collectgarbage() end
end

local function load(code, name)
  return assert(deviceHeap.load(code, name or "=part", "t", { string = string }))
end

local function entry(name) return deviceHeap.chunks()[name] end

describe("the most that was in use", function()
  it("counts what was needed at once, and no garbage", function()
    local run = load([[
      local kept = {}
      for index = 1, 50 do local _ = ("x"):rep(2000 + index) end
      for index = 1, 5 do kept[index] = ("y"):rep(4000 + index) end
      return #kept
    ]])
    collect()
    local before = deviceHeap.bytes()
    deviceHeap.watch(64)
    assert.equal(5, run())
    local peak = deviceHeap.peak() - before
    deviceHeap.watch(0)
    assert.is_true(peak >= 20000 and peak < 25000, peak)
  end)

  it("counts garbage where that is not collected first", function()
    local run = load('for index = 1, 50 do local _ = ("x"):rep(2000 + index) end')
    collect()
    collectgarbage("stop")
    local before = deviceHeap.bytes()
    deviceHeap.watch(0)
    run()
    local peak = deviceHeap.peak() - before
    collectgarbage("restart")
    assert.is_true(peak > 100000, peak)
  end)

  it("begins anew with what is in use then", function()
    load('local _ = ("x"):rep(50000)')()
    collect()
    deviceHeap.watch(0)
    assert.equal(deviceHeap.bytes(), deviceHeap.peak())
  end)
end)

describe("the account of each chunk", function()
  it("has its code and what its code made, and both are given back", function()
    local run = load('local kept = ("z"):rep(9000) return function() return kept end', "@holder.lua")
    local code = entry("@holder.lua").codeBytes
    assert.is_true(code > 200)
    local keeper = run()
    collect()
    local data = entry("@holder.lua").dataBytes
    assert.is_true(data > 9000 and data < 9300, data)
    assert.equal(9000, #keeper())
    run, keeper = nil, nil -- luacheck: ignore
    collect()
    assert.equal(0, entry("@holder.lua").codeBytes)
    assert.equal(0, entry("@holder.lua").dataBytes)
  end)

  it("adds up to what the program takes", function()
    local run = load("return {1, 2, 3}", "@adds.lua")
    local kept = { run() }
    collect()
    local sum = 0
    for _, one in pairs(deviceHeap.chunks()) do sum = sum + one.codeBytes + one.dataBytes end
    assert.equal(deviceHeap.bytes(), sum)
    assert.equal(1, #kept)
  end)

  it("counts instructions of the program, each one, and none of the simulator", function()
    local function run(times)
      local loop = load("for index = 1, " .. times .. " do end", "@loop" .. times .. ".lua")
      deviceHeap.count(true)
      for _ = 1, 1000 do local _ = {} end
      loop()
      deviceHeap.count(false)
      return entry("@loop" .. times .. ".lua").instructions
    end
    local few, many = run(10), run(100)
    assert.equal(few + 90, many)
    assert.is_true(few > 10 and few < 30, few)
  end)
end)

describe("short texts that the simulator has too", function()
  it("are found once each, while the program refers to them", function()
    local text, name = "a text of the simulator", "@shares.lua"
    -- What stands before the bytes of a text, and the zero behind them.
    local extra = 8 + 2 * deviceHeap.pointerBytes + 1
    collect()
    local before = deviceHeap.shared()
    local run = load('return { "a text of the simulator", "a text of the simulator" }', name)
    local kept = run()
    collect()
    assert.equal(#text + #name + 2 * extra, deviceHeap.shared() - before)
    assert.equal(text, kept[1])
    run, kept = nil, nil -- luacheck: ignore
    collect()
    assert.equal(before, deviceHeap.shared())
  end)
end)
