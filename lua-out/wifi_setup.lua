local ____exports = {}
local idOf
local ____guard = require("guard")
local attempt = ____guard.attempt
local guarded = ____guard.guarded
local ____join = require("join")
local join = ____join.join
local keeper = require("keep_connected")
local ____logger = require("logger")
local logInfo = ____logger.info
local warning = ____logger.warning
local ____options = require("options")
local connectionInfo = ____options.connectionInfo
local DEFAULT_AP_IP = ____options.DEFAULT_AP_IP
local DEFAULT_CONNECT_TIMEOUT_MS = ____options.DEFAULT_CONNECT_TIMEOUT_MS
local joinProblemOf = ____options.joinProblemOf
local problemOf = ____options.problemOf
local ____timer = require("timer")
local after = ____timer.after
local station = require("wifi_station")
function idOf(options)
    if options.id ~= nil then
        return options.id
    end
    local hex = string.gsub(
        string.sub(
            station.macAddress(),
            -8
        ),
        ":",
        ""
    )
    return "setup-" .. hex
end
local PORTAL_MODULES = {
    "portal",
    "portal_session",
    "result_message",
    "portal_control",
    "portal_seal",
    "portal_api",
    "portal_join",
    "portal_answers",
    "portal_router",
    "portal_state",
    "portal_words",
    "portal_guard",
    "neighbour",
    "plain_page",
    "failure_text",
    "join_request",
    "accept_codec",
    "form_codec",
    "hex_codec",
    "json_codec",
    "utf8_codec",
    "flash_files",
    "http_server",
    "http_connection",
    "http_exceptions",
    "http_crowd",
    "http_reader",
    "http_codec",
    "http_strict_codec",
    "http_rare_codec",
    "dns_server",
    "dns_codec",
    "udp_socket",
    "wifi_access_point"
}
local FORGET_RETRIES = 5
local FORGET_RETRY_MS = 500
local keptSockets = {}
local saved = {network = nil}
local busy = false
local function ignore()
end
local function begin(problem, done)
    if problem ~= nil then
        warning("setup", "%s", problem)
    end
    if busy or problem ~= nil then
        done(nil, busy and "busy" or "invalid-options")
        return false
    end
    busy = true
    keeper.pause()
    return true
end
local function keep(options)
    logInfo("setup", "online")
    if options.keepConnected == false then
        keeper.stop()
    else
        keeper.start()
    end
end
local function goBack(options)
    if keeper.isWatching() then
        station.start(
            idOf(options),
            keeper.resume
        )
    end
end
local function releasePortal(finish)
    for ____, name in ipairs(PORTAL_MODULES) do
        package.loaded[name] = nil
    end
    after(
        0,
        function()
            collectgarbage()
            collectgarbage()
            finish()
        end
    )
end
function ____exports.hasSsid()
    return station.current() ~= nil
end
function ____exports.connect(options, done)
    local settings = options or ({})
    local onDone = guarded("done", done or ignore)
    if not begin(
        joinProblemOf(settings),
        onDone
    ) then
        return
    end
    local network = station.current()
    if network == nil then
        busy = false
        onDone(nil, "no-credentials")
        return
    end
    local timeoutMs = settings.connectTimeoutMs or DEFAULT_CONNECT_TIMEOUT_MS
    station.start(
        idOf(settings),
        function() return join(
            nil,
            timeoutMs,
            function(result)
                busy = false
                if not result.ok then
                    goBack(settings)
                    onDone(nil, result.cause)
                    return
                end
                keep(settings)
                onDone(
                    connectionInfo(network.ssid, result.address),
                    nil
                )
            end
        ) end
    )
end
local function openPortal(settings, ____end)
    local portal = require("portal")
    saved.network = station.current()
    portal.open(
        {
            id = idOf(settings),
            apPassword = settings.apPassword,
            apSecurity = settings.apSecurity or "wpa2",
            setupCode = settings.setupCode,
            sealKeys = settings.sealKeys,
            sealedOnly = settings.sealedOnly == true,
            apIp = settings.apIp or DEFAULT_AP_IP,
            message = settings.message,
            connectTimeoutMs = settings.connectTimeoutMs or DEFAULT_CONNECT_TIMEOUT_MS,
            idleTimeoutMs = settings.idleTimeoutMs,
            keptSockets = keptSockets,
            saved = saved,
            onOnline = function() return keep(settings) end
        },
        ____end
    )
end
function ____exports.setup(options, done)
    local settings = options or ({})
    local onDone = guarded("done", done or ignore)
    if not begin(
        problemOf(settings),
        onDone
    ) then
        return
    end
    local function ____end(info, reason)
        return releasePortal(function()
            busy = false
            saved.network = nil
            if info == nil then
                goBack(settings)
            end
            onDone(info, reason)
        end)
    end
    local function start()
        if not attempt(
            "setup",
            function() return openPortal(settings, ____end) end
        ) then
            ____end(nil, "out-of-memory")
        end
    end
    after(0, start)
end
function ____exports.connectOrSetup(options, done)
    if not ____exports.hasSsid() then
        ____exports.setup(options, done)
        return
    end
    ____exports.connect(
        options,
        function(info, reason)
            if info ~= nil or reason == "busy" or reason == "invalid-options" then
                if done ~= nil then
                    done(info, reason)
                end
            else
                ____exports.setup(options, done)
            end
        end
    )
end
local function forget(retries)
    local problem = station.forget()
    if problem == nil then
        return
    end
    if retries > 0 then
        station.leave()
        after(
            FORGET_RETRY_MS,
            function() return forget(retries - 1) end
        )
    else
        warning("setup", "the network could not be forgotten: %s", problem)
    end
end
function ____exports.clear()
    saved.network = nil
    keeper.stop()
    forget(FORGET_RETRIES)
end
if select("#", ...) == 0 then
    local boot = require("boot")
    boot.run()
end
return ____exports
