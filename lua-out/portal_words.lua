local ____exports = {}
local TELLTALES = {"success", "networkmanager", "microsoft"}
function ____exports.defuse(text, escape)
    local result = text
    local lower = string.lower(text)
    for ____, word in ipairs(TELLTALES) do
        local at = string.find(lower, word, 1, true)
        while at ~= nil do
            local letter = string.sub(result, at, at)
            result = (string.sub(result, 1, at - 1) .. escape(letter)) .. string.sub(result, at + 1)
            lower = string.lower(result)
            at = string.find(lower, word, 1, true)
        end
    end
    return result
end
function ____exports.toEntity(character)
    return string.format(
        "&#%d;",
        string.byte(character)
    )
end
function ____exports.toJsonEscape(character)
    return string.format(
        "\\u%04x",
        string.byte(character)
    )
end
return ____exports
