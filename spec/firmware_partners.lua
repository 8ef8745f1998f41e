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

--- A phone that calls the device's port 80 eight times at once.
partners["eight calls at once"] = function(bed)
  local phone = bed.phone()
  local called = false
  return function()
    local lan = bed.device.lan()
    if called or not lan or not lan.apUp() or not phone.join() then return end
    called = true
    for _ = 1, 8 do phone.open(80) end
  end
end

local HOME = { ssid = "t_home", password = "t_password", channel = 6, rssi = -50 }

local function homeWith(more)
  local network = {}
  for name, value in pairs(HOME) do network[name] = value end
  for name, value in pairs(more) do network[name] = value end
  return network
end

--- A router whose network is "t_home", with the password "t_password".
partners["home"] = function(bed) bed.setAir { HOME } end

--- The same, without room for another station.
partners["full home"] = function(bed) bed.setAir { homeWith { full = true } } end

--- The same, older than WPA2.
partners["old home"] = function(bed) bed.setAir { homeWith { auth = "wpa" } } end

--- The same, on another channel than the access point of a case.
partners["home on channel 11, and a phone"] = function(bed)
  bed.setAir { homeWith { channel = 11 } }
  local phone = bed.phone()
  return function()
    if not phone.joined() then phone.join() end
  end
end

--- The same; it goes off once the device is in it, and comes back 15 s later.
partners["home that goes off for a while"] = function(bed)
  bed.setAir { HOME }
  local steps
  return function()
    local lan = bed.device.lan()
    if steps then
      steps = steps + 1
    elseif lan and lan.stationIp() then
      steps = 0
      bed.setAir {}
    end
    if steps == 1500 then bed.setAir { HOME } end
  end
end

--- Four access points: two of one name, a hidden one and an open one.
partners["neighbours"] = function(bed)
  bed.setAir {
    { ssid = "t_twice", password = "t_password", channel = 1, rssi = -60, bssid = "02:00:00:00:00:01" },
    { ssid = "t_twice", password = "t_password", channel = 6, rssi = -40, bssid = "02:00:00:00:00:02" },
    { ssid = "t_hidden", password = "t_password", channel = 6, rssi = -50, bssid = "02:00:00:00:00:03", hidden = true },
    { ssid = "t_open", channel = 11, rssi = -70, bssid = "02:00:00:00:00:04" },
  }
end

--- Three phones that join the access point one after the other; each calls its port 80.
partners["three phones"] = function(bed)
  local phones = { bed.phone(), bed.phone(), bed.phone() }
  local called = {}
  return function()
    for index, phone in ipairs(phones) do
      if not phone.joined() and phone.join() and not called[index] then
        called[index] = true
        phone.open(80)
      end
    end
  end
end

--- The same, but once the device has its address nothing comes through any more.
partners["home that falls silent"] = function(bed)
  bed.setAir { HOME }
  local silent = false
  return function()
    local lan = bed.device.lan()
    if silent or not (lan and lan.stationIp()) then return end
    silent = true
    bed.setAir { homeWith { lossPercent = 100 } }
  end
end

return partners
