-- A simulated device with some of our modules in its flash: for parts that are used alone.
require("support")
local testbed = require("sim.testbed")

local parts = {}

local function addModule(files, name)
  local fileName = name .. ".lua"
  if files[fileName] then return end
  local file = assert(io.open("lua-out/" .. fileName, "rb"))
  local source = file:read("*a")
  file:close()
  files[fileName] = source
  for required in source:gmatch('require%("([%w_]+)"%)') do addModule(files, required) end
end

-- The modules and all that they need; options as testbed.create takes them.
function parts.create(names, options)
  options = options or {}
  options.files = options.files or {}
  for _, name in ipairs(names) do addModule(options.files, name) end
  return testbed.create(options)
end

return parts
