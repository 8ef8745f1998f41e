-- Runs the cases of a part on the device, one by one, and prints TAP. Plain Lua for 5.1 and 5.3; no
-- more than 8 KB, for it is sent to boards. It notes where it is on the flash, so that it can go on
-- after a reset: dofile("conformance.lua")(part, number, given, only) begins a part,
-- dofile("conformance.lua")() goes on. See docs/conformance.md.
local STATE_FILE = "conformance.state"
local SCRATCH = "^t_"
local RESET_WITHIN_MS = 9000
local DOING_MS = 10

local state, cases, t, failure, running, limit

local function write(name, text)
  local f = assert(io.open(name, "w"))
  f:write(text)
  f:close()
end

local function save()
  write(STATE_FILE, ("return { part = %q, number = %d, given = %q, only = %d, index = %d, boot = %d, kept = %q, init = %s }")
    :format(state.part, state.number, state.given, state.only, state.index, state.boot, state.kept, tostring(state.init)))
end

local function comment(text)
  print("\n# " .. tostring(text):gsub("\n", "\n# "))
end

local function escaped(text)
  return (text:gsub("[\\\n\t]", { ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t" }))
end

local function after(ms, fn)
  local timer = tmr.create()
  timer:alarm(ms, tmr.ALARM_SINGLE, function() fn() end)
  return timer
end

--- What the case needs and this device and place lack, or nil.
local function lacks(needs)
  if type(needs) == "string" then needs = { needs } end
  for _, need in ipairs(needs or {}) do
    local has
    if need == "32-bit numbers" then
      has = math.maxinteger + 1 < 0 and math.maxinteger < 2 ^ 32
    elseif need == "Lua 5.3" then
      has = (loadstring or load)("return 1 // 1") ~= nil
    elseif need == "a stack of 12000 slots" then
      has = not pcall(unpack, {}, 1, 13000)
    elseif need:find("^module ") then
      has = _G[need:sub(8)] ~= nil
    else
      has = ("," .. state.given .. ","):find("," .. need .. ",", 1, true)
    end
    if not has then return need end
  end
end

local nextCase

local function tidy()
  node.setonerror()
  node.output()
  for name in pairs(file.list()) do
    if name:find(SCRATCH) then file.remove(name) end
  end
  if state.init then file.remove("init.lua") end
  state.init = false
end

local function finish(skipped)
  if not running then return end
  running = false
  if limit then limit:unregister() end
  limit = nil
  local case = cases[state.index]
  if not skipped then tidy() end
  print(("\n%s %d - %s%s"):format(failure and "not ok" or "ok", state.number, case.name,
    skipped and " # SKIP needs " .. skipped or ""))
  if failure then comment(failure) end
  failure, t = nil, nil
  state.number, state.index, state.boot, state.kept = state.number + 1, state.index + 1, 0, ""
  save()
  if case.leaves and not skipped and state.only == 0 then node.restart() end
  after(DOING_MS, nextCase)
end

local function fail(problem)
  failure = failure or tostring(problem)
  finish()
end

--- Keeps the failure even where a pcall of the case swallows the error.
local function complain(text)
  local at = debug.traceback():match(state.part:gsub("%p", "%%%0") .. ":%d+: ") or ""
  failure = failure or at .. text
  error(text, 3)
end

local function shown(value)
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" then return tostring(value) end
  local list = {}
  for key, item in pairs(value) do list[#list + 1] = tostring(key) .. "=" .. shown(item) end
  table.sort(list)
  return "{" .. table.concat(list, " ") .. "}"
end

local function same(a, b)
  if rawequal(a, b) or type(a) ~= "table" or type(b) ~= "table" then return a == b or (a ~= a and b ~= b) end
  for key, item in pairs(a) do if not same(item, b[key]) then return false end end
  for key in pairs(b) do if a[key] == nil then return false end end
  return true
end

local function createCheck()
  local check = { after = after, write = write, comment = comment }
  function check.equal(wanted, got, what)
    if not same(wanted, got) then
      complain((what and what .. ": " or "") .. "wanted " .. shown(wanted) .. ", got " .. shown(got))
    end
  end
  function check.truthy(value, what)
    if not value then complain(what or "wanted something true, got " .. tostring(value)) end
  end
  function check.matches(pattern, text)
    if type(text) ~= "string" or not text:find(pattern) then
      complain("wanted a match of " .. pattern .. ", got " .. shown(text))
    end
  end
  --- fn(...) raises this text, apart from the position in front of it.
  function check.raises(text, fn, ...)
    local ok, problem = pcall(fn, ...)
    if ok then complain("wanted the error " .. text .. ", got none") end
    if type(problem) == "string" then problem = problem:gsub("^%[string .-%]:%d+: ", ""):gsub("^[%w_./]+:%d+: ", "") end
    if problem ~= text then complain("wanted the error " .. shown(text) .. ", got " .. shown(problem)) end
  end
  --- What an expression, or statements with a return, gives: for syntax that 5.1 can't parse.
  function check.eval(code)
    return assert((loadstring or load)(code:find("return") and code or "return " .. code))()
  end
  function check.read(name)
    local f = io.open(name)
    if not f then return nil end
    local text = f:read("*a")
    f:close()
    return text
  end
  check.fail = complain
  function check.done() node.task.post(function() finish() end) end
  --- A text that stays over the resets of the case.
  function check.keep(text)
    state.kept = text
    save()
  end
  function check.kept() return state.kept end
  --- An init.lua for the next boot; it goes when the case ends.
  function check.init(code)
    state.init = true
    save()
    write("init.lua", code)
  end
  --- Whoever reads the console checks that the case has (or has not) shown this text by now.
  function check.printed(text) comment("console: " .. escaped(text)) end
  function check.notPrinted(text) comment("no console: " .. escaped(text)) end
  --- The last reset was of this kind; a chip tells little of it, the simulator more.
  function check.resetBy(cause)
    check.equal(19, (select(2, node.bootreason())), "bootreason")
    comment("reset: " .. cause)
  end
  return check
end

local function boots(case) return case.boots or { case.run } end

local function runBoot()
  local case = cases[state.index]
  local list = boots(case)
  local isLast = state.boot == #list
  running, failure, t = true, nil, createCheck()
  save()
  node.setonerror(fail)
  limit = tmr.create()
  local ms = isLast and (case.within or RESET_WITHIN_MS) or RESET_WITHIN_MS
  limit:alarm(ms, tmr.ALARM_SINGLE, function()
    fail(isLast and "not done within " .. ms .. " ms" or "no reset within " .. ms .. " ms")
  end)
  local ok, problem = pcall(list[state.boot], t)
  if not ok then
    fail(problem)
  elseif failure or (isLast and not case.within) then
    finish()
  end
end

nextCase = function()
  collectgarbage()
  local case = cases[state.index]
  if not case or (state.only > 0 and state.index ~= state.only) then
    file.remove(STATE_FILE)
    package.loaded.conformance = nil
    print("\n# end of " .. state.part)
    return
  end
  local lacking = lacks(case.needs)
  if lacking then
    running, failure = true, nil
    finish(lacking)
    return
  end
  state.boot = 1
  runBoot()
end

local function goOn()
  local case = cases[state.index]
  if state.boot == 0 or not case then return nextCase() end
  if state.boot < #boots(case) then
    state.boot = state.boot + 1
    return runBoot()
  end
  running, failure = true, "the chip reset, bootreason " .. table.concat({ node.bootreason() }, " ")
  finish()
end

return function(part, number, given, only)
  if package.loaded.conformance then
    print("\n# busy")
    return
  end
  if part then
    only = only or 0
    state = { part = part, number = number or 1, given = given or "", only = only, kept = "", init = false }
    state.index, state.boot = only > 0 and only or 1, 0
  elseif file.exists(STATE_FILE) then
    state = dofile(STATE_FILE)
  else
    print("\n# nothing to go on with")
    return
  end
  package.loaded.conformance = true
  node.osprint(false)
  cases = dofile(state.part)
  node.task.post(goOn)
end
