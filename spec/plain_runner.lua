-- Runs spec files without busted, on a Lua that can't load its C modules: describe, it and their kin,
-- with luassert, which is plain Lua:  lua spec/plain_runner.lua FILE ...  Ends with busted's last line.
package.path = "spec/?.lua;build/?.lua;/usr/share/lua/5.3/?.lua;/usr/share/lua/5.3/?/init.lua;" .. package.path

local totals = { successes = 0, failures = 0, errors = 0, pending = 0 }
local reports = {}
local PENDING = {}
-- What spec files see; the modules that they load have the plain assert.
local environment = setmetatable({ assert = require("luassert") }, { __index = _G })
local group
local inTest = false

local function fullName(name)
  local at = group
  while at.parent do
    name = at.name .. " " .. name
    at = at.parent
  end
  return name
end

local function report(kind, name, problem)
  totals[kind] = totals[kind] + 1
  if problem == nil then return end
  reports[#reports + 1] = ("\n%s: %s\n    %s"):format(kind:sub(1, -2), name, (tostring(problem):gsub("\n", "\n    ")))
end

local function describeProblem(thrown)
  return type(thrown) == "string" and debug.traceback(thrown, 2) or thrown
end

local function attempt(run, ...)
  return xpcall(run, describeProblem, ...)
end

-- Once, before the group's first test: a group without tests sets nothing up.
local function setUp(at)
  if not at or at.isSetUp then return end
  setUp(at.parent)
  at.isSetUp = true
  for _, run in ipairs(at.setup) do run() end
end

local function runBefore(at)
  if at.parent then runBefore(at.parent) end
  for _, run in ipairs(at.before) do run() end
end

local function runAfter(at)
  for _, run in ipairs(at.after) do run() end
  if at.parent then runAfter(at.parent) end
end

local function runTest(at, run)
  setUp(at)
  runBefore(at)
  inTest = true
  run()
end

function environment.describe(name, define)
  group = { name = name, parent = group, setup = {}, teardown = {}, before = {}, after = {} }
  local ok, problem = attempt(define)
  if not ok then report("errors", fullName("can't be defined"), problem) end
  for _, run in ipairs(group.isSetUp and group.teardown or {}) do
    local isDown, why = attempt(run)
    if not isDown then report("errors", fullName("teardown"), why) end
  end
  group = group.parent
end

function environment.it(name, run)
  local place = debug.getinfo(2, "Sl")
  name = ("%s @ %d\n    %s"):format(place.short_src, place.currentline, fullName(name))
  local ok, problem = attempt(runTest, group, run)
  inTest = false
  local isClean, why = attempt(runAfter, group)
  if problem == PENDING then report("pending", name)
  elseif not ok then report("failures", name, problem or "nil was thrown")
  elseif not isClean then report("failures", name, why or "nil was thrown")
  else report("successes", name)
  end
end

-- Inside of a test it ends the test.
function environment.pending(name)
  if inTest then error(PENDING, 0) end
  report("pending", name)
end

function environment.before_each(run) table.insert(group.before, run) end
function environment.after_each(run) table.insert(group.after, 1, run) end
function environment.setup(run) table.insert(group.setup, run) end
function environment.teardown(run) table.insert(group.teardown, 1, run) end

-- The modules that a file loaded are gone for the next one.
local function runFile(name)
  local loaded, path = {}, package.path
  for module, value in pairs(package.loaded) do loaded[module] = value end
  environment.describe(name, assert(loadfile(name, "t", setmetatable({}, { __index = environment }))))
  for module in pairs(package.loaded) do package.loaded[module] = loaded[module] end
  package.path = path
end

for _, name in ipairs(arg) do runFile(name) end

print(table.concat(reports, "\n"))
print(("%d successes / %d failures / %d errors / %d pending"):format(
  totals.successes, totals.failures, totals.errors, totals.pending))
os.exit(totals.failures + totals.errors == 0 and 0 or 1)
