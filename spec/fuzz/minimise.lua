-- The shortest input that still fails, found by leaving pieces out (delta debugging), within a
-- number of trials.

local MAX_TRIALS = 400

-- `fails(input)` says whether an input still shows the fault.
return function(input, fails)
  local trials = 0
  local size = math.floor(#input / 2)
  while size >= 1 do
    local at, shrunk = 1, false
    while at <= #input do
      local shorter = input:sub(1, at - 1) .. input:sub(at + size)
      trials = trials + 1
      if trials > MAX_TRIALS then return input end
      if fails(shorter) then
        input, shrunk = shorter, true
      else
        at = at + size
      end
    end
    if not shrunk then size = math.floor(size / 2) end
  end
  return input
end
