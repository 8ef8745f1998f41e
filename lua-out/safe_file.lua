local ____exports = {}
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
        return false
    end
    file.remove(name)
    return file.rename(fresh, name)
end
function ____exports.remove(name)
    file.remove(name .. NEW)
    file.remove(name)
end
return ____exports
