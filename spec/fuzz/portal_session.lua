-- A device with an open portal and a phone on its access point; a new one when the portal is over.
local fault = require("fuzz.fault")
local world = require("journey_world")

local REST_MS = 40000

local portal = {}

-- options: as world.openPortal takes them.
function portal.create(options)
  local session = { beds = 0 }

  -- A new device.
  function session.begin()
    session.beds = session.beds + 1
    session.bed = world.openPortal(options)
    -- What crashes the firmware below Lua is looked at elsewhere: docs/security.md.
    session.bed.setAir({ world.HOME, world.CAFE }, nil, { firmwareCrashes = false })
    session.phone = world.joinedPhone(session.bed)
  end

  -- The fault that an input left behind.
  function session.problem()
    local found = fault(session.bed)
    if found then return found end
    if #session.bed.events("ap_stop") > 0 then session.begin() end
    if not session.phone.joined() then session.phone.join() end
    return nil
  end

  -- Bytes in use when all is quiet.
  function session.heapBytes()
    session.problem()
    session.bed.advance(REST_MS)
    assert(not session.problem())
    -- The records hold what the device has made.
    session.bed.forget()
    collectgarbage()
    collectgarbage()
    return session.bed.device.luaBytes()
  end

  session.begin()
  return session
end

return portal
