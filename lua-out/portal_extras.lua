local ____exports = {}
local ____flash_files = require("flash_files")
local exists = ____flash_files.exists
local WANTED = {
    more = function() return true end,
    fields = function(____bindingPattern0)
        local options
        options = ____bindingPattern0.options
        return options.fields ~= nil
    end
}
function ____exports.extrasMember(portal)
    local names = {}
    for name, isWanted in pairs(WANTED) do
        if isWanted(portal) and exists(name .. ".js.gz") then
            names[#names + 1] = ("\"" .. name) .. "\""
        end
    end
    if #names == 0 then
        return ""
    end
    table.sort(names)
    return (",\"extras\":[" .. table.concat(names, ",")) .. "]"
end
return ____exports
