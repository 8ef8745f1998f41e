-- Runs the cases of spec/firmware on simulated devices, a fresh one for each, as `make conformance`
-- runs them on a board. Uses nothing that the firmware's own Lua lacks on a PC, so that it runs there too.
local testbed = require("sim.testbed")
local modelled = require("sim.optional_modules").OPTIONAL_MODULES

local FOLDER = "spec/firmware/"
local SECTIONS = 6
local RUNNER = "conformance.lua"
local STEP_MS = 10
local LIMIT_MS = 120000
--- What a device of the case's own has, and what a partner adds to it.
local ALONE = "stock build,empty flash,free pins"
local WITH_PARTNER = ALONE .. ",radio,second host,a fault on request"

local world = {}

local function read(path)
  local f = assert(io.open(path, "rb"))
  local text = f:read("*a")
  f:close()
  return text
end

--- The lines of an index, as lists of their columns.
function world.index(section)
  local rows = {}
  for line in io.lines(FOLDER .. "index_" .. section .. ".tsv") do
    local row = {}
    for column in line:gmatch("[^\t]+") do row[#row + 1] = column end
    if not line:find("^#") and #row > 0 then rows[#rows + 1] = row end
  end
  return rows
end

--- The parts in the order of the indices: { name, text, cases }. A part may touch no firmware module
--- before one of its cases runs.
function world.parts()
  local list = {}
  for section = 1, SECTIONS do
    for _, row in ipairs(world.index(section)) do
      if row[1] == "part" then
        list[#list + 1] = { name = row[2], text = read(FOLDER .. row[2]), cases = dofile(FOLDER .. row[2]) }
      end
    end
  end
  return list
end

local function unescaped(text)
  return (text:gsub("\\(.)", { n = "\n", t = "\t", ["\\"] = "\\" }))
end

--- The last reset's cause in the words of the trace.
local function lastCause(bed)
  local events = bed.events("restart")
  return #events > 0 and events[#events].cause or "none"
end

--- What the console's reader checks for the device: nil, or what is wrong.
local function review(bed, text)
  local from = 1
  while true do
    local first, last, line = text:find("\n# ([^\n]*)\n", from)
    if not first then return nil end
    local seen = text:sub(1, first)
    local wanted = line:match("^console: (.*)")
    local unwanted = line:match("^no console: (.*)")
    local cause = line:match("^reset: (.*)")
    if wanted and not seen:find(unescaped(wanted), 1, true) then return "the console never showed: " .. wanted end
    if unwanted and seen:find(unescaped(unwanted), 1, true) then return "the console showed: " .. unwanted end
    if cause and cause ~= lastCause(bed) then return "reset by " .. lastCause(bed) .. ", not by " .. cause end
    from = last
  end
end

--- Those of a case's modules that the simulator knows; for want of others it is skipped.
local function known(modules)
  local list = {}
  for _, name in ipairs(modules or {}) do
    for _, other in ipairs(modelled) do
      if name == other then list[#list + 1] = name end
    end
  end
  return list
end

local function begin(part, case, options)
  local bed = testbed.create({
    files = { [RUNNER] = read(FOLDER .. RUNNER), [part.name] = part.text },
    modules = known(case.modules),
    firmware = options and options.firmware,
  })
  local partner = case.partner and require("firmware_partners")[case.partner]
  if case.partner and not partner then error("no partner is called " .. case.partner) end
  return bed, partner and partner(bed)
end

--- Runs one case in a device of its own: { ok, skipped = reason or nil, problem, console }.
function world.run(part, index, options)
  local case = part.cases[index]
  local bed, step = begin(part, case, options)
  bed.advance(0)
  local given = case.partner and WITH_PARTNER or ALONE
  bed.run(("dofile(%q)(%q, 1, %q, %d)"):format(RUNNER, part.name, given, index))
  local boots, spentMs = bed.device.bootCount(), 0
  while not bed.console():find("\n# end of ", 1, true) and spentMs < LIMIT_MS do
    bed.advance(STEP_MS)
    spentMs = spentMs + STEP_MS
    if step then step() end
    if bed.device.bootCount() ~= boots then
      boots = bed.device.bootCount()
      bed.device.execute(("dofile(%q)()"):format(RUNNER))
    end
  end
  local console = bed.console()
  local passed = console:match("\nok 1 %- ([^\n]*)")
  local problem
  if passed then
    problem = review(bed, console)
  else
    problem = console:match("\nnot ok 1 %- [^\n]*\n\n# (.-)\n\n# end of ") or "no verdict: " .. console
    problem = problem:gsub("\n# ", "\n")
  end
  local skipped = passed and passed:match("# SKIP (.*)")
  return { ok = problem == nil, skipped = skipped, problem = problem, console = console }
end

return world
