local ____exports = {}
local MAX_TAGS = 16
local LONGEST_TAG_BYTES = 19
local ENGLISH = "en"
local RENAMED = {iw = "he"}
local function sorted(header)
    local all = {}
    for item in string.gmatch(
        string.lower(header),
        "[^,]+"
    ) do
        local tag = string.match(item, "^%s*(%a%a%a?%f[%A][%w-]*)")
        local quality = tonumber(string.match(item, ";%s*q=([%d.]+)") or "1") or 0
        if tag ~= nil and #tag <= LONGEST_TAG_BYTES and quality > 0 then
            local at = #all + 1
            while at > 1 and all[at - 2 + 1].quality < quality do
                at = at - 1
            end
            table.insert(all, at, {tag = tag, quality = quality})
        end
    end
    return all
end
local function isTraditional(tag)
    if (string.find(tag, "^zh%-hans")) ~= nil then
        return false
    end
    local part = string.match(tag, "^zh%-(%a+)") or ""
    return part == "hant" or part == "tw" or part == "hk" or part == "mo"
end
function ____exports.languagesOf(header)
    local tags = {}
    for ____, ____value in ipairs(sorted(header or "")) do
        local tag = ____value.tag
        local part = tag
        while part ~= nil do
            local name = RENAMED[part] or part
            if string.match(name, "^%a*") == ENGLISH or #tags == MAX_TAGS then
                return tags
            end
            tags[#tags + 1] = name
            local shorter = string.match(part, "^(.*)%-")
            local ____temp_0
            if shorter == "zh" and isTraditional(tag) then
                ____temp_0 = nil
            else
                ____temp_0 = shorter
            end
            part = ____temp_0
        end
    end
    return tags
end
return ____exports
