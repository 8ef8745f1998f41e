-- Reads the fact sheet that the firmware's cases are drawn from: each line of its sections with facts,
-- by section and in plain words. The sheet lies beside the project, where somebody has it.
local PATHS = { "../shared/nodemcu-esp32.md" }
local FIRST, LAST = 1, 6

local sheet = {}

--- Without Markdown's signs: one line of plain words, columns of a table parted by " | ".
function sheet.plain(line)
  local text = line:gsub("^%s*|%s*", ""):gsub("%s*|%s*$", ""):gsub("\\|", "/"):gsub("[*`]", "")
  return (text:gsub("^%s*%- ", ""):gsub("^%s*%d+%. ", ""):gsub("%s+", " "))
end

local function isRule(line) return line:find("^%s*|[%s|:-]+|%s*$") ~= nil end

--- Lists { section, text } of each bullet, row and paragraph; nil where the sheet is not there.
function sheet.facts()
  for _, path in ipairs(PATHS) do
    local f = io.open(path, "rb")
    if f then
      local facts, section, number = {}, nil, 0
      for line in f:lines() do
        local heading = line:match("^##+ ([%d.]*)")
        if heading then
          section = heading:gsub("%.$", "")
          number = tonumber(section:match("^%d+")) or 0
        elseif number >= FIRST and number <= LAST then
          -- The row before a rule is the head of a table.
          if isRule(line) then facts[#facts] = nil end
          if line:find("%w") then facts[#facts + 1] = { section = section, text = sheet.plain(line) } end
        end
      end
      f:close()
      return facts
    end
  end
end

return sheet
