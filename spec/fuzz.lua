-- Random inputs against everything that reads what others write; prints TAP.
--
--   lua5.3 spec/fuzz.lua [inputs=N | seconds=N] [seed=N] [target=NAME] [report=FILE]
--
-- The same seed gives the same inputs; the seconds are those of the wall clock. `report` gets a line for each look at the heap, as CSV.
package.path = "build/?.lua;spec/?.lua;" .. package.path
package.path = require("our_modules").folder .. "?.lua;" .. package.path
local runner = require("fuzz.runner")

local TARGETS = { "http", "dns", "websocket", "forms", "json", "mdns", "settings", "fields", "records", "improv" }
-- Shares of the time: what is slow gets more of it.
local SHARES = { http = 6, dns = 3, websocket = 3, forms = 1, json = 1, mdns = 2, settings = 2, fields = 1, records = 3, improv = 3 }
local HEAP_LOOKS = 200

local function settings(arguments)
  local found = { seed = 1 }
  for _, text in ipairs(arguments) do
    local name, value = text:match("^(%w+)=(.+)$")
    if not name or not ({ inputs = 1, seconds = 1, seed = 1, target = 1, report = 1 })[name] then
      io.stderr:write("usage: lua5.3 spec/fuzz.lua [inputs=N | seconds=N] [seed=N] [target=NAME] [report=FILE]\n")
      os.exit(2)
    end
    found[name] = tonumber(value) or value
  end
  return found
end

local wanted = settings(arg)
local names = wanted.target and { wanted.target } or TARGETS
local shares = 0
for _, name in ipairs(names) do shares = shares + (SHARES[name] or error("there is no target " .. name, 0)) end

-- From the start: a float of 24 bits has no room for the whole time of day.
local startedAt = os.time()
local function passedSeconds() return os.time() - startedAt end

local function limitOf(name)
  if not wanted.seconds then
    local inputs = wanted.inputs or 1000
    return function(done) return done >= inputs end
  end
  local untilSeconds = passedSeconds() + wanted.seconds * SHARES[name] / shares
  return function() return passedSeconds() >= untilSeconds end
end

local file = wanted.report and assert(io.open(wanted.report, "w"))
if file then file:write("target,inputs,seconds,heapBytes\n") end

-- A look at the heap now and then: as often in a long run as in a short one.
local function watch(name)
  if not file then return nil end
  local lastLook = passedSeconds()
  local every = (wanted.seconds or 60) / HEAP_LOOKS
  return function(inputs, session)
    local now = passedSeconds()
    if not session.heapBytes or now - lastLook < every then return end
    lastLook = now
    file:write(("%s,%d,%d,%d\n"):format(name, inputs, now, session.heapBytes()))
    file:flush()
  end
end

print("1.." .. #names)
local failed, total = 0, 0
for index, name in ipairs(names) do
  local result = runner.run(require("fuzz.targets." .. name), wanted.seed, limitOf(name), watch(name))
  total = total + result.inputs
  local heap = result.heapAfter and (", heap %d bytes before and %d after"):format(result.heapBefore, result.heapAfter) or ""
  if result.heapAfter and not runner.judgesHeap then heap = heap .. ", estimated and not judged (make lua32)" end
  print(("%s %d - %s: %d inputs, seed %d%s"):format(result.problem and "not ok" or "ok", index, name, result.inputs, wanted.seed, heap))
  if result.problem then
    failed = failed + 1
    print("# " .. result.problem:gsub("\n", "\n# "))
  end
  io.stdout:flush()
end
print(("# %d inputs, %d faults"):format(total, failed))
os.exit(failed == 0 and 0 or 1)
