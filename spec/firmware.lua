-- The firmware's cases on a bare Lua: `lua5.3 spec/firmware.lua` prints TAP. Needs `make build` before.
-- It uses nothing that the firmware's own Lua lacks, so that it runs there too.
package.path = "build/?.lua;spec/?.lua;" .. package.path
local world = require("firmware_world")

local parts = world.parts()
local planned, number, failed = 0, 0, 0
for _, part in ipairs(parts) do planned = planned + #part.cases end
print("TAP version 13")
print("1.." .. planned)
for _, part in ipairs(parts) do
  for index, case in ipairs(part.cases) do
    local result = world.run(part, index)
    number = number + 1
    local suffix = result.skipped and " # SKIP " .. result.skipped or ""
    print(("%s %d - %s%s"):format(result.ok and "ok" or "not ok", number, case.name, suffix))
    if not result.ok then
      failed = failed + 1
      print("# " .. result.problem:gsub("\n", "\n# "))
    end
  end
end
if failed > 0 then error(failed .. " of " .. planned .. " cases failed", 0) end
