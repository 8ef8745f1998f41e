local ____exports = {}
local recordAddress = ""
local record = ""
local function recordOf(address)
    if address ~= recordAddress then
        record = string.char(
            192,
            12,
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            10,
            0,
            4,
            string.match(address, "^(%d+)%.(%d+)%.(%d+)%.(%d+)$")
        )
        recordAddress = address
    end
    return record
end
function ____exports.answer(query, resolve)
    if #query < 12 then
        return nil
    end
    local flags, ____, questionsHigh, questions = string.byte(query, 3, 6)
    if flags >= 128 then
        return nil
    end
    local at = 12 + 1
    local lastSize = 0
    local size = string.byte(query, at)
    while size ~= nil and size > 0 and size <= 63 do
        lastSize = size
        at = at + (size + 1)
        size = string.byte(query, at)
    end
    local typeHigh, typeLow, classHigh, classLow = string.byte(query, at + 1, at + 4)
    local code = 1
    local questionEnd = 12
    local address
    if flags >= 8 then
        code = 4
    elseif size == 0 and classLow ~= nil and at <= 12 + 255 and questions == 1 and questionsHigh == 0 then
        questionEnd = at + 4
        code = 0
        local wantsAddress = typeHigh == 0 and (typeLow == 1 or typeLow == 255)
        if classHigh ~= 0 or classLow ~= 1 and classLow ~= 255 then
            code = 5
        elseif type(resolve) == "string" and lastSize ~= 4 and (string.find(query, "^.[MUWmuw][ASPasp]", 12 + 1)) == nil then
            if wantsAddress then
                address = resolve
            end
        else
            local names = require("dns_names_codec")
            local name = names.nameOf(query)
            if names.isDenied(name) then
                code = 3
            elseif wantsAddress and not names.hasNoAddress(name) then
                address = type(resolve) == "string" and resolve or resolve(name)
            end
        end
    end
    return ((string.sub(query, 1, 2) .. string.char(
        128 + 4 + flags - flags % 8 + flags % 2,
        128 + code,
        0,
        questionEnd > 12 and 1 or 0,
        0,
        address == nil and 0 or 1,
        0,
        0,
        0,
        0
    )) .. string.sub(query, 12 + 1, questionEnd)) .. (address == nil and "" or recordOf(address))
end
return ____exports
