-- Each route of the portal is among the requests that the random inputs begin with: a new one can't be forgotten.
require("support")

local SOURCES = { "src/portal_routes.ts", "src/portal_extra_routes.ts" }
local METHODS = { READING = "GET", POSTING = "POST" }

-- "GET /api/status" and so on, as the tables of routes say.
local function routes()
  local found, method = {}, nil
  for _, name in ipairs(SOURCES) do
    for line in io.lines(name) do
      method = METHODS[line:match("const (%u+): Record<string, Route>")] or method
      local path = line:match('^  "(/[^"]*)":')
      if path then found[#found + 1] = method .. " " .. path end
    end
  end
  return found
end

describe("the random requests", function()
  it("begin with one for each route", function()
    local asked = {}
    for _, seed in ipairs(require("fuzz.targets.http").seeds) do
      local route = seed:match("^%u+ [^ ?]+")
      if route then asked[route] = true end
    end
    local all = routes()
    -- Those that there are today: so the tables are read.
    assert.is_true(#all >= 20)
    for _, route in ipairs(all) do assert.is_true(asked[route], route .. " is not among the seeds of spec/fuzz/targets/http.lua") end
  end)
end)
