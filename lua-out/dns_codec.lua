local ____exports = {}
local HEADER_BYTES = 12
local MAX_LABEL_BYTES = 63
local MAX_NAME_BYTES = 255
local TIME_TO_LIVE_SECONDS = 10
local TYPE_A = 1
local ANY = 255
local CLASS_IN = 1
local DENIED_NAMES = {["use-application-dns.net"] = true, ["mask.icloud.com"] = true, ["mask-h2.icloud.com"] = true, wpad = true}
local function word(bytes, at)
    return string.byte(bytes, at) * 256 + string.byte(bytes, at + 1)
end
local function decodeQuestion(query)
    local labels = {}
    local at = HEADER_BYTES + 1
    local size = string.byte(query, at)
    while size ~= nil and size > 0 do
        if size > MAX_LABEL_BYTES or at + size > #query then
            return nil
        end
        labels[#labels + 1] = string.sub(query, at + 1, at + size)
        at = at + (size + 1)
        size = string.byte(query, at)
    end
    local nameBytes = at - HEADER_BYTES
    if size == nil or nameBytes > MAX_NAME_BYTES or at + 4 > #query then
        return nil
    end
    return {
        name = string.lower(table.concat(labels, ".")),
        type = word(query, at + 1),
        class = word(query, at + 3),
        endAt = at + 4
    }
end
local function isDenied(name)
    return DENIED_NAMES[name] == true or string.sub(name, 1, 5) == "wpad."
end
local function hasNoAddress(name)
    return name == "resolver.arpa" or string.sub(name, -14) == ".resolver.arpa"
end
local function header(query, code, questions, answers)
    local flags = string.byte(query, 3)
    local recursionDesired = flags % 2
    local opcodeBits = math.floor(flags / 8) % 16
    return (string.sub(query, 1, 2) .. string.char(128 + opcodeBits * 8 + 4 + recursionDesired, 128 + code)) .. string.char(
        0,
        questions,
        0,
        answers,
        0,
        0,
        0,
        0
    )
end
local function addressRecord(address)
    local a, b, c, d = string.match(address, "^(%d+)%.(%d+)%.(%d+)%.(%d+)$")
    return (string.char(
        192,
        HEADER_BYTES,
        0,
        TYPE_A,
        0,
        CLASS_IN
    ) .. string.char(
        0,
        0,
        0,
        TIME_TO_LIVE_SECONDS,
        0,
        4
    )) .. string.char(
        tonumber(a),
        tonumber(b),
        tonumber(c),
        tonumber(d)
    )
end
function ____exports.answer(query, resolve)
    if #query < HEADER_BYTES then
        return nil
    end
    local flags = string.byte(query, 3)
    if flags >= 128 then
        return nil
    end
    if math.floor(flags / 8) % 16 ~= 0 then
        return header(query, 4, 0, 0)
    end
    local ____temp_0
    if word(query, 5) == 1 then
        ____temp_0 = decodeQuestion(query)
    else
        ____temp_0 = nil
    end
    local question = ____temp_0
    if question == nil then
        return header(query, 1, 0, 0)
    end
    local echo = string.sub(query, HEADER_BYTES + 1, question.endAt)
    if question.class ~= CLASS_IN and question.class ~= ANY then
        return header(query, 5, 1, 0) .. echo
    end
    if isDenied(question.name) then
        return header(query, 3, 1, 0) .. echo
    end
    local wantsAddress = question.type == TYPE_A or question.type == ANY
    local ____temp_1
    if wantsAddress and not hasNoAddress(question.name) then
        ____temp_1 = resolve(question.name)
    else
        ____temp_1 = nil
    end
    local address = ____temp_1
    if address == nil then
        return header(query, 0, 1, 0) .. echo
    end
    return (header(query, 0, 1, 1) .. echo) .. addressRecord(address)
end
return ____exports
