local ____exports = {}
function ____exports.isOwnHost(host, ownHosts)
    if ownHosts[host] == true then
        return true
    end
    local name = string.match(
        string.lower(host) .. ":80:",
        "^([^:]-)%.?:80:"
    )
    return name ~= nil and ownHosts[name] == true
end
function ____exports.isNeverThere(path)
    if (string.find(path, "^/[afrw]")) == nil then
        return false
    end
    return path == "/favicon.ico" or path == "/robots.txt" or path == "/wpad.dat" or (string.find(path, "^/apple%-touch%-icon[^/]*%.png$")) ~= nil
end
return ____exports
