local ____exports = {}
____exports.IDLE = {state = "idle"}
function ____exports.mayJoin(status)
    return status.state ~= "joining" and status.state ~= "online"
end
function ____exports.isIdle(status)
    return status.state == "idle" or status.state == "failed"
end
function ____exports.nextStatus(status, event)
    repeat
        local ____switch5 = event.type
        local ____cond5 = ____switch5 == "scan-began"
        if ____cond5 then
            return ____exports.isIdle(status) and ({state = "scanning"}) or status
        end
        ____cond5 = ____cond5 or ____switch5 == "scan-ended"
        if ____cond5 then
            return status.state == "scanning" and ____exports.IDLE or status
        end
        ____cond5 = ____cond5 or ____switch5 == "join-asked"
        if ____cond5 then
            return {state = "joining", ssid = event.ssid}
        end
        ____cond5 = ____cond5 or ____switch5 == "joined"
        if ____cond5 then
            if status.state ~= "joining" then
                return status
            end
            return {state = "online", ssid = status.ssid, message = event.message}
        end
        ____cond5 = ____cond5 or ____switch5 == "join-failed"
        if ____cond5 then
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
return ____exports
