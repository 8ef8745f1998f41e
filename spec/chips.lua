-- Chips for specs to wire to the device: an EEPROM on I2C, thermometers on 1-Wire.
local crc8 = require("sim.one_wire_crc").crc8

local chips = {}

--- A 24C02: 256 bytes behind an address pointer. `busy` makes it deaf, as while it writes.
function chips.eeprom()
  local eeprom = { memory = {}, busy = false, stops = 0 }
  local pointer, awaitsPointer = 0, false
  function eeprom.onStart(reading)
    awaitsPointer = not reading
    return not eeprom.busy
  end
  function eeprom.onWrite(byte)
    if awaitsPointer then
      pointer, awaitsPointer = byte, false
    else
      eeprom.memory[pointer] = byte
      pointer = (pointer + 1) % 256
    end
    return true
  end
  function eeprom.onRead()
    local byte = eeprom.memory[pointer] or 255
    pointer = (pointer + 1) % 256
    return byte
  end
  function eeprom.onStop() eeprom.stops = eeprom.stops + 1 end
  return eeprom
end

--- A DS18B20 with this serial number (6 bytes): converts when told, then gives its scratch pad.
function chips.thermometer(serial, sixteenths)
  local code = string.char(0x28) .. serial
  local thermometer = { rom = code .. string.char(crc8(code)), conversions = 0 }
  local out, at = "", 1
  function thermometer.onReset() out = "" end
  function thermometer.onWrite(byte)
    if byte == 0x44 then thermometer.conversions = thermometer.conversions + 1 end
    if byte ~= 0xbe then return end
    local value = thermometer.conversions > 0 and sixteenths or 85 * 16
    local pad = string.char(value % 256, math.floor(value / 256) % 256, 75, 70, 127, 255, 12, 16)
    out, at = pad .. string.char(crc8(pad)), 1
  end
  function thermometer.onRead()
    local byte = out:byte(at)
    at = at + 1
    return byte
  end
  function thermometer.hasAlarm() return sixteenths > 75 * 16 end
  return thermometer
end

return chips
