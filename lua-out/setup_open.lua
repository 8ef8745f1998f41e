local ____exports = {}
local lean = require("lean")
local ____options = require("options")
local hasLook = ____options.hasLook
local ____setup_link = require("setup_link")
local idOf = ____setup_link.idOf
local lacksFields = ____setup_link.lacksFields
local ____wifi_station = require("wifi_station")
local current = ____wifi_station.current
local DEFAULT_AP_IP = "192.168.4.1"
function ____exports.open(state, options, ____end)
    local portal = lean.require("portal")
    state.saved = {
        network = current(),
        lacksFields = lacksFields(options),
        isFixed = state.hasAddress
    }
    if state.keptSockets == nil then
        state.keptSockets = {}
    end
    portal.open(
        {
            id = idOf(options),
            apPassword = options.apPassword,
            apSecurity = options.apSecurity or "wpa2",
            setupCode = options.setupCode,
            sealKeys = options.sealKeys,
            sealedOnly = options.sealedOnly == true,
            improv = options.improv == true,
            apIp = options.apIp or DEFAULT_AP_IP,
            message = options.message,
            look = hasLook(options) and options or nil,
            connectTimeoutMs = options.connectTimeoutMs or 15000,
            idleTimeoutMs = options.idleTimeoutMs,
            keptSockets = state.keptSockets,
            saved = state.saved,
            fields = options.fields,
            fieldsPage = options.fieldsPage,
            maxNetworks = options.maxNetworks,
            onOnline = function()
                local link = lean.require("setup_link")
                link.keep(options)
            end
        },
        ____end
    )
    local phase = lean.require("setup_phase")
    phase.slim()
end
return ____exports
