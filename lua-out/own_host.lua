local ____exports = {}
function ____exports.isOwnHost(host, ownHosts)
    if ownHosts[host] == true then
        return true
    end
    local name = string.match(
        string.lower(host) .. ":80:",
        "^([^:]-)%.?:80:"
    )
    return ownHosts[name] == true
end
____exports.MAYBE_NEVER_THERE = "^/[afrw]"
function ____exports.isNeverThere(path)
    return path == "/favicon.ico" or path == "/robots.txt" or path == "/wpad.dat" or (string.find(path, "^/apple%-touch%-icon[^/]*%.png$")) ~= nil
end
return ____exports
