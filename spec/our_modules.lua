-- Where our modules are: readable as the compiler writes them, or short as they lie on a board. There
-- the same specs run on them: OUR_MODULES=build/lua-on-device/ (tools/device_lua.mjs writes them).
local modules = {}

-- The firmware's own Lua, where such specs run too, may have no environment.
modules.folder = os and os.getenv and os.getenv("OUR_MODULES") or "lua-out/"

-- Those that a text requires, one after another.
function modules.requiredBy(text)
  return text:gmatch('require%(?%s*"([%w_]+)"')
end

-- A module of ours and every one that it requires, into `files` by the name on the flash.
function modules.add(files, name)
  local fileName = name .. ".lua"
  if files[fileName] then return end
  local path = modules.folder .. fileName
  local file = assert(io.open(path, "rb"), path .. " is missing")
  files[fileName] = file:read("*a")
  file:close()
  for required in modules.requiredBy(files[fileName]) do modules.add(files, required) end
end

return modules
