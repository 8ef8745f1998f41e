-- A device for specs of one firmware module: run a program, ask for values, errors and what it said.
local testbed = require("sim.testbed")

local bench = {}

local PRELUDE = [[
log = {}
function say(...)
  local words = { n = select("#", ...), ... }
  for index = 1, words.n do words[index] = tostring(words[index]) end
  log[#log + 1] = table.concat(words, " ")
end
]]

--- Boots a device that runs this program; `more` are options of the testbed.
function bench.boot(program, more)
  local options = more or {}
  options.files = options.files or {}
  options.files["init.lua"] = PRELUDE .. (program or "")
  local bed = testbed.create(options)
  bed.advance(10)
  return bed
end

--- What the program said since the last time, after another 10 ms.
function bench.log(bed)
  bed.advance(10)
  local text = table.concat(bed.global("log"), ", ")
  bed.run("log = {}")
  return text
end

--- The value of an expression on the device.
function bench.value(bed, expression)
  bed.run("answer = " .. expression)
  return bed.global("answer")
end

--- The error of this code without its position, "nil" when there was none.
function bench.problem(bed, code)
  bed.run("ok, problem = pcall(function() " .. code .. " end)")
  if bed.global("ok") then return "nil" end
  return (tostring(bed.global("problem")):gsub("^[^:]*:%d+: ", ""))
end

return bench
