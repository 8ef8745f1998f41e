-- Forms, and what is read from them: requests to join, and static addresses.
local check = require("static_address").check
local form = require("form_codec")
local request = require("join_request")

local seeds = {
  "ssid=Home&password=correct+horse", "ssidHex=486f6d65&password=", "a=b&a=c&=d&e", "x=%41%zz%4", "ssid=%F0%9F%98%80&password=%00",
  "ssid=" .. ("x"):rep(33), "password=" .. ("f"):rep(64), "timeout=60", "done=1", "ssid=Home;password=x", "%3D=%26&+=+",
  "ip=192.168.1.60&netmask=255.255.255.0&gateway=192.168.1.1&dns=9.9.9.9", "ip=10.1.2.3&netmask=255.0.0.0&gateway=10.200.0.1&dns=",
  "ip=192.168.4.60&netmask=255.255.255.128&gateway=192.168.4.1",
}

local KNOWN = { { ssid = "Home", auth = 3, channel = 6 }, { ssid = "Open", auth = 0, channel = 1 }, { ssid = "Work", auth = 5, channel = 1 } }
local WORDS = { "&", "=", "%", "+", "%00", "%25", "ssid=", "password=", "ssidHex=", "setupCode=", "0123456789abcdef", "ip=", "&netmask=", "&gateway=", ".", "255", "256", "0" }
local AP_IP = "192.168.4.1"

-- Whatever it takes, the driver takes too: four numbers of 0 to 255 each.
local function addressFault(fields)
  local result = check(fields.ip, fields.netmask, fields.gateway, fields.dns, AP_IP)
  if (result.address == nil) ~= (result.problem ~= nil) then return "an address and a problem, or none of both" end
  for name, text in pairs(result.address or {}) do
    local count = 0
    for part in text:gmatch("%d+") do
      count = count + 1
      if tonumber(part) > 255 or part:find("^0%d") then return name .. " is no address: " .. text end
    end
    if count ~= 4 or not text:find("^%d+%.%d+%.%d+%.%d+$") then return name .. " is no address: " .. text end
  end
  return nil
end

local function run(input)
  local ok, fields = pcall(form.decodeForm, input)
  if not ok then return "decodeForm raised: " .. tostring(fields) end
  for name, value in pairs(fields) do
    if type(name) ~= "string" or type(value) ~= "string" then return "a field that is no text" end
  end
  local sound, problem = pcall(addressFault, fields)
  if not sound or problem then return "check: " .. tostring(problem) end
  local fine, checked = pcall(request.checkJoin, fields, KNOWN)
  if not fine then return "checkJoin raised: " .. tostring(checked) end
  if checked.ok then
    local wish = checked.wish
    if #wish.ssid < 1 or #wish.ssid > 32 or #wish.password > 64 or wish.ssid:find("%z") then return "a wish that no driver takes" end
  elseif checked.status ~= 400 and checked.status ~= 403 then
    return "refused with " .. tostring(checked.status)
  end
  return nil
end

return { name = "forms", seeds = seeds, words = WORDS, create = function() return { run = run } end }
