-- The fault that inputs left behind on a device.

-- A sentence with what the console said of it, or nil.
local function fault(bed)
  if #bed.events("restart") > 0 then return "the device restarted: " .. bed.console():sub(-600) end
  local line = bed.console():match("[^\n]*%.lua:%d+:[^\n]*")
  return line and "an error was caught: " .. line
end

return fault
