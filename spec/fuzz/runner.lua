-- Feeds one target with inputs and watches what becomes of it. A fault is told with its seed and the
-- shortest input that shows it.
local minimise = require("fuzz.minimise")
local mutate = require("fuzz.mutate")
local random = require("fuzz.random")
local hasOwnHeap = require("sim.heap").hasHeapLimit

-- Tables, strings and caches reach their size in these.
local WARM_UP_INPUTS = 300
local HEAP_TOLERANCE_BYTES = 4096

-- Where the device's heap is counted apart. On any other Lua it is all of Lua's: the simulator's records and
-- the table of all strings, which grow by doubling, are in it. That is told, but no sign of a leak.
local runner = { judgesHeap = hasOwnHeap }

local function quoted(bytes)
  return (("%q"):format(bytes):gsub("[%c\128-\255]", function(byte) return ("\\%03d"):format(byte:byte()) end))
end

-- The fault that this input shows to a new device, if any.
local function faultAlone(target, input)
  local ok, problem = pcall(function() return target.create().run(input) end)
  return not ok and tostring(problem) or ok and problem or nil
end

local function report(target, seed, index, input, problem)
  local lines = { ("%s: seed %d, input %d: %s"):format(target.name, seed, index, problem) }
  if faultAlone(target, input) then
    local least = minimise(input, function(shorter) return faultAlone(target, shorter) ~= nil end)
    lines[#lines + 1] = "the least input that shows it: " .. quoted(least)
  else
    lines[#lines + 1] = "it needs the inputs before it too; the last one: " .. quoted(input)
  end
  return table.concat(lines, "\n")
end

-- A target may make good what no chance would hit, such as a checksum: `mend(r, input)`.
-- Runs until `isOver(inputs)`. onProgress(inputs, heapBytes or nil) is called now and then.
-- Gives { inputs, heapBefore, heapAfter, problem }.
function runner.run(target, seed, isOver, onProgress)
  local r = random.new(seed)
  local session = target.create()
  local result = { inputs = 0 }
  while not isOver(result.inputs) do
    local input = mutate(r, target.seeds, target.words)
    if target.mend then input = target.mend(r, input) end
    local ok, problem = pcall(session.run, input)
    if not ok or problem then
      result.problem = report(target, seed, result.inputs + 1, input, tostring(problem))
      return result
    end
    result.inputs = result.inputs + 1
    if result.inputs == WARM_UP_INPUTS and session.heapBytes then result.heapBefore = session.heapBytes() end
    if onProgress then onProgress(result.inputs, session) end
  end
  if result.heapBefore then
    result.heapAfter = session.heapBytes()
    local grown = result.heapAfter - result.heapBefore
    if runner.judgesHeap and grown > HEAP_TOLERANCE_BYTES then
      result.problem = ("%s: seed %d: %d bytes of heap are gone after %d inputs"):format(target.name, seed, grown, result.inputs)
    end
  end
  return result
end

return runner
