-- What nodemcu-tool 3.2.1 expects of a board and dev-esp32 lacks: CR LF before the prompt, and
-- file.open with its companions. The least of it, for specs of the simulator.
-- luacheck: globals file _PROMPT
_PROMPT = "\r\n> "

local rom, open, handle = file, io.open, nil

-- Its download ends with the line "undefined", which would stay unfinished for ever: this completes
-- it, and does nothing where there is nothing to complete.
local function complete() node.input("=load''()\n") end

file = setmetatable({
  open = function(name, mode)
    handle = open(name, mode)
    return handle
  end,
  read = function(count)
    local bytes = handle:read(count)
    if not bytes then tmr.create():alarm(100, tmr.ALARM_SINGLE, complete) end
    return bytes
  end,
  write = function(bytes) return handle:write(bytes) end,
  flush = function() handle:flush() end,
  close = function()
    if handle then handle:close() end
    handle = nil
  end,
}, { __index = rom })
