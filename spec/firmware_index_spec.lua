-- The index of the firmware's cases (spec/firmware/index_*.tsv): each fact of the sheet's sections 1 to 6
-- has its cases, or the reason why there is none.
require("support")
local sheet = require("firmware_sheet")
local world = require("firmware_world")

local SECTIONS = 6

local parts = world.parts()
local caseNames = {}
for _, part in ipairs(parts) do
  for _, case in ipairs(part.cases) do caseNames[case.name] = part.name end
end

--- All rows of facts: { section, key, kind, text, shown }.
local rows = {}
for section = 1, SECTIONS do
  for _, row in ipairs(world.index(section)) do
    if row[1] ~= "part" then
      rows[#rows + 1] = { section = row[1], key = row[2], kind = row[3], text = row[4], shown = row[1] .. " " .. row[2] }
    end
  end
end

--- "path: name" of a test elsewhere, whose file has that name.
local function isTest(text)
  local path, name = tostring(text):match("^(%S+): (.*)$")
  local f = path and io.open(path, "rb")
  if not f then return false end
  local source = f:read("*a")
  f:close()
  return source:find('"' .. name .. '"', 1, true) ~= nil
end

local function none(list) assert.equal("", table.concat(list, "\n")) end

describe("the index of the firmware's cases", function()
  it("lists the parts that there are", function()
    local listed, found = {}, {}
    for _, part in ipairs(parts) do listed[#listed + 1] = part.name end
    local folder = io.popen("ls spec/firmware")
    for name in folder:lines() do
      if name:find("^%d.*%.lua$") then found[#found + 1] = name end
    end
    folder:close()
    table.sort(listed)
    table.sort(found)
    assert.same(found, listed)
  end)

  it("has a case, a test elsewhere or a reason in each row", function()
    local wrong = {}
    for _, row in ipairs(rows) do
      local known = row.kind == "case" and caseNames[row.text]
        or row.kind == "spec" and isTest(row.text)
        or row.kind == "reason" and row.text
      if not known then wrong[#wrong + 1] = row.shown .. ": " .. tostring(row.text or "neither a case nor a reason") end
    end
    none(wrong)
  end)

  it("names each case, whose own name begins with its section", function()
    local named, wrong, seen = {}, {}, {}
    for _, row in ipairs(rows) do named[row.text or ""] = true end
    for _, part in ipairs(parts) do
      for _, case in ipairs(part.cases) do
        local section = case.name:match("^(%d)[%d.]* ")
        if not named[case.name] then wrong[#wrong + 1] = "not in the index: " .. case.name end
        if section ~= part.name:sub(1, 1) then wrong[#wrong + 1] = "wrong section: " .. case.name end
        if seen[case.name] then wrong[#wrong + 1] = "twice: " .. case.name end
        seen[case.name] = true
      end
    end
    none(wrong)
  end)

  -- Only where somebody has the sheet.
  local facts = sheet.facts()
  if not facts then return end

  local function isAbout(row, fact)
    return row.section == fact.section and fact.text:sub(1, #row.key) == row.key
  end

  it("has a row for each fact of the sheet", function()
    local missing = {}
    for _, fact in ipairs(facts) do
      local found = false
      for _, row in ipairs(rows) do found = found or isAbout(row, fact) end
      if not found then missing[#missing + 1] = fact.section .. "\t" .. fact.text end
    end
    none(missing)
  end)

  it("has no row of a fact that the sheet lacks, or of two", function()
    local stale = {}
    for _, row in ipairs(rows) do
      local count = 0
      for _, fact in ipairs(facts) do
        if isAbout(row, fact) then count = count + 1 end
      end
      if count ~= 1 then stale[#stale + 1] = row.shown .. ": " .. count .. " facts" end
    end
    none(stale)
  end)
end)
