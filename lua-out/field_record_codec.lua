local ____exports = {}
local TITLE = "wifi_setup fields 1\n"
local function sortedNames(values)
    local names = {}
    for name in pairs(values) do
        names[#names + 1] = name
    end
    table.sort(names)
    return names
end
function ____exports.encodeRecord(record)
    local lines = {TITLE}
    for ____, name in ipairs(sortedNames(record.texts)) do
        lines[#lines + 1] = ((("text " .. name) .. " ") .. tostring(record.texts[name])) .. "\n"
    end
    for ____, name in ipairs(sortedNames(record.secrets)) do
        lines[#lines + 1] = string.format("secret %s %d\n", name, record.secrets[name])
    end
    return table.concat(lines)
end
function ____exports.decodeRecord(text)
    if string.sub(text, 1, #TITLE) ~= TITLE then
        return nil
    end
    local texts = {}
    local secrets = {}
    for line in string.gmatch(
        string.sub(text, #TITLE + 1),
        "([^\n]*)\n"
    ) do
        local name, value = string.match(line, "^text ([%w_]+) (.*)$")
        local secret, which = string.match(line, "^secret ([%w_]+) ([12])$")
        if name ~= nil then
            texts[name] = value
        end
        if secret ~= nil then
            secrets[secret] = tonumber(which, 10)
        end
    end
    return {texts = texts, secrets = secrets}
end
return ____exports
