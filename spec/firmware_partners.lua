-- What plays the surroundings of the device while a case of spec/firmware runs in the simulator: each
-- gets the testbed before the device does anything, and may return what runs every 10 ms.
local partners = {}

--- A phone that joins the device's access point, calls its port 80, and leaves without a word.
partners["silent phone"] = function(bed)
  local phone = bed.phone()
  local connection
  return function()
    local lan = bed.device.lan()
    if connection == nil and lan and lan.apUp() and phone.join() then
      connection = phone.open(80)
    elseif connection and phone.joined() and connection.state() == "open" then
      phone.leave()
    end
  end
end

--- A phone that calls the device's port 80 while lwIP has memory for one socket.
partners["no memory for a second socket"] = function(bed)
  bed.setAir({}, nil, { maxSockets = 1 })
  local phone = bed.phone()
  local connection
  return function()
    local lan = bed.device.lan()
    if connection == nil and lan and lan.apUp() and phone.join() then connection = phone.open(80) end
  end
end

local HOME = { ssid = "t_home", password = "t_password", channel = 6, rssi = -50 }

--- A router whose network is "t_home", with the password "t_password".
partners["home"] = function(bed) bed.setAir { HOME } end

--- The same, but once the device has its address nothing comes through any more.
partners["home that falls silent"] = function(bed)
  bed.setAir { HOME }
  local silent = false
  return function()
    local lan = bed.device.lan()
    if silent or not (lan and lan.stationIp()) then return end
    silent = true
    bed.setAir { { ssid = HOME.ssid, password = HOME.password, channel = HOME.channel, lossPercent = 100 } }
  end
end

return partners
