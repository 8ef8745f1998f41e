local ____exports = {}
local ____join_request = require("join_request")
local ssidOf = ____join_request.ssidOf
local ____portal_form = require("portal_form")
local isRefusal = ____portal_form.isRefusal
local readForm = ____portal_form.readForm
local refusalAnswer = ____portal_form.refusalAnswer
local ____portal_json = require("portal_json")
local failureJson = ____portal_json.failureJson
local json = ____portal_json.json
local jsonText = ____portal_json.jsonText
local ____saved_network_codec = require("saved_network_codec")
local newNetwork = ____saved_network_codec.newNetwork
local ____saved_networks = require("saved_networks")
local find = ____saved_networks.find
local load = ____saved_networks.load
local wipe = ____saved_networks.wipe
local ____utf8_codec = require("utf8_codec")
local toValidUtf8 = ____utf8_codec.toValidUtf8
local function hexCodec()
    return require("hex_codec")
end
local function text(name, value)
    return value == nil and "" or ((",\"" .. name) .. "\":") .. jsonText(value)
end
local function rowOf(network, isNewest)
    local ____network_0 = network
    local ssid = ____network_0.ssid
    local joined = ____network_0.joined
    local failed = ____network_0.failed
    local cause = ____network_0.cause
    local ____opt_1 = network.address
    local ip = ____opt_1 and ____opt_1.ip
    local ____temp_3
    if toValidUtf8(ssid) == ssid then
        ____temp_3 = nil
    else
        ____temp_3 = hexCodec().encodeHex(ssid)
    end
    local hex = ____temp_3
    local parts = {
        (("{\"ssid\":" .. jsonText(ssid)) .. ",\"newest\":") .. tostring(isNewest),
        text("ssidHex", hex),
        string.format(",\"joined\":%d,\"failed\":%d", joined, failed),
        text("cause", cause),
        text("bssid", network.bssid),
        text("ip", ip),
        text("address", network.addressState)
    }
    return table.concat(parts) .. "}"
end
local function listAnswer(portal)
    local ____opt_4 = portal.options.saved.network
    local newest = ____opt_4 and ____opt_4.ssid
    local networks = load()
    wipe(networks)
    if newest ~= nil and find(networks, newest) == nil then
        table.insert(
            networks,
            1,
            newNetwork(newest)
        )
    end
    local rows = {}
    for ____, network in ipairs(networks) do
        rows[#rows + 1] = rowOf(network, network.ssid == newest)
    end
    return json(
        200,
        ("[" .. table.concat(rows, ",")) .. "]"
    )
end
local function refuse(status, reason, message)
    return json(
        status,
        failureJson(reason, nil, message)
    )
end
function ____exports.listSaved(portal, _request, reply)
    if portal.options.setupCode == nil then
        return reply(listAnswer(portal))
    end
    reply(refuse(403, "wrong-code", "Send the setup code, by POST, to see the saved networks."))
end
local function forget(portal, fields)
    local ____portal_options_6 = portal.options
    local saved = ____portal_options_6.saved
    local ____require_result_7 = require("saved_forget")
    local forgetAll = ____require_result_7.forgetAll
    local forgetNetwork = ____require_result_7.forgetNetwork
    local ssid = ssidOf(fields)
    if fields.forget ~= "all" and ssid == nil then
        return "it has no name"
    end
    local forgotten = fields.forget == "all" and forgetAll(saved.network) or forgetNetwork(saved.network, ssid)
    saved.network = forgotten.newest
    return forgotten.problem
end
function ____exports.changeSaved(portal, request, reply)
    local fields = readForm(portal, request)
    if isRefusal(fields) then
        return reply(refusalAnswer(fields, false))
    end
    local ____portal_8 = portal
    local attempt = ____portal_8.attempt
    local isBusy = portal.scanWaiters ~= nil or attempt ~= nil
    if isBusy and fields.forget ~= nil then
        return reply(refuse(409, "busy", "The device is busy with a network just now. Wait a moment."))
    end
    local ____temp_9
    if fields.forget == nil then
        ____temp_9 = nil
    else
        ____temp_9 = forget(portal, fields)
    end
    local problem = ____temp_9
    if problem == nil then
        reply(listAnswer(portal))
    else
        reply(refuse(503, "not-forgotten", ("The network could not be forgotten: " .. problem) .. "."))
    end
end
return ____exports
