-- One server beside others: rows "subject FIGURE VALUE". See docs/bench.md for what a folder has to do.
local account = require("account")
local flash = require("flash_files")
local requests = require("phone_requests")
local scenes = require("scenes")

local REQUESTS = 60
local AT_ONCE = 6
local PATHS = { page = "/", status = "/status" }

return function(tell, folder, names)
  local bed, phone = scenes.subject(flash.subject(folder, names))
  bed.advance(5000)
  tell("subject", "heapBytes", account.live(bed))
  for what, path in pairs(PATHS) do
    local response, ending = phone.get(path, requests.HEADERS)
    if not response then error(("%s: no answer to GET %s (%s)\n%s"):format(folder, path, ending, bed.console()), 0) end
    if response.status ~= 200 then error(("%s: GET %s is answered with %s"):format(folder, path, response.status), 0) end
    tell("subject", what .. "Bytes", #assert(scenes.bodyOf(response), "an answer in broken chunks"))
  end
  local page = flash.page()
  local served, asked = 0, 0
  local peak = account.peak(bed, function()
    while asked < REQUESTS do
      served = served + scenes.served(scenes.together(bed, phone, AT_ONCE, "/", requests.HEADERS), 200, page)
      asked = asked + AT_ONCE
      bed.advance(1000)
    end
  end)
  if #bed.events("restart") > 0 then error(("%s: the device restarted\n%s"):format(folder, bed.console()), 0) end
  tell("subject", "asked", asked)
  tell("subject", "served", served)
  tell("subject", "peakBytes", peak)
  for what, path in pairs(PATHS) do
    tell("subject", what .. "Instructions", (account.leastInstructions(bed, function() phone.start("GET", path, requests.HEADERS) end)))
  end
  bed.advance(60000)
  tell("subject", "leftBytes", account.live(bed))
end
