-- Multicast DNS messages for specs: written from tables, uncompressed, and read back into tables.
-- Knows nothing of src: names are dotted text here, and "\." is a dot inside of a label.
local messages = {}

messages.TYPES = { A = 1, CNAME = 5, PTR = 12, HINFO = 13, TXT = 16, AAAA = 28, SRV = 33, NSEC = 47, ANY = 255 }
local TYPE_NAMES = {}
for name, number in pairs(messages.TYPES) do TYPE_NAMES[number] = name end

messages.QUERY, messages.TRUNCATED, messages.REPLY = 0, 0x0200, 0x8400

local function word(value) return string.char(math.floor(value / 256) % 256, value % 256) end

function messages.name(dotted)
  local bytes = ""
  for label in (dotted .. "."):gsub("\\%.", "\1"):gmatch("([^.]*)%.") do
    bytes = bytes .. string.char(#label) .. label:gsub("\1", ".")
  end
  return bytes .. "\0"
end

function messages.address(ip)
  return (ip:gsub("(%d+)%.?", function(part) return string.char(tonumber(part)) end))
end

function messages.srv(port, target) return "\0\0\0\0" .. word(port) .. messages.name(target) end

local function record(fields)
  return messages.name(fields.name) .. word(messages.TYPES[fields.type]) .. word(fields.class or 1)
    .. word(math.floor((fields.ttl or 120) / 65536)) .. word((fields.ttl or 120) % 65536)
    .. word(#fields.data) .. fields.data
end

local function records(list)
  local bytes = {}
  for index, fields in ipairs(list or {}) do bytes[index] = record(fields) end
  return table.concat(bytes)
end

-- { id, flags, questions = { { name, type, class } }, answers, claims, additionals = { { name, type, data, … } } }
function messages.encode(message)
  local questions = {}
  for index, question in ipairs(message.questions or {}) do
    questions[index] = messages.name(question.name) .. word(messages.TYPES[question.type or "A"])
      .. word(question.class or 1)
  end
  return word(message.id or 0) .. word(message.flags or 0) .. word(#questions) .. word(#(message.answers or {}))
    .. word(#(message.claims or {})) .. word(#(message.additionals or {})) .. table.concat(questions)
    .. records(message.answers) .. records(message.claims) .. records(message.additionals)
end

function messages.query(name, type, more)
  local message = { questions = { { name = name, type = type } } }
  for key, value in pairs(more or {}) do
    if key == "class" then message.questions[1].class = value else message[key] = value end
  end
  return messages.encode(message)
end

local function readWord(bytes, at) return bytes:byte(at) * 256 + bytes:byte(at + 1) end

local function readName(bytes, at)
  local labels, nextAt = {}, nil
  while true do
    local size = bytes:byte(at)
    if size == 0 then return table.concat(labels, "."), nextAt or at + 1 end
    if size >= 192 then
      nextAt = nextAt or at + 2
      at = (size - 192) * 256 + bytes:byte(at + 1) + 1
    else
      labels[#labels + 1] = bytes:sub(at + 1, at + size):gsub("%.", "\\.")
      at = at + 1 + size
    end
  end
end

local READERS = {
  A = function(bytes, at) return ("%d.%d.%d.%d"):format(bytes:byte(at, at + 3)) end,
  PTR = function(bytes, at) return (readName(bytes, at)) end,
  SRV = function(bytes, at) return ("%d %s"):format(readWord(bytes, at + 4), (readName(bytes, at + 6))) end,
  NSEC = function(bytes, at)
    local name, nextAt = readName(bytes, at)
    local types = {}
    for index = 1, bytes:byte(nextAt + 1) do
      for bit = 0, 7 do
        if math.floor(bytes:byte(nextAt + 1 + index) / 2 ^ (7 - bit)) % 2 == 1 then
          types[#types + 1] = TYPE_NAMES[(index - 1) * 8 + bit]
        end
      end
    end
    return name .. " " .. table.concat(types, " ")
  end,
}

local function readRecords(bytes, at, count)
  local list = {}
  for index = 1, count do
    local name, nextAt = readName(bytes, at)
    local size = readWord(bytes, nextAt + 8)
    local type = TYPE_NAMES[readWord(bytes, nextAt)]
    local data = bytes:sub(nextAt + 10, nextAt + 9 + size)
    if READERS[type] then data = READERS[type](bytes, nextAt + 10) end
    local class = readWord(bytes, nextAt + 2)
    local ttl = readWord(bytes, nextAt + 4) * 65536 + readWord(bytes, nextAt + 6)
    at = nextAt + 10 + size
    list[index] = { name = name, type = type, flush = class >= 32768, class = class % 32768, ttl = ttl, data = data }
  end
  return list, at
end

function messages.decode(bytes)
  local message = { id = readWord(bytes, 1), flags = readWord(bytes, 3), questions = {}, size = #bytes }
  local at = 13
  for index = 1, readWord(bytes, 5) do
    local name, nextAt = readName(bytes, at)
    message.questions[index] =
      { name = name, type = TYPE_NAMES[readWord(bytes, nextAt)], class = readWord(bytes, nextAt + 2) }
    at = nextAt + 4
  end
  message.answers, at = readRecords(bytes, at, readWord(bytes, 7))
  message.claims, at = readRecords(bytes, at, readWord(bytes, 9))
  message.additionals, at = readRecords(bytes, at, readWord(bytes, 11))
  assert(at == #bytes + 1, "bytes behind the end")
  return message
end

-- "A lamp.local 192.168.1.50 120!": the exclamation mark is the cache-flush bit.
function messages.show(list)
  local lines = {}
  for index, one in ipairs(list) do
    -- Not by format, which ends at a zero byte on 5.1.
    lines[index] = one.type .. " " .. one.name .. " " .. one.data .. (" %d"):format(one.ttl) .. (one.flush and "!" or "")
  end
  return table.concat(lines, "\n")
end

return messages
