local ____exports = {}
____exports.IDLE = {state = "idle"}
function ____exports.mayJoin(status)
    return status.state ~= "joining" and status.state ~= "online"
end
function ____exports.isIdle(status)
    return status.state == "idle" or status.state == "failed"
end
local function withState(status, state)
    return {
        state = state,
        ssid = status.ssid,
        message = status.message,
        reason = status.reason,
        code = status.code
    }
end
function ____exports.nextStatus(status, event)
    local ____status_0 = status
    local state = ____status_0.state
    local ssid = ____status_0.ssid
    if event.type == "scan-began" then
        return ____exports.isIdle(status) and withState(status, "scanning") or status
    end
    if event.type == "join-asked" then
        return {state = "joining", ssid = event.ssid}
    end
    if event.type == "scan-ended" then
        if state ~= "scanning" then
            return status
        end
        return withState(status, status.reason == nil and "idle" or "failed")
    end
    if state ~= "joining" then
        return status
    end
    local ____event_1 = event
    local message = ____event_1.message
    if event.type == "joined" then
        return {state = "online", ssid = ssid, message = message}
    end
    return {
        state = "failed",
        ssid = ssid,
        reason = event.reason,
        code = event.code,
        message = message
    }
end
function ____exports.moveOn(standing, event)
    local ____standing_3 = standing
    local ____standing_seconds_2 = standing.seconds
    standing.stateAt = ____standing_seconds_2
    ____standing_3.heardAt = ____standing_seconds_2
    standing.statusAnswer = nil
    standing.status = ____exports.nextStatus(standing.status, event)
end
return ____exports
