local ____exports = {}
local ____flash_files = require("flash_files")
local exists = ____flash_files.exists
local function looks()
    return require("portal_look")
end
local WANTED = {
    look = function(portal) return portal.options.look ~= nil end,
    more = function() return true end,
    fields = function(____bindingPattern0)
        local options
        options = ____bindingPattern0.options
        return options.fields ~= nil
    end
}
function ____exports.extraMembers(portal)
    local look = portal.options.look == nil and "" or looks().lookMembers(portal.options.look)
    local names = {}
    for name, isWanted in pairs(WANTED) do
        if isWanted(portal) and exists(name .. ".js.gz") then
            names[#names + 1] = ("\"" .. name) .. "\""
        end
    end
    local advanced = exists("advanced.js.gz") and ",\"advanced\":true" or ""
    if #names == 0 then
        return look
    end
    table.sort(names)
    return (((",\"extras\":[" .. table.concat(names, ",")) .. "]") .. advanced) .. look
end
return ____exports
