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
    repeat
        local ____switch6 = event.type
        local ____cond6 = ____switch6 == "scan-began"
        if ____cond6 then
            return ____exports.isIdle(status) and withState(status, "scanning") or status
        end
        ____cond6 = ____cond6 or ____switch6 == "scan-ended"
        if ____cond6 then
            if status.state ~= "scanning" then
                return status
            end
            return withState(status, status.reason == nil and "idle" or "failed")
        end
        ____cond6 = ____cond6 or ____switch6 == "join-asked"
        if ____cond6 then
            return {state = "joining", ssid = event.ssid}
        end
        ____cond6 = ____cond6 or ____switch6 == "joined"
        if ____cond6 then
            if status.state ~= "joining" then
                return status
            end
            return {state = "online", ssid = status.ssid, message = event.message}
        end
        ____cond6 = ____cond6 or ____switch6 == "join-failed"
        if ____cond6 then
            if status.state ~= "joining" then
                return status
            end
            return {
                state = "failed",
                ssid = status.ssid,
                reason = event.reason,
                code = event.code,
                message = event.message
            }
        end
    until true
end
function ____exports.moveOn(standing, event)
    local ____standing_1 = standing
    local ____standing_seconds_0 = standing.seconds
    standing.stateAt = ____standing_seconds_0
    ____standing_1.heardAt = ____standing_seconds_0
    standing.statusAnswer = nil
    standing.status = ____exports.nextStatus(standing.status, event)
end
return ____exports
