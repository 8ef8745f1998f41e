local ____exports = {}
local linkWatch = require("link_watch")
local lean = require("lean")
local ____logger = require("logger")
local info = ____logger.info
local ____wifi_station = require("wifi_station")
local dropEvents = ____wifi_station.dropEvents
local macAddress = ____wifi_station.macAddress
local startStation = ____wifi_station.start
local function keeper()
    return package.loaded.keep_connected
end
function ____exports.idOf(options)
    if options.id ~= nil then
        return options.id
    end
    local hex = string.gsub(
        string.sub(
            macAddress(),
            -8
        ),
        ":",
        ""
    )
    return "setup-" .. hex
end
function ____exports.lacksFields(____bindingPattern0)
    local fields
    fields = ____bindingPattern0.fields
    if fields == nil then
        return false
    end
    local onDemand = lean.require("on_demand")
    return onDemand.require("field_store", "lacksValues", fields)
end
function ____exports.pauseLink()
    local ____opt_0 = keeper()
    if ____opt_0 ~= nil then
        ____opt_0.pause()
    end
    if linkWatch.isWatching then
        linkWatch.pause()
    end
end
function ____exports.endLink()
    local ____opt_2 = keeper()
    if ____opt_2 ~= nil then
        ____opt_2.stop()
    end
    linkWatch.stop()
end
function ____exports.keep(options)
    info("setup", "online")
    dropEvents()
    local own = keeper()
    if options.keepConnected == false then
        ____exports.endLink()
    elseif (own and own.isWatching()) == true and not linkWatch.isWatching then
        own.start()
    else
        linkWatch.start()
    end
end
function ____exports.goBack(options)
    local own = keeper()
    if linkWatch.isWatching then
        startStation(
            ____exports.idOf(options),
            function() return linkWatch.rejoin(nil) end
        )
    elseif (own and own.isWatching()) == true then
        startStation(
            ____exports.idOf(options),
            own.resume
        )
    else
        dropEvents()
    end
end
return ____exports
