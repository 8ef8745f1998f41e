local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local NEW = ".new"
local END = "\nend\n"
local function readWhole(name)
    local handle = io.open(name, "rb")
    if handle == nil then
        return nil
    end
    local text = handle:read("*a")
    handle:close()
    if text == nil or string.sub(text, -#END) ~= END then
        return nil
    end
    return string.sub(text, 1, -#END - 1)
end
function ____exports.isThere(name)
    return file.exists(name) or file.exists(name .. NEW)
end
function ____exports.read(name)
    return readWhole(name) or readWhole(name .. NEW)
end
local function write(name, text)
    local handle = io.open(name, "wb")
    if handle == nil then
        return false
    end
    local written = handle:write(text .. END)
    local closed = handle:close()
    return written ~= nil and closed
end
function ____exports.replace(name, text)
    local fresh = name .. NEW
    if not file.exists(name) and readWhole(fresh) ~= nil then
        file.rename(fresh, name)
    end
    file.remove(fresh)
    if not write(fresh, text) then
        file.remove(fresh)
        warning("flash", "%s can't be written: is the flash full?", name)
        return false
    end
    file.remove(name)
    return file.rename(fresh, name)
end
function ____exports.remove(name)
    file.remove(name .. NEW)
    file.remove(name)
end
function ____exports.namesWith(prefix)
    local names = {}
    for name in pairs(file.list() or ({})) do
        if (string.find(name, prefix, 1, true)) == 1 then
            names[#names + 1] = name
        end
    end
    return names
end
return ____exports
