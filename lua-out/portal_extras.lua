local ____exports = {}
local ____flash_files = require("flash_files")
local exists = ____flash_files.exists
local WANTED = {more = function() return true end}
function ____exports.extrasMember(portal)
    local names = {}
    for name, isWanted in pairs(WANTED) do
        if isWanted(portal) and exists(name .. ".js.gz") then
            names[#names + 1] = ("\"" .. name) .. "\""
        end
    end
    local advanced = exists("advanced.js.gz") and ",\"advanced\":true" or ""
    if #names == 0 then
        return ""
    end
    table.sort(names)
    return ((",\"extras\":[" .. table.concat(names, ",")) .. "]") .. advanced
end
return ____exports
