-- VM instructions of one answer, of ours (the portal) and of the hand-written program: rows
-- "instructions WHAT SUBJECT COUNT" and "spender WHAT MODULE COUNT" for ours.
local account = require("account")
local flash = require("flash_files")
local requests = require("phone_requests")
local scenes = require("scenes")
local world = require("journey_world")

local function answered(response, status)
  assert(response and response.status == status, "not answered")
end

local ASK = {
  dns = function(phone)
    assert(phone.query(requests.DNS_QUERY):sub(-4) == "\192\168\4\1")
  end,
  redirect = function(phone)
    answered(phone.get(requests.PROBE_PATH, requests.PROBE_HEADERS), 302)
  end,
  status = function(phone)
    answered(phone.get("/api/status", requests.HEADERS), 200)
  end,
  page = function(phone)
    local response = phone.get("/", requests.HEADERS)
    answered(response, 200)
    assert(response.body == flash.page())
  end,
}

return function(tell, handwrittenNames)
  local ours = scenes.portal()
  local ourPhone = world.joinedPhone(ours)
  local byHand, handPhone = scenes.subject(flash.subject("bench/handwritten", handwrittenNames))
  for _, what in ipairs({ "dns", "redirect", "status", "page" }) do
    local count, modules = account.leastInstructions(ours, function() ASK[what](ourPhone) end)
    tell("instructions", what, "ours", count)
    for module, part in pairs(modules) do tell("spender", what, module, part) end
    tell("instructions", what, "handwritten", (account.leastInstructions(byHand, function() ASK[what](handPhone) end)))
  end
end
