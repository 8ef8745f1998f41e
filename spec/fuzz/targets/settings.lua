-- The settings file, as a hand, a program or a broken flash may have left it: the device gets to its
-- portal all the same, but never in a worse guarded way than was asked for.
local world = require("journey_world")

local seeds = {
  'return { id = "lamp", apPassword = "ten letters", idleTimeoutMs = 60000 }',
  'return { apIp = "192.0.2.1", connectTimeoutMs = 20000, keepConnected = false }',
  'return { setupCode = "481516", apSecurity = "wpa3", apPassword = "12345678" }',
  'return { name = "Lamp", colour = "#e2001a", logo = "logo.svg", localName = "lamp" }',
  "return { message = function(info) return info.ip end }",
  "local settings = {}\nsettings.id = 'x'\nreturn settings", "return nil", "return 7", "", "return setmetatable({}, { __index = error })",
}
local words = {
  "return ", "{", "}", "nil", "true", "0", "1e9", "-1", '""', '"x"', "= ", ", ", "--", "[[", "]]", "(", ")", "error()", "id", "apPassword",
  "apIp", "setupCode", "message", "function() end", "\0", "..", "#",
}

local MAX_WAIT_MS = 60000
local REFUSALS = { "apPassword has to be", "apPassword is missing", "setupCode has to be", "no setup network until it is mended" }

local function create()
  local session = {}

  function session.run(input)
    -- Such a loop is what its writer asked for: the watchdog ends it again and again.
    if input:find("while", 1, true) or input:find("repeat", 1, true) then return nil end
    local bed = world.create({ files = { ["settings.lua"] = input } })
    bed.device.boot()
    local function refused()
      for _, reason in ipairs(REFUSALS) do
        if bed.console():find(reason, 1, true) then return true end
      end
      return false
    end
    local opened = bed.until_(function() return #bed.events("ap_start") > 0 or refused() end, MAX_WAIT_MS)
    if #bed.events("restart") > 0 then return "the device restarted: " .. bed.console():sub(-600) end
    if not opened then return "no portal: " .. bed.console():sub(-600) end
    return nil
  end
  return session
end

return { name = "settings", seeds = seeds, words = words, create = create }
