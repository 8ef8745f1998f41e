local ____exports = {}
function ____exports.takeAddress(address)
    local ____address_0 = address
    local ip = ____address_0.ip
    local netmask = ____address_0.netmask
    local gateway = ____address_0.gateway
    local dns = ____address_0.dns
    local ok, problem = pcall(function()
        wifi.sta.setip({ip = ip, netmask = netmask, gateway = gateway, dns = dns})
    end)
    local ____ok_1
    if ok then
        ____ok_1 = nil
    else
        ____ok_1 = tostring(problem)
    end
    return ____ok_1
end
return ____exports
