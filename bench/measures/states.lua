-- Heap of the portal's life: rows "figure NAME BYTES" and "holder STATE MODULE CODE DATA".
local account = require("account")
local requests = require("phone_requests")
local scenes = require("scenes")
local world = require("journey_world")

local SOCKETS = 6
local LIST = "/api/access-points"

local measures = {}

local function tellHolders(tell, state)
  account.holders(function(...) tell("holder", state, ...) end)
end

function measures.boot(tell)
  local bed = scenes.online()
  tell("figure", "bootHeapBytes", account.live(bed))
  tellHolders(tell, "online with saved credentials")
end

function measures.portal(tell)
  local bed = scenes.portal()
  tell("figure", "portalHeapBytes", account.live(bed))
  tellHolders(tell, "portal open and idle")
end

-- All load the page, then all the list, then half of them each.
function measures.sockets(tell)
  local bed = scenes.portal()
  local phone = world.joinedPhone(bed)
  local page = world.files()["portal.html.gz"]
  local peak = account.peak(bed, function()
    assert(scenes.served(scenes.together(bed, phone, SOCKETS, "/"), 200, page) == SOCKETS)
    assert(scenes.served(scenes.together(bed, phone, SOCKETS, LIST), 200) == SOCKETS)
  end)
  tell("figure", "sixSocketsPeakBytes", peak)
end

-- The API itself, so that there is a state before: nothing but the module is loaded.
function measures.ended(tell)
  local bed = world.create({
    files = { ["init.lua"] = 'setup = require("wifi_setup")\n' },
    networks = scenes.networks(20),
  })
  bed.device.boot()
  bed.advance(1000)
  local before = account.live(bed)
  bed.run("setup.setup({}, function(info) joined = info and info.ip end)")
  world.waitForPortal(bed)
  world.setUp(bed, world.HOME)
  bed.advance(60000)
  assert(bed.global("joined"), "setup has not ended")
  tell("figure", "leftAfterSetupBytes", account.live(bed) - before)
  tellHolders(tell, "after setup has ended")
end

-- All of the answer's bytes.
function measures.page(tell)
  local bed = scenes.portal()
  tell("figure", "pageBytes", #world.joinedPhone(bed).get("/", requests.HEADERS).raw)
end

return function(tell, name) measures[name](tell) end
