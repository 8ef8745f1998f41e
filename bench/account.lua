-- What a simulated device's program takes, by the account of the Lua that runs all this (tools/lua32):
-- heap that is in use, the most that was, and VM instructions, each by module too.
local account = {}

-- A peak is found to within so many bytes.
local STEP_BYTES = 128
local ROUNDS = 4
-- After a run: what is done behind the answer is counted too.
local REST_MS = 200
local BETWEEN_MS = 1530

local function collect()
  for _ = 1, 8 do collectgarbage() end
end

-- Bytes in use over the VM before the boot file ran, texts that the simulator has as well included.
function account.live(bed)
  collect()
  return bed.device.luaBytes() + deviceHeap.shared()
end

-- The most bytes in use while it runs, over the VM before the boot file ran; and what it returns.
function account.peak(bed, run, stepBytes)
  collect()
  local baseline = deviceHeap.bytes() - bed.device.luaBytes()
  deviceHeap.watch(stepBytes or STEP_BYTES)
  local result = run()
  local peak = deviceHeap.peak() - baseline
  deviceHeap.watch(0)
  collect()
  peak = peak + deviceHeap.shared()
  return peak, result
end

local function moduleOf(chunk)
  return (chunk:gsub("^[@=]", ""):gsub("%.lua$", ""))
end

local function totals()
  local counts, sum = {}, 0
  for chunk, entry in pairs(deviceHeap.chunks()) do
    counts[moduleOf(chunk)] = entry.instructions
    sum = sum + entry.instructions
  end
  return counts, sum
end

-- The program's VM instructions while it runs: all, and by module.
function account.instructions(run)
  local before, sumBefore = totals()
  deviceHeap.count(true)
  run()
  deviceHeap.count(false)
  local after, sum = totals()
  local modules = {}
  for module, count in pairs(after) do
    local more = count - (before[module] or 0)
    if more > 0 then modules[module] = more end
  end
  return sum - sumBefore, modules
end

-- The least of several times, so that what happens once or once a second is not in it.
function account.leastInstructions(bed, run)
  local least, modules
  for _ = 1, ROUNDS do
    local count, byModule = account.instructions(function()
      run()
      bed.advance(REST_MS)
    end)
    if not least or count < least then least, modules = count, byModule end
    bed.advance(BETWEEN_MS)
  end
  return least, modules
end

-- Calls back for each module that holds something: its name, bytes of its code and of what it made.
function account.holders(visit)
  collect()
  local names = {}
  local chunks = deviceHeap.chunks()
  for chunk in pairs(chunks) do names[#names + 1] = chunk end
  table.sort(names)
  for _, chunk in ipairs(names) do
    local entry = chunks[chunk]
    if entry.codeBytes + entry.dataBytes > 0 then visit(moduleOf(chunk), entry.codeBytes, entry.dataBytes) end
  end
end

return account
