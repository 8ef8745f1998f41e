local ____exports = {}
local CONSTANT_HIGH = {23170, 28377, 36635, 51810}
local CONSTANT_LOW = {31129, 60321, 48348, 49622}
local BLOCK_BYTES = 64
local floor = math.floor
local function createTables()
    local spread = {[0] = 0}
    local odd = {[0] = 0}
    for value = 0, 127 do
        spread[value * 2] = spread[value] * 4
        spread[value * 2 + 1] = spread[value] * 4 + 1
    end
    for counts = 0, 63 do
        for count = 0, 3 do
            odd[counts * 4 + count] = odd[counts] * 2 + count % 2
        end
    end
    return {spread = spread, odd = odd}
end
local function xor(tables, x, y, z)
    local spread = tables.spread
    local odd = tables.odd
    local xLow = x % 256
    local yLow = y % 256
    local zLow = z % 256
    local low = spread[xLow] + spread[yLow] + spread[zLow]
    local high = spread[(x - xLow) / 256] + spread[(y - yLow) / 256] + spread[(z - zLow) / 256]
    local lowest = low % 256
    local middle = high % 256
    return odd[lowest] + odd[(low - lowest) / 256] * 16 + odd[middle] * 256 + odd[(high - middle) / 256] * 4096
end
local function mix(tables, phase, x, y, z)
    if phase == 0 then
        return floor((y + z + xor(tables, x, z, 0) - xor(tables, x, y, 0)) / 2)
    end
    local parity = xor(tables, x, y, z)
    return phase == 2 and floor((x + y + z - parity) / 2) or parity
end
local function padding(bytes)
    return ((string.char(128) .. string.rep(
        string.char(0),
        (BLOCK_BYTES * 2 - 9 - bytes % BLOCK_BYTES) % BLOCK_BYTES
    )) .. string.char(
        0,
        0,
        0,
        floor(bytes / 536870912),
        floor(bytes / 2097152) % 256
    )) .. string.char(
        floor(bytes / 8192) % 256,
        floor(bytes / 32) % 256,
        bytes % 32 * 8
    )
end
local function extend(tables, schedule, round)
    local ____schedule_0 = schedule
    local high = ____schedule_0.high
    local low = ____schedule_0.low
    local i = (round + 13) % 16
    local j = (round + 8) % 16
    local k = (round + 2) % 16
    local slot = round % 16
    local highXor = xor(
        tables,
        xor(tables, high[i + 1], high[j + 1], high[k + 1]),
        high[slot + 1],
        0
    )
    local lowXor = xor(
        tables,
        xor(tables, low[i + 1], low[j + 1], low[k + 1]),
        low[slot + 1],
        0
    )
    high[slot + 1] = highXor * 2 % 65536 + floor(lowXor / 32768)
    low[slot + 1] = lowXor * 2 % 65536 + floor(highXor / 32768)
end
local function sum(tables, phase, half, other)
    local rotated = half[1] * 32 % 65536 + floor(other[1] / 2048)
    return rotated + mix(
        tables,
        phase,
        half[2],
        half[3],
        half[4]
    ) + half[5]
end
local function digestBlock(tables, state, message, at)
    local schedule = {high = {}, low = {}}
    for place = at, at + BLOCK_BYTES - 4, 4 do
        local a, b, c, d = string.byte(message, place, place + 3)
        local ____schedule_high_1 = schedule.high
        ____schedule_high_1[#____schedule_high_1 + 1] = a * 256 + b
        local ____schedule_low_2 = schedule.low
        ____schedule_low_2[#____schedule_low_2 + 1] = c * 256 + d
    end
    local high = {}
    local low = {}
    for ____, half in ipairs(state.high) do
        high[#high + 1] = half
    end
    for ____, half in ipairs(state.low) do
        low[#low + 1] = half
    end
    for round = 0, 79 do
        if round > 15 then
            extend(tables, schedule, round)
        end
        local slot = round % 16
        local phase = floor(round / 20)
        local lowSum = sum(tables, phase, low, high) + CONSTANT_LOW[phase + 1] + schedule.low[slot + 1]
        local highSum = sum(tables, phase, high, low) + CONSTANT_HIGH[phase + 1] + schedule.high[slot + 1]
        local secondHigh = high[2]
        high[2] = floor(secondHigh / 4) + low[2] % 4 * 16384
        low[2] = floor(low[2] / 4) + secondHigh % 4 * 16384
        table.insert(
            high,
            1,
            (highSum + floor(lowSum / 65536)) % 65536
        )
        table.insert(low, 1, lowSum % 65536)
        table.remove(high)
        table.remove(low)
    end
    for index = 0, 4 do
        local lowSum = state.low[index + 1] + low[index + 1]
        state.low[index + 1] = lowSum % 65536
        state.high[index + 1] = (state.high[index + 1] + high[index + 1] + floor(lowSum / 65536)) % 65536
    end
end
function ____exports.sha1(bytes)
    local tables = createTables()
    local state = {high = {
        26437,
        61389,
        39098,
        4146,
        50130
    }, low = {
        8961,
        43913,
        56574,
        21622,
        57840
    }}
    local message = bytes .. padding(#bytes)
    for at = 1, #message, BLOCK_BYTES do
        digestBlock(tables, state, message, at)
    end
    local digest = ""
    for index = 0, 4 do
        local high = state.high[index + 1]
        local low = state.low[index + 1]
        digest = digest .. string.char(
            floor(high / 256),
            high % 256,
            floor(low / 256),
            low % 256
        )
    end
    return digest
end
return ____exports
