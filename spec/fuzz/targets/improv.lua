-- The console's line while the portal is open and Improv is on: packets, broken ones, and Lua in between. A device
-- without Improv is told what is no packet, and both consoles have to say the same.
local packets = require("fuzz.improv_packets")
local portal = require("fuzz.portal_session")
local twin = require("fuzz.twin_console")
local world = require("journey_world")

local FILES = {
  ["init.lua"] = twin.LOG_APART .. 'dofile("wifi_setup.lua")',
  ["settings.lua"] = "return { id = 'lamp', improv = true, connectTimeoutMs = 8000 }",
}
local SECRET = world.HOME.password
local MOST_BYTES = 600
-- Then what has begun and does not go on is given up.
local GIVEN_UP_MS = 1100
local MOST_JOIN_MS = 40000
local STATE, ERROR, RESULT = 1, 2, 4
local PROVISIONING = 3
local INVALID_PACKET, UNKNOWN_COMMAND = 1, 2
local ERRORS = { [0] = true, true, true, true, [255] = true }

local command, settings = packets.command, packets.settings
local seeds = {
  command(2, "") .. "\n", command(3, "") .. "\n", command(4, "") .. "\n", command(9, "abc") .. "\n",
  settings("Home", SECRET) .. "\n", settings("Home", "another one") .. "\n", settings("Cafe Zimt", "") .. "\n",
  settings("", "") .. "\n", settings(("s"):rep(32), ("p"):rep(64)) .. "\n", settings(("s"):rep(120), ("p"):rep(120)) .. "\n",
  command(1, "\5Home") .. "\n", packets.encode(1, "\2") .. "\n", packets.encode(3, "") .. "\n", packets.encode(3, ("x"):rep(255)) .. "\n",
  "print(6 * 7)\n" .. command(2, "") .. "\nprint('a')\r\n", "print(" .. command(3, "") .. "6)\n", command(2, "") .. command(2, "") .. "print(1)\n",
  "IMPROV\n", "IMPIMPROV\1", "IMPROV\1\3", "error('x')\n", "print('\195\164')\r", "pront\b\b\bint(1)\n\n", "--" .. ("c"):rep(260) .. "\n",
}
local words = {
  command(2, ""), settings("Home", "wrong horse"), "IMPROV\1", "IMPROV\1\3\255", "IMPROV\1\3\0", "IMPROV", "I", "print(1)\n", "\n", "\r\n", "\r", "\b", "\127",
  "\1\1", "=1\n", "[[", "]]", "(", ")",
}

-- What is typed may be a program, and one that changes print, or never ends, does what its writer asked for.
local function isUnfair(text)
  return text:find("=", 1, true) and (text:find("print", 1, true) or text:find("error", 1, true))
    or text:find("while", 1, true) or text:find("repeat", 1, true) or text:find("goto", 1, true)
end

-- How often each error, and the device's description, has to come.
local function expected(found)
  local counts = { invalid = found.broken, unknown = 0, info = 0 }
  for _, data in ipairs(found.commands) do
    local number, size = data:byte(1, 2)
    local ssidBytes = data:byte(3)
    local passwordBytes = ssidBytes and data:byte(4 + ssidBytes)
    if size ~= #data - 2 then counts.invalid = counts.invalid + 1
    elseif number == 3 then counts.info = counts.info + 1
    elseif number == 1 then
      if not passwordBytes or size ~= ssidBytes + passwordBytes + 2 then counts.invalid = counts.invalid + 1 end
    elseif number ~= 2 and number ~= 4 then counts.unknown = counts.unknown + 1
    end
  end
  return counts
end

-- Why this is no word of a device to an installer.
local function faultOf(answer, counts)
  local first, size = answer.data:byte(1, 2)
  if answer.data:find(SECRET, 1, true) then return "a packet with a password" end
  if answer.kind == STATE then return (#answer.data ~= 1 or first < 2 or first > 4) and "a state that there is not" or nil end
  if answer.kind == ERROR then
    if #answer.data ~= 1 or not ERRORS[first] then return "an error that there is not" end
    if first == INVALID_PACKET then counts.invalid = counts.invalid - 1 end
    if first == UNKNOWN_COMMAND then counts.unknown = counts.unknown - 1 end
    return nil
  end
  if answer.kind ~= RESULT or size ~= #answer.data - 2 then return "a packet of another kind, or length" end
  if first == 3 then counts.info = counts.info - 1 end
  local at = 3
  while at <= #answer.data do at = at + 1 + answer.data:byte(at) end
  return at ~= #answer.data + 1 and "a result whose texts do not fit" or nil
end

local function create()
  local session = portal.create({ files = FILES })
  local console = twin.create()
  local cleanConsole = twin.keepGlobals(console)
  local cleaned, clean

  local function tidy()
    if cleaned ~= session.bed then
      cleaned, clean = session.bed, twin.keepGlobals(session.bed)
      -- A new line editor: it has seen no end of a line yet.
      twin.type_(cleaned, twin.END_OF_CHUNK)
    end
    clean()
    cleanConsole()
    session.bed.forget()
    console.forget()
  end

  local heapBytes = session.heapBytes
  function session.heapBytes()
    tidy()
    return heapBytes()
  end

  -- What both say, after the same bytes but for the packets: the packets, or the fault.
  local function compare(bytes)
    local bed = session.bed
    local whole = packets.read(bytes, nil)
    local rest = packets.read(twin.END_OF_CHUNK, whole.skips)
    twin.type_(bed, bytes)
    bed.advance(GIVEN_UP_MS)
    twin.type_(bed, twin.END_OF_CHUNK)
    twin.type_(console, twin.withBlanks(whole.text .. rest.text))
    local deadlineMs = bed.device.world.clock.nowMs() + MOST_JOIN_MS
    local answers, shown
    repeat
      bed.advance(500)
      answers, shown = packets.answers(bed.console())
      if not answers then return shown end
      local state
      for _, answer in ipairs(answers) do
        if answer.kind == STATE then state = answer.data:byte() end
      end
    until state ~= PROVISIONING or bed.device.world.clock.nowMs() > deadlineMs
    local counts = expected(whole)
    for _, answer in ipairs(answers) do
      local fault = faultOf(answer, counts)
      if fault then return fault end
    end
    for name, count in pairs(counts) do
      if count ~= 0 then return ("%d answers too few of: %s"):format(count, name) end
    end
    local wanted = console.console()
    if not twin.isSame(shown, wanted) then
      local at = 1
      while shown:byte(at) == wanted:byte(at) do at = at + 1 end
      return ("the console shows %q, and would show %q"):format(shown:sub(at, at + 60), wanted:sub(at, at + 60))
    end
    return nil
  end

  function session.run(input)
    local bytes = input:sub(1, MOST_BYTES)
    if isUnfair(bytes) then return nil end
    tidy()
    twin.takeLog(session.bed)
    local fault = compare(bytes)
    local log = twin.takeLog(session.bed)
    if fault then return fault end
    if log:find(SECRET, 1, true) then return "a password in the log: " .. log end
    if log:find("%.lua:%d+:") then return "an error was caught: " .. log end
    local isOnline = #session.bed.events("sta_got_ip") > 0
    local problem = session.problem()
    if isOnline then session.begin() end
    return problem
  end
  return session
end

return { name = "improv", seeds = seeds, words = words, create = create, mend = packets.mend }
