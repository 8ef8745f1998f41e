local ____exports = {}
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local function textOf(file)
    local text = ""
    local pieces = read(
        file,
        sizeOf(file) or 0
    )
    for piece in pieces do
        text = text .. piece
    end
    return text
end
function ____exports.mayBeGuarded(file, guards, problem)
    local text = textOf(file)
    local sign = (string.find(problem, "<eof>", 1, true)) or (string.find(text, "[do]file")) or (string.find(text, "require%A"))
    if text == "" or sign ~= nil then
        return true
    end
    for name in pairs(guards) do
        if (string.find(text, name, 1, true)) ~= nil then
            return true
        end
    end
    return false
end
return ____exports
