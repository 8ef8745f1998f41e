local ____exports = {}
function ____exports.isOwnHost(host, ownHosts)
    if ownHosts[host] == true then
        return true
    end
    local withoutPort = string.gsub(
        string.lower(host),
        ":80$",
        ""
    )
    local name = string.gsub(withoutPort, "%.$", "")
    return ownHosts[name] == true
end
function ____exports.isNeverThere(path)
    return path == "/favicon.ico" or path == "/robots.txt" or path == "/wpad.dat" or (string.find(path, "^/apple%-touch%-icon[^/]*%.png$")) ~= nil
end
return ____exports
