local ____exports = {}
function ____exports.exists(name)
    return file.exists(name)
end
function ____exports.sizeOf(name)
    local handle = io.open(name, "rb")
    if handle == nil then
        return nil
    end
    local size = handle:seek("end")
    handle:close()
    return size
end
function ____exports.read(name, size)
    local at = 0
    return function()
        if at >= size then
            return nil
        end
        local handle = io.open(name, "rb")
        if handle == nil then
            return nil
        end
        handle:seek("set", at)
        local piece = handle:read(1400)
        handle:close()
        at = at + 1400
        return piece
    end
end
return ____exports
