-- What several specs need: the shipped modules by name, and bytes as hexadecimal digits.
package.path = "build/?.lua;spec/?.lua;" .. package.path
package.path = require("our_modules").folder .. "?.lua;" .. package.path

local support = {}

function support.bytes(hex)
  return (hex:gsub("%s", ""):gsub("%x%x", function(digits) return string.char(tonumber(digits, 16)) end))
end

function support.hex(bytes)
  return (bytes:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end))
end

return support
