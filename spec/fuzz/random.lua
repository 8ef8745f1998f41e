-- Random numbers that are the same on every Lua, also with 32-bit integers and single-precision
-- floats: three small generators, their products below 2^24 (Wichmann and Hill, AS 183).
local random = {}

local MODULI = { 30269, 30307, 30323 }
local FACTORS = { 171, 172, 170 }

local Random = {}
Random.__index = Random

-- A whole number, 0 to 29999.
function Random:next()
  local sum = 0
  for index = 1, 3 do
    self[index] = self[index] * FACTORS[index] % MODULI[index]
    sum = sum + self[index]
  end
  return sum % 30000
end

-- A whole number from least to most, which may be 900 million apart.
function Random:int(least, most)
  local span = most - least + 1
  if span <= 30000 then return least + self:next() % span end
  return least + (self:next() * 30000 + self:next()) % span
end

function Random:chance(percent) return self:next() % 100 < percent end

function Random:pick(list) return list[self:int(1, #list)] end

function Random:bytes(count)
  local bytes = {}
  for index = 1, count do bytes[index] = string.char(self:int(0, 255)) end
  return table.concat(bytes)
end

-- The same numbers for the same seed, a whole number from 0 on.
function random.new(seed)
  local self = setmetatable({}, Random)
  for index = 1, 3 do self[index] = (seed + index * 7919) % (MODULI[index] - 1) + 1 end
  for _ = 1, 10 do self:next() end
  return self
end

return random
