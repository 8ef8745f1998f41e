-- Measures one thing on the simulated device:  build/lua32/lua bench/measure.lua NAME [ARGUMENT ...]
-- runs bench/measures/NAME.lua, which prints rows: a kind and values, with tabs between them.
package.path = "build/?.lua;spec/?.lua;bench/?.lua;" .. package.path
-- The simulator's own hook would stand in the way of the count, and take time for what runs.
debug.sethook = nil

-- As they lie on a board: measure.mjs writes them.
require("our_modules").folder = "build/lua-on-device/"

local name = table.remove(arg, 1)
local measure = require("measures." .. name)
local write = io.write

measure(function(...)
  local values = { ... }
  for index, value in ipairs(values) do values[index] = tostring(value) end
  write(table.concat(values, "\t"), "\n")
end, table.unpack(arg))
