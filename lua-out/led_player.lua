local ____exports = {}
local portalState, beat, onAlarm, PATTERNS, timer, portal, shown, place, light, onRest
function portalState(____bindingPattern0)
    local clientCount
    local status
    status = ____bindingPattern0.status
    clientCount = ____bindingPattern0.clientCount
    local ____status_0 = status
    local state = ____status_0.state
    if state == "joining" or state == "online" then
        return state
    end
    if clientCount() == 0 then
        return "open"
    end
    return state == "failed" and state or "phone"
end
function beat()
    local pattern = PATTERNS[shown]
    if place >= #pattern then
        if portal ~= nil then
            return ____exports.show(
                portalState(portal),
                portal
            )
        end
        place = 0
    end
    local durationMs = pattern[place + 1]
    place = place + 1
    light(place % 2 == 1)
    if durationMs > 0 then
        timer:alarm(durationMs, tmr.ALARM_SINGLE, onAlarm)
    elseif shown == "online" then
        onRest()
    end
end
function onAlarm()
    pcall(beat)
end
function ____exports.show(state, openPortal)
    portal = openPortal or portal
    if (portal and portal.phase) ~= "open" then
        portal = nil
    end
    timer:unregister()
    shown = state
    place = 0
    beat()
end
PATTERNS = {
    joining = {100, 100},
    open = {1000, 1000},
    phone = {250, 250},
    online = {2000, 0},
    lost = {100, 200, 100, 1600},
    failed = {
        100,
        200,
        100,
        200,
        100,
        1300
    },
    erased = {0}
}
timer = tmr.create()
place = 0
function ____exports.begin(lightUp, rest)
    light = lightUp
    onRest = rest
end
____exports["end"] = function()
    timer:unregister()
    light(false)
end
return ____exports
