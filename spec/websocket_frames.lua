-- What a WebSocket client sends: masked frames. And what it reads: a server's frames.
local frames = {}

local function xor(a, b)
  local result, bit = 0, 1
  for _ = 1, 8 do
    if a % 2 ~= b % 2 then result = result + bit end
    a, b, bit = math.floor(a / 2), math.floor(b / 2), bit * 2
  end
  return result
end

local function mask(payload, key)
  local bytes = {}
  for at = 1, #payload do
    bytes[at] = string.char(xor(payload:byte(at), key:byte((at - 1) % 4 + 1)))
  end
  return table.concat(bytes)
end

-- options: mask (4 bytes), final (default true), reserved (bits of the first byte).
function frames.frame(opcode, payload, options)
  options = options or {}
  local key = options.mask or "\55\250\33\61"
  local first = opcode + (options.final == false and 0 or 128) + (options.reserved or 0)
  local size = #payload
  local length
  if size < 126 then
    length = string.char(128 + size)
  elseif size < 65536 then
    length = string.char(254, math.floor(size / 256), size % 256)
  else
    length = string.char(255, 0, 0, 0, 0, 0, math.floor(size / 65536), math.floor(size / 256) % 256, size % 256)
  end
  return string.char(first) .. length .. key .. mask(payload, key)
end

-- All frames of a server: a list of { opcode, payload }. Raises when one is masked or incomplete.
function frames.parse(text)
  local list, at = {}, 1
  while at <= #text do
    local first, size = text:byte(at, at + 1)
    assert(first >= 128 and size < 127, "whole frames without mask, of at most 65535 bytes")
    at = at + 2
    if size == 126 then
      local high, low = text:byte(at, at + 1)
      size, at = high * 256 + low, at + 2
    end
    assert(at + size - 1 <= #text, "incomplete")
    list[#list + 1] = { first % 16, text:sub(at, at + size - 1) }
    at = at + size
  end
  return list
end

return frames
