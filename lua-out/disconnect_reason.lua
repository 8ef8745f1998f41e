local ____exports = {}
local CAUSES = {
    [2] = "wrong-password",
    [14] = "wrong-password",
    [15] = "wrong-password",
    [16] = "wrong-password",
    [17] = "wrong-password",
    [23] = "enterprise",
    [200] = "signal-lost",
    [201] = "not-found",
    [202] = "wrong-password",
    [204] = "wrong-password"
}
____exports.OWN_LEAVE = 8
function ____exports.causeOf(reason)
    return CAUSES[reason] or "other"
end
return ____exports
