local ____exports = {}
local MAX_TRIES = 7
local SECONDS_PER_TRY = 10
local TURN_SECONDS = 20
function ____exports.isSame(secret, given)
    local difference = math.abs(#secret - #given)
    for at = 1, #secret do
        local byte = string.byte(given, at)
        difference = difference + math.abs(string.byte(secret, at) - (byte or 0))
    end
    return difference == 0
end
function ____exports.createGuard(code)
    return {code = code, triesLeft = MAX_TRIES, secondsToNext = SECONDS_PER_TRY, lastPeer = nil}
end
function ____exports.keepTurn(guard, peerIp)
    if guard.lastPeer ~= peerIp then
        if guard.waitingPeer == nil then
            guard.waitingPeer = peerIp
        end
    end
    if guard.waitingPeer == peerIp then
        guard.turnSeconds = TURN_SECONDS
    end
end
function ____exports.tickGuard(guard)
    if guard.waitingPeer ~= nil then
        guard.turnSeconds = guard.turnSeconds - 1
        if guard.turnSeconds <= 0 then
            guard.waitingPeer = nil
        end
    end
    guard.secondsToNext = guard.secondsToNext - 1
    if guard.secondsToNext > 0 then
        return
    end
    guard.secondsToNext = SECONDS_PER_TRY
    guard.triesLeft = math.min(MAX_TRIES, guard.triesLeft + 1)
end
function ____exports.passTime(guard, seconds)
    for _ = 1, math.min(seconds, MAX_TRIES * SECONDS_PER_TRY) do
        ____exports.tickGuard(guard)
    end
end
function ____exports.spendTry(guard, peerIp)
    guard.lastPeer = peerIp
    if guard.waitingPeer == peerIp then
        guard.waitingPeer = nil
    end
    if guard.triesLeft == MAX_TRIES then
        guard.secondsToNext = SECONDS_PER_TRY
    end
    guard.triesLeft = guard.triesLeft - 1
end
local function secondsToTry(guard, peerIp)
    local wasLast = guard.lastPeer == peerIp
    local missing = (wasLast and 2 or 1) - guard.triesLeft
    if missing > 0 then
        return guard.secondsToNext + (missing - 1) * SECONDS_PER_TRY
    end
    return wasLast and guard.waitingPeer ~= nil and guard.turnSeconds or 0
end
function ____exports.objectionTo(guard, givenCode, peerIp)
    local seconds = secondsToTry(guard, peerIp)
    if seconds > 0 then
        return {
            status = 429,
            reason = "too-many-tries",
            message = ("Too many tries, or others wait. Wait " .. tostring(seconds)) .. " seconds, then try again.",
            retrySeconds = seconds
        }
    end
    if guard.code == nil or ____exports.isSame(guard.code, givenCode or "") then
        return nil
    end
    ____exports.spendTry(guard, peerIp)
    return {status = 403, reason = "wrong-code", message = "The setup code is not right. It stands on the label of the device."}
end
return ____exports
