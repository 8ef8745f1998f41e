-- Improv packets in a whole line of bytes, read apart from the device's own reader: what has to be answered,
-- and what is the console's. Source: improv-wifi.com/serial
local packets = {}

local HEADER = "IMPROV\1"
local DATA_AT = 10
local MAX_DATA_BYTES = 255
local COMMAND = 3
-- Of what is cut short, so much may be text.
local NAME_BYTES = 6

local function sumOf(bytes)
  local sum = 0
  for at = 1, #bytes do sum = (sum + bytes:byte(at)) % 256 end
  return string.char(sum)
end

function packets.encode(kind, data)
  local body = HEADER .. string.char(kind, #data) .. data
  return body .. sumOf(body)
end

function packets.command(number, values) return packets.encode(COMMAND, string.char(number, #values) .. values) end

function packets.settings(ssid, password)
  return packets.command(1, string.char(#ssid) .. ssid .. string.char(#password) .. password)
end

-- Most of the packets in it get lengths and a sum that fit, so that their values are looked at.
function packets.mend(r, bytes)
  local at = bytes:find(HEADER, 1, true)
  while at do
    local size = bytes:byte(at + 8) or MAX_DATA_BYTES
    local last = at + 8 + size
    if r:chance(80) and last < #bytes then
      if size >= 2 and r:chance(70) then bytes = bytes:sub(1, at + 9) .. string.char(size - 2) .. bytes:sub(at + 11) end
      bytes = bytes:sub(1, last) .. sumOf(bytes:sub(at, last)) .. bytes:sub(last + 2)
    end
    at = bytes:find(HEADER, at + 1, true)
  end
  return bytes
end

-- Where a header begins, whole or cut off by the end.
local function headerAt(bytes, from)
  for at = from, #bytes do
    local seen = bytes:sub(at, at + #HEADER - 1)
    if seen == HEADER:sub(1, #seen) then return at end
  end
  return #bytes + 1
end

-- `bytes` that come without a pause, and then nothing for a while.
-- found: { text, commands = { data of each }, broken = how many, skips = of the line in front }
function packets.read(bytes, skips)
  local found = { text = "", commands = {}, broken = 0 }
  local at = 1
  local function take(text)
    if skips and text ~= "" then
      local rest = text:match(skips == "line" and "^[^\n]*\n(.*)$" or "^\r*\n(.*)$")
      if not rest then rest = skips == "line" and "" or text:match("^\r*(.*)$") end
      if rest ~= "" or text:sub(-1) == "\n" then skips = nil end
      text = rest
    end
    found.text = found.text .. text
  end
  while at <= #bytes do
    local from = headerAt(bytes, at)
    take(bytes:sub(at, from - 1))
    if from > #bytes then break end
    local last = from + DATA_AT - 1 + (bytes:byte(from + DATA_AT - 2) or MAX_DATA_BYTES)
    if last > #bytes then
      if #bytes - from + 1 > NAME_BYTES then
        found.broken = found.broken + 1
        skips = "line"
      else
        take(bytes:sub(from))
      end
      break
    end
    if sumOf(bytes:sub(from, last - 1)) == bytes:sub(last, last) then
      skips = "end"
      if bytes:byte(from + #HEADER) == COMMAND then
        found.commands[#found.commands + 1] = bytes:sub(from + DATA_AT - 1, last - 1)
      end
      at = last + 1
    else
      found.broken = found.broken + 1
      skips = "line"
      at = math.min(headerAt(bytes:sub(1, last), from + 1), last + 1)
    end
  end
  found.skips = skips
  return found
end

-- The device's own words, each as { kind, data }, and the text around them; or why they can't be read.
function packets.answers(said)
  local found, text, at = {}, {}, 1
  while true do
    local from = said:find("\n" .. HEADER, at, true)
    if not from then break end
    text[#text + 1] = said:sub(at, from - 1)
    local kind, size = said:byte(from + 8, from + 9)
    if not size then return nil, "a packet without a length" end
    local data = said:sub(from + 10, from + 9 + size)
    local whole = "\n" .. packets.encode(kind, data) .. "\n"
    at = from + #whole
    if said:sub(from, at - 1) ~= whole then return nil, "a packet that is wrong, or not on a line of its own" end
    found[#found + 1] = { kind = kind, data = data }
  end
  text[#text + 1] = said:sub(at)
  return found, table.concat(text)
end

return packets
