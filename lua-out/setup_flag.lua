local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
____exports.DOUBLE_RESET_FLAG = "double_reset.flag"
____exports.BUTTON_FLAG = "setup_button.flag"
function ____exports.isRaised(name)
    return file.exists(name)
end
function ____exports.raise(name)
    local ____, handle = pcall(function() return (io.open(name, "w")) end)
    if handle ~= nil and type(handle) ~= "string" then
        handle:close()
    end
    local isThere = ____exports.isRaised(name)
    if not isThere then
        warning("flag", "%s can't be written: is the flash full?", name)
    end
    return isThere
end
function ____exports.lower(name)
    if not ____exports.isRaised(name) then
        return false
    end
    pcall(file.remove, name)
    local isGone = not ____exports.isRaised(name)
    if not isGone then
        warning("flag", "%s can't be removed, and does not count", name)
    end
    return isGone
end
return ____exports
