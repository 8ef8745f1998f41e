-- For the command line of nodemcu-tool 3.2.1: file.open and its companions, which the branch
-- dev-esp32 no longer has, on top of io; and what else that release expects of a board.
-- Modelled on docs/modules/file.md of the firmware's release branch (ESP8266).

-- It looks for CR LF before the prompt; the firmware sends LF alone.
_PROMPT, _PROMPT2 = "\r\n> ", "\r\n>> "

local rom, open = file, io.open
if rom.open then return end -- a firmware that has them, or this file ran before

local CHUNK_BYTES = 1024
local current -- the file of file.read and the like; opening another closes it
local methods = {}

-- Up to `wanted` bytes, or up to and with the character `wanted`; nil at the end.
function methods:read(wanted)
  if type(wanted) ~= "string" then return self.handle:read(wanted or CHUNK_BYTES) end
  local last, bytes = wanted:sub(1, 1), {}
  repeat
    local byte = self.handle:read(1)
    bytes[#bytes + 1] = byte
  until not byte or byte == last or #bytes == CHUNK_BYTES
  return bytes[1] and table.concat(bytes)
end

function methods:readline() return self:read("\n") end

-- true, or nil when the flash is full.
function methods:write(text) return self.handle:write(text) and true or nil end

function methods:writeline(text) return self:write(text .. "\n") end

function methods:flush() return self.handle:flush() and true or nil end

-- The place after it from the start, or nil.
function methods:seek(whence, offset) return (self.handle:seek(whence or "cur", offset or 0)) end

function methods:close()
  if self.handle then self.handle:close() end
  self.handle = nil
  if current == self then current = nil end
end

local shadow = {}

-- An object with the methods above, or nil.
function shadow.open(name, mode)
  if current then current:close() end
  local handle = open(name, mode or "r")
  current = handle and setmetatable({ handle = handle }, { __index = methods })
  return current
end

-- The tool's download (its helper is __nmtread) ends with the line "undefined", which would stay
-- unfinished for ever. When the console asks for the prompt that follows it, another line completes
-- it; until then, globals that are not there are looked up here.
local function afterDownload()
  if not __nmtread then return end
  local normal, prompt = getmetatable(_G), _PROMPT2
  local others = setmetatable({}, normal)
  __nmtread, _PROMPT2 = nil, nil
  current:close()
  setmetatable(_G, { __index = function(_, name)
    if name ~= "_PROMPT2" then return others[name] end
    setmetatable(_G, normal)
    _PROMPT2 = prompt
    node.input("=load''()\n")
    return prompt
  end })
end

for name, method in pairs(methods) do
  shadow[name] = function(...)
    if current then return method(current, ...) end
    if name ~= "close" then error("open a file first") end
  end
end

local read = shadow.read
function shadow.read(wanted)
  local bytes = read(wanted)
  if not bytes then afterDownload() end
  return bytes
end

-- The module's own table is in the flash memory: writing to it resets the chip.
file = setmetatable(shadow, { __index = rom })

-- A console on USB is not UART 0: what nodemcu-tool reads has to go where print goes.
if node.info("build_config").esp_console ~= "uart" then
  local pins = uart
  local function write(id, ...)
    if id ~= 0 then return pins.write(id, ...) end
    for _, value in ipairs({ ... }) do
      io.write(type(value) == "number" and string.char(value) or value)
    end
  end
  uart = setmetatable({ write = write }, { __index = pins })
end
