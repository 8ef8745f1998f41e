local ____exports = {}
local ____portal_json = require("portal_json")
local json = ____portal_json.json
function ____exports.secondsLeft(portal)
    local ____portal_0 = portal
    local seconds = ____portal_0.seconds
    local status = ____portal_0.status
    local options = ____portal_0.options
    local ____status_1 = status
    local state = ____status_1.state
    if state == "online" then
        return math.max(
            0,
            math.min(portal.endAt, portal.stateAt + 600) - seconds
        )
    end
    if options.idleTimeoutMs == nil or state ~= "idle" and state ~= "failed" then
        return nil
    end
    local unused = math.floor(options.idleTimeoutMs / 1000) + 1 - portal.secondsUnused
    return math.max(0, unused, portal.heldUntil - seconds)
end
function ____exports.countdownAnswer(portal)
    local left = ____exports.secondsLeft(portal)
    return json(
        200,
        string.format(
            "{\"closesIn\":%s}",
            left == nil and "null" or tostring(left)
        )
    )
end
return ____exports
