require("support")
local world = require("firmware_world")

--- Whether this Lua has the numbers or the version that a case is about.
local function suits(case)
  local needs = type(case.needs) == "table" and case.needs or { case.needs }
  for _, need in ipairs(needs) do
    if need == "32-bit numbers" and not (math.maxinteger and math.maxinteger < 2 ^ 32) then return false end
    if need == "Lua 5.3" and not math.maxinteger then return false end
  end
  return true
end

for _, part in ipairs(world.parts()) do
  describe("the firmware, " .. part.name .. ":", function()
    it("fits into 8 KB", function() assert.is_true(#part.text <= 8192) end)

    for index, case in ipairs(part.cases) do
      if suits(case) then
        it(case.name, function()
          local result = world.run(part, index)
          assert(result.ok, result.problem)
          if result.skipped then pending(result.skipped) end
        end)
      end
    end
  end)
end
