-- A simulated device with some of our modules in its flash: for parts that are used alone.
require("support")
local ourModules = require("our_modules")
local testbed = require("sim.testbed")

local parts = {}

-- The modules and all that they need; options as testbed.create takes them.
function parts.create(names, options)
  options = options or {}
  options.files = options.files or {}
  for _, name in ipairs(names) do ourModules.add(options.files, name) end
  return testbed.create(options)
end

return parts
