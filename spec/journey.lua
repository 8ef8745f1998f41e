-- The whole journey on a bare Lua 5.3: `lua5.3 spec/journey.lua` prints TAP. Needs `make build` before.
-- It uses nothing that the firmware's own Lua lacks, so that it runs there too.
package.path = "build/?.lua;spec/?.lua;" .. package.path
local built = io.open("build/sim/testbed.lua")
if not built then
  -- The interpreter shows such an object without a traceback.
  local sentence = 'run "make build" first, and this in the project\'s folder'
  error(setmetatable({}, { __tostring = function() return sentence end }))
end
built:close()
local scenarios = require("journey_scenarios")

print("TAP version 13")
print("1.." .. #scenarios)
local failed = 0
for index, scenario in ipairs(scenarios) do
  local ok, problem = xpcall(scenario.run, debug.traceback)
  print(("%s %d - %s"):format(ok and "ok" or "not ok", index, scenario.name))
  if not ok then
    failed = failed + 1
    print("# " .. tostring(problem):gsub("\n", "\n# "))
  end
end
if failed > 0 then error(failed .. " of " .. #scenarios .. " scenarios failed", 0) end
