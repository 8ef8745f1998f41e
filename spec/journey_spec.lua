require("support")

describe("the journey:", function()
  for _, scenario in ipairs(require("journey_scenarios")) do it(scenario.name, scenario.run) end
end)
