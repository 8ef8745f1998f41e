local ____exports = {}
local ____http_connection = require("http_connection")
local close = ____http_connection.close
local connections = ____http_connection.connections
local function countByPeer(server, newPeerIp)
    local counts = {[newPeerIp] = 1}
    for ____, connection in pairs(connections) do
        local ip = connection.peerIp
        local isHeld = connection.server == server and connection.step ~= "lingering"
        if isHeld then
            counts[ip] = (counts[ip] or 0) + 1
        end
    end
    return counts
end
local function isIdle(connection)
    return connection.step == "reading" and connection.head == nil
end
local function quietest(server, newPeerIp)
    local counts = countByPeer(server, newPeerIp)
    local most = 0
    local victim
    for ____, connection in pairs(connections) do
        local count = connection.server == server and (counts[connection.peerIp] or 0) or 0
        local mayGo = count >= counts[newPeerIp] or connection.secondsSilent > 0
        local isOlder = count == most and connection.number < (victim and victim.number or 0)
        if (count > most or isOlder) and mayGo and isIdle(connection) then
            most = count
            victim = connection
        end
    end
    return victim
end
local function greediest(server, newPeerIp)
    local counts = countByPeer(server, newPeerIp)
    local most = counts[newPeerIp]
    local victim
    for ____, connection in pairs(connections) do
        local count = connection.server == server and (counts[connection.peerIp] or 0) or 0
        local isWorse = count == most and connection.secondsSilent > (victim and victim.secondsSilent or 0)
        if count > most or victim ~= nil and isWorse then
            most = count
            victim = connection
        end
    end
    return victim
end
local function answered(server)
    local victim
    for ____, connection in pairs(connections) do
        local isAnswered = connection.server == server and connection.step == "lingering"
        if isAnswered and (victim == nil or connection.number < victim.number) then
            victim = connection
        end
    end
    return victim
end
function ____exports.makeRoom(server, peerIp)
    local victim = quietest(server, peerIp) or greediest(server, peerIp) or answered(server)
    if victim == nil then
        return false
    end
    close(victim)
    return true
end
return ____exports
