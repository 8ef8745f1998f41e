-- What lies in the flash of a measured device: our modules with what they require, folders as they are.
local ourModules = require("our_modules")

local flash = {}

flash.MODULES = ourModules.folder

-- A measure may put a firmware's in its place.
local open = io.open

function flash.read(path)
  local file = assert(open(path, "rb"), path .. " is missing")
  local bytes = file:read("*a")
  file:close()
  return bytes
end

function flash.page()
  return flash.read("build/page/portal.html.gz")
end

-- These modules of ours, and those they require.
function flash.modules(names)
  local files = {}
  for _, name in ipairs(names) do ourModules.add(files, name) end
  return files
end

-- The modules of ours that a text requires.
local function addRequired(files, text)
  for name in ourModules.requiredBy(text) do
    local file = open(flash.MODULES .. name .. ".lua", "rb")
    if file then
      file:close()
      ourModules.add(files, name)
    end
  end
end

-- A subject: the files that are named in its folder, and the page as page.html.gz. The folder bench/ours
-- gets our modules as well.
function flash.subject(folder, names)
  local files = { ["page.html.gz"] = flash.page() }
  for name in names:gmatch("[^,]+") do
    files[name] = flash.read(folder .. "/" .. name)
    if folder == "bench/ours" then addRequired(files, files[name]) end
  end
  return files
end

return flash
