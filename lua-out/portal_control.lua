local ____exports = {}
local ____flash_files = require("flash_files")
local sizeOf = ____flash_files.sizeOf
local ____hex_codec = require("hex_codec")
local encodeHex = ____hex_codec.encodeHex
local ____logger = require("logger")
local warning = ____logger.warning
local ____portal_answers = require("portal_answers")
local SEAL_SCRIPT = ____portal_answers.SEAL_SCRIPT
local ____portal_guard = require("portal_guard")
local objectionTo = ____portal_guard.objectionTo
local ____portal_session = require("portal_session")
local announceJoin = ____portal_session.announceJoin
local keepAlive = ____portal_session.keepAlive
local rescan = ____portal_session.rescan
local startJoin = ____portal_session.startJoin
local touch = ____portal_session.touch
local function loadSeal()
    if _G.sodium == nil then
        return nil
    end
    return require("portal_seal")
end
function ____exports.createControl(session, options)
    local control
    control = {
        apIp = options.apIp,
        terms = {
            id = options.id,
            asksForCode = options.setupCode ~= nil,
            isOpen = options.apPassword == nil,
            sealedOnly = options.sealedOnly,
            sealKey = nil,
            challenge = nil
        },
        seal = nil,
        ownHosts = function()
            local id = string.lower(options.id)
            local hosts = {options.apIp, id, id .. ".local"}
            if session.info ~= nil then
                hosts[#hosts + 1] = session.info.ip
            end
            return hosts
        end,
        status = function() return session.status end,
        networks = function() return session.networks end,
        rescan = function(done) return rescan(session, done) end,
        openForm = function(digits)
            local seal = control.seal
            local ____temp_0
            if seal == nil then
                ____temp_0 = nil
            else
                ____temp_0 = loadSeal().openForm(seal, digits)
            end
            return ____temp_0
        end,
        objectionTo = function(code, peerIp) return objectionTo(session.guard, code, peerIp) end,
        announceJoin = function(ssid, peerIp) return announceJoin(session, ssid, peerIp) end,
        startJoin = function(wish, done) return startJoin(session, wish, done) end,
        touch = function() return touch(session) end,
        keepAlive = function(seconds) return keepAlive(session, seconds) end
    }
    return control
end
function ____exports.prepareSeal(control, options)
    if control.seal ~= nil then
        return nil
    end
    local seals = loadSeal()
    if seals == nil then
        if options.sealedOnly then
            return "sealedOnly needs firmware with the module sodium"
        end
        if options.sealKeys ~= nil then
            warning("portal", "sealKeys are not used: this firmware lacks the module sodium")
        end
        return nil
    end
    local seal = seals.createSeal(options.sealKeys)
    if seal == nil then
        return "sealKeys do not belong together: public is not that of secret"
    end
    if sizeOf(SEAL_SCRIPT) == nil then
        warning("portal", "%s is missing: the page can't seal", SEAL_SCRIPT)
    end
    control.seal = seal
    control.terms.sealKey = encodeHex(seal.publicKey)
    control.terms.challenge = seal.challenge
    return nil
end
function ____exports.wipeSeal(control)
    if control.seal ~= nil then
        loadSeal().wipe(control.seal)
    end
    control.seal = nil
end
return ____exports
