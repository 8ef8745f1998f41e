local ____exports = {}
local INPUTS = {
    esp32 = "0-5 12-23 25-27 32-39",
    esp32s2 = "0-21 33-46",
    esp32s3 = "0-21 33-48",
    esp32c3 = "0-10 18-21",
    esp32c6 = "0-23"
}
local OUTPUTS = {esp32 = "0-5 12-23 25-27 32-33", esp32s2 = "0-21 33-45"}
local ANY = "0-63"
local function isAmong(pin, ranges)
    if type(pin) ~= "number" then
        return false
    end
    for first, last in string.gmatch(ranges, "(%d+)-(%d+)") do
        local offset = pin - tonumber(first)
        local isInRange = offset >= 0 and pin <= tonumber(last)
        if isInRange and offset % 1 == 0 then
            return true
        end
    end
    return false
end
local function partProblemOf(name, part, ranges, switchName)
    if part == nil then
        return nil
    end
    if type(part) ~= "table" then
        return name .. " has to be a table such as { pin = 4 }"
    end
    local fields = part
    if not isAmong(fields.pin, ranges) then
        return (name .. ".pin has to be the number of a GPIO that is free on this chip: ") .. ranges
    end
    for field, value in pairs(fields) do
        local isKnown = field == "pin" or field == switchName and type(value) == "boolean"
        if not isKnown then
            return ((name .. " takes pin, and ") .. switchName) .. ", which is true or false"
        end
    end
    return nil
end
function ____exports.boardProblemOf(options)
    local ____options_0 = options
    local statusLed = ____options_0.statusLed
    local button = ____options_0.button
    local doubleReset = ____options_0.doubleReset
    local model = node.chipmodel()
    local inputs = INPUTS[model] or ANY
    local problem = partProblemOf("statusLed", statusLed, OUTPUTS[model] or inputs, "activeLow") or partProblemOf("button", button, inputs, "activeHigh")
    if problem ~= nil then
        return problem
    end
    if statusLed ~= nil and button ~= nil and statusLed.pin == button.pin then
        return "button.pin is that of statusLed"
    end
    if doubleReset ~= nil and type(doubleReset) ~= "boolean" then
        return "doubleReset has to be true or false"
    end
    return nil
end
return ____exports
