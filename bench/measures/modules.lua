-- What each module of ours costs by itself: rows "module NAME SOURCE BYTECODE CODE STRIPPED LOADED PEAK".
-- Bytes of its file; of its bytecode without debug information; heap of the compiled chunk from source
-- and from that bytecode; heap that is left when it was loaded; and the peak while it is compiled from
-- source above the compiled chunk.
local flash = require("flash_files")

local STEP_BYTES = 16

-- The firmware's modules, of which some are called while ours are loaded.
package.path = "tools/sizes/?.lua;" .. package.path
require("firmware")

local function inUse()
  for _ = 1, 6 do collectgarbage() end
  return deviceHeap.bytes()
end

local function chunkBytes(code, name)
  local before = inUse()
  local chunk = assert(deviceHeap.load(code, "@" .. name))
  return inUse() - before, chunk
end

local function compile(source, name)
  local before = inUse()
  deviceHeap.watch(STEP_BYTES)
  local chunk = assert(deviceHeap.load(source, "@" .. name))
  local peak = deviceHeap.peak()
  deviceHeap.watch(0)
  local after = inUse()
  return after - before, peak - after, string.dump(chunk, true)
end

-- Each one after those that it requires, so that it is loaded alone.
local function inOrder(names)
  local order, seen = {}, {}
  local function visit(name)
    if seen[name] then return end
    seen[name] = true
    -- Not those inside of functions: they are required later.
    for line in flash.read("lua-out/" .. name .. ".lua"):gmatch("[^\n]+") do
      local required = line:match('^%S.*require%("([%w_]+)"%)') or line:match('^require%("([%w_]+)"%)')
      if required then visit(required) end
    end
    order[#order + 1] = name
  end
  for _, name in ipairs(names) do visit(name) end
  return order
end

return function(tell, list)
  local names = {}
  for name in list:gmatch("[^,]+") do names[#names + 1] = name end
  local sizes = {}
  for _, name in ipairs(names) do
    local source = flash.read(flash.MODULES .. name .. ".lua")
    local code, peak, bytecode = compile(source, name .. ".lua")
    sizes[name] = { #source, #bytecode, code, (chunkBytes(bytecode, name .. ".lua")), 0, peak }
  end
  for _, name in ipairs(inOrder(names)) do
    local before = inUse()
    local chunk = assert(deviceHeap.load(flash.read(flash.MODULES .. name .. ".lua"), "@" .. name .. ".lua"))
    package.loaded[name] = chunk(name) or true
    chunk = nil -- luacheck: ignore
    sizes[name][5] = inUse() - before
  end
  for _, name in ipairs(names) do tell("module", name, table.unpack(sizes[name])) end
end
