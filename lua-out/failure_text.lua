local ____exports = {}
local TEXTS = {
    ["wrong-password"] = "The password was not accepted.",
    ["not-found"] = "The network was not found. This device can use 2.4 GHz networks only.",
    ["no-address"] = "The network was joined, but its router gave no address.",
    enterprise = "Enterprise networks, which ask for a user name, cannot be joined by this device.",
    ["signal-lost"] = "The signal is too weak or was lost.",
    other = "The network could not be joined."
}
function ____exports.describe(cause, code)
    local text = TEXTS[cause]
    return cause == "other" and code ~= nil and ((text .. " (Reason ") .. tostring(code)) .. ")" or text
end
return ____exports
