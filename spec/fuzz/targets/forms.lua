-- Forms, and the requests to join that are read from them.
local form = require("form_codec")
local request = require("join_request")

local seeds = {
  "ssid=Home&password=correct+horse", "ssidHex=486f6d65&password=", "a=b&a=c&=d&e", "x=%41%zz%4", "ssid=%F0%9F%98%80&password=%00",
  "ssid=" .. ("x"):rep(33), "password=" .. ("f"):rep(64), "timeout=60", "done=1", "ssid=Home;password=x", "%3D=%26&+=+",
}

local KNOWN = { { ssid = "Home", auth = 3, channel = 6 }, { ssid = "Open", auth = 0, channel = 1 }, { ssid = "Work", auth = 5, channel = 1 } }
local WORDS = { "&", "=", "%", "+", "%00", "%25", "ssid=", "password=", "ssidHex=", "setupCode=", "0123456789abcdef" }

local function run(input)
  local ok, fields = pcall(form.decodeForm, input)
  if not ok then return "decodeForm raised: " .. tostring(fields) end
  for name, value in pairs(fields) do
    if type(name) ~= "string" or type(value) ~= "string" then return "a field that is no text" end
  end
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
