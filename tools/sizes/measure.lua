-- Measures one part in this fresh Lua:  lua measure.lua ROOT NUMBER  prints the bytes of heap that the
-- part takes loaded and serving.  lua measure.lua ROOT  prints the parts, one on a line.
local root, number = ...
package.path = root .. "/build/lua-on-device/?.lua;" .. root .. "/tools/sizes/?.lua"

local write, open = io.write, io.open
local firmware = require("firmware")
local parts = require("parts")

if number == nil then
  for _, part in ipairs(parts) do
    local lists = { part.modules, part.on, part.without, part.files or {} }
    for index, list in ipairs(lists) do lists[index] = table.concat(list, ",") end
    write(table.concat({ part.name, part.what, table.concat(lists, "\t") }, "\t"), "\n")
  end
  return
end

-- The Lua of tools/lua32 tells what the modules take from all else, and sees them named as on the chip.
local function loadModule(name)
  local file = open(root .. "/build/lua-on-device/" .. name .. ".lua", "rb")
  if not file then return "\n\tno module " .. name end
  local source = file:read("*a")
  file:close()
  return assert(deviceHeap.load(source, "@" .. name .. ".lua"))
end
if deviceHeap then table.insert(package.searchers, 2, loadModule) end

local function heapBytes()
  for _ = 1, 3 do collectgarbage() end
  return deviceHeap and deviceHeap.bytes() + deviceHeap.shared() or collectgarbage("count") * 1024
end

local part = parts[tonumber(number)]
for _, module in ipairs(part.on) do require(module) end

local before = heapBytes()
for _, module in ipairs(part.modules) do require(module) end
local loaded = heapBytes()
part.serve(firmware)
firmware.sent = ""
local serving = heapBytes()
write(("%d %d\n"):format(loaded - before, serving - before))
