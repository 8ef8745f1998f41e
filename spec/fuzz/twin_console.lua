-- The Lua console of a device, for comparison with another one's: what is typed, and what it shows.
local random = require("fuzz.random")
local world = require("journey_world")

local twin = {}

-- Log lines come at times of their own: they are looked at apart from what the console says.
twin.LOG_APART = [[
local show = print
logged = {}
function print(first, ...)
  if type(first) == "string" and first:find("^%u+:%l+:") then logged[#logged + 1] = first else show(first, ...) end
end
]]
local MOST_PIECE_BYTES = 40
-- The firmware's line editor begins anew then.
local LINE_BYTES = 256
-- Ends what Lua may be waiting for, whatever was typed.
twin.END_OF_CHUNK = " \n]]]=]]==]\n)\n"

-- Types in pieces that end where a line does. The bytes themselves decide how they are cut, so that they do the same again.
function twin.type_(bed, bytes)
  local sum = #bytes
  for at = 1, math.min(#bytes, 64) do sum = (sum * 31 + bytes:byte(at)) % 30000 end
  local r = random.new(sum)
  local at = 1
  while at <= #bytes do
    local last = math.min(at + r:int(0, MOST_PIECE_BYTES - 1), bytes:find("[\r\n]", at) or #bytes)
    bed.type_(bytes:sub(at, last))
    bed.advance(10)
    at = last + 1
  end
end

-- A device that says on its console only what is typed there.
function twin.create()
  local bed = world.create({ files = { ["init.lua"] = twin.LOG_APART } })
  bed.advance(500)
  twin.type_(bed, twin.END_OF_CHUNK)
  return bed
end

-- Gives what takes away the globals that a console line has made, and brings back those that it has changed.
function twin.keepGlobals(bed)
  local globals, kept = bed.device.globals(), {}
  for name, value in pairs(globals) do kept[name] = value end
  return function()
    for name in pairs(globals) do
      if kept[name] == nil then globals[name] = nil end
    end
    for name, value in pairs(kept) do globals[name] = value end
  end
end

-- The log lines since it was called last.
function twin.takeLog(bed)
  local lines = bed.global("logged")
  local text = table.concat(lines, "\n")
  for index = #lines, 1, -1 do lines[index] = nil end
  return text
end

-- The same text with a blank in each empty line: as serial_line gives it to Lua.
function twin.withBlanks(text)
  local count, lastEnd, signs = 0, "\n", {}
  for sign in text:gmatch(".") do
    if sign == "\r" or sign == "\n" then
      if lastEnd == "" or lastEnd == sign then
        if count == 0 then signs[#signs + 1] = " " end
        count, lastEnd = 0, sign
      end
    elseif sign == "\b" or sign == "\127" then
      count = math.max(0, count - 1)
    else
      count, lastEnd = count + 1 < LINE_BYTES and count + 1 or 1, ""
    end
    signs[#signs + 1] = sign
  end
  return table.concat(signs)
end

local function sorted(text)
  local bytes = {}
  for at = 1, #text do bytes[at] = text:byte(at) end
  table.sort(bytes)
  return table.concat(bytes, " ")
end

-- Blanks apart; and several lines that were held back run one after the other, so that the order may be another one.
function twin.isSame(shown, wanted)
  return shown == wanted or sorted(shown:gsub(" ", "")) == sorted(wanted:gsub(" ", ""))
end

return twin
