local ____exports = {}
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local function textOf(file)
    local pull = read(
        file,
        sizeOf(file) or 0
    )
    local text = ""
    local piece = pull()
    while piece ~= nil do
        text = text .. piece
        piece = pull()
    end
    return text
end
function ____exports.mayBeGuarded(file, guards, problem)
    local text = textOf(file)
    if text == "" or (string.find(problem, "<eof>", 1, true)) ~= nil then
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
