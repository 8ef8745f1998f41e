local ____exports = {}
local ____own_host = require("own_host")
local isNeverThere = ____own_host.isNeverThere
local isOwnHost = ____own_host.isOwnHost
local PROBE_PATHS = {
    ["/generate_204"] = true,
    ["/gen_204"] = true,
    ["/captiveportal/generate_204"] = true,
    ["/hotspot-detect.html"] = true,
    ["/library/test/success.html"] = true,
    ["/connecttest.txt"] = true,
    ["/ncsi.txt"] = true,
    ["/redirect"] = true,
    ["/canonical.html"] = true,
    ["/success.txt"] = true,
    ["/check_network_status.txt"] = true,
    ["/nm"] = true,
    ["/nm-check.txt"] = true,
    ["/static/hotspot.txt"] = true,
    ["/kindle-wifi/wifistub.html"] = true,
    ["/kindle-wifi/wifiredirect.html"] = true
}
local function isFromElsewhere(head, ownHosts)
    local origin = head.headers.origin
    if origin == nil then
        return false
    end
    local host = string.match(origin, "^http://([^/]*)$")
    return host == nil or not isOwnHost(host, ownHosts)
end
function ____exports.judge(head, ownHosts, hasRoute)
    local reads = head.method == "GET" or head.method == "HEAD"
    local isOwn = head.host == nil or isOwnHost(head.host, ownHosts)
    if reads and isNeverThere(head.path) then
        return "missing"
    end
    if not isOwn then
        return reads and "redirect" or "forbidden"
    end
    if not reads then
        return isFromElsewhere(head, ownHosts) and "forbidden" or "own"
    end
    if PROBE_PATHS[head.path] == true then
        return "redirect"
    end
    return head.host == nil and not hasRoute and "redirect" or "own"
end
return ____exports
