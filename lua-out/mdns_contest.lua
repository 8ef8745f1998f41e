local ____exports = {}
function ____exports.claimsOf(own)
    local claims = {}
    for ____, record in ipairs(own) do
        if record.isUnique and record.type ~= 47 then
            claims[#claims + 1] = record
        end
    end
    return claims
end
function ____exports.uniqueNames(own)
    local names = {}
    for ____, ____value in ipairs(own) do
        local name = ____value.name
        local isUnique = ____value.isUnique
        if isUnique and name ~= names[#names] then
            names[#names + 1] = name
        end
    end
    return names
end
function ____exports.isContested(own, entry, isProbing)
    local contested = false
    if entry.ttlSeconds == 0 then
        return false
    end
    for ____, record in ipairs(own) do
        if record.key == entry.name and record.isUnique then
            local sameType = record.type == entry.type
            if sameType and record.data == entry.data then
                return false
            end
            if isProbing or sameType and entry.type ~= 47 then
                contested = true
            end
        end
    end
    return contested
end
local function sortedData(entries, name)
    local all = {}
    for ____, ____value in ipairs(entries) do
        local ownName = ____value.name
        local ____type = ____value.type
        local data = ____value.data
        if string.lower(ownName) == name then
            all[#all + 1] = string.char(
                math.floor(____type / 256),
                ____type % 256
            ) .. data
        end
    end
    table.sort(all)
    return all
end
local function compare(ours, theirs)
    for place = 0, #theirs - 1 do
        local mine = ours[place + 1]
        if mine == nil then
            return -1
        end
        if mine ~= theirs[place + 1] then
            return mine < theirs[place + 1] and -1 or 1
        end
    end
    return #ours - #theirs
end
function ____exports.givesWay(own, claims)
    for ____, name in ipairs(____exports.uniqueNames(own)) do
        local key = string.lower(name)
        local theirs = sortedData(claims, key)
        local order = #theirs == 0 and 0 or compare(
            sortedData(
                ____exports.claimsOf(own),
                key
            ),
            theirs
        )
        if order ~= 0 then
            return order < 0
        end
    end
    return false
end
return ____exports
