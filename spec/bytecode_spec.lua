-- The setup as bytecode, and out of LFS, with the programs of docs/bytecode.md.
require("support")
local world = require("journey_world")

local function readDocument()
  local file = assert(io.open("docs/bytecode.md", "rb"))
  local text = file:read("*a")
  file:close()
  local blocks = {}
  for block in text:gmatch("```lua\n(.-)```") do blocks[#blocks + 1] = block end
  return blocks
end

local BLOCKS = readDocument()
local COMPILE_ALL, FROM_LFS = BLOCKS[1], BLOCKS[2]

-- 5.1 can't strip what it dumps, and the flash is too small for that.
local onFirmwaresLua = _VERSION == "Lua 5.1" and pending or it

local function assertSetsUp(bed)
  world.waitForPortal(bed)
  world.setUp(bed, world.HOME)
  bed.advance(60000)
  assert.is_true(bed.global("joined"), bed.console())
end

describe("bytecode", function()
  onFirmwaresLua("of all modules joins a network, with no source but the program's own", function()
    local files = world.files()
    files["init.lua"] = ""
    files["app.lua"] = "joined = true"
    local bed = world.create({ files = files })
    bed.device.boot()
    bed.advance(1000)
    bed.run(COMPILE_ALL)
    bed.run("sources = {} for name in pairs(file.list()) do sources[#sources + 1] = name:match('.*%.lua$') end")
    local sources = {}
    for index, name in ipairs(bed.global("sources")) do sources[index] = name end
    table.sort(sources)
    assert.same({ "app.lua", "init.lua" }, sources)
    bed.flash.write("init.lua", 'dofile("wifi_setup.lc")')
    bed.device.powerCycle()
    assertSetsUp(bed)
  end)
end)

describe("LFS", function()
  it("gives the modules when init.lua asks there", function()
    local files = {}
    for name, text in pairs(world.files()) do
      files[name:find("%.lua$") and name ~= "init.lua" and name:gsub("%.lua$", ".lfs") or name] = text
    end
    files["app.lua"] = "joined = true"
    files["init.lua"] = [[
      local node = setmetatable({ LFS = {
        get = function(name) return (loadfile(name .. ".lfs")) end,
      } }, { __index = node })
    ]] .. FROM_LFS
    local bed = world.create({ files = files })
    bed.device.boot()
    assertSetsUp(bed)
  end)
end)
