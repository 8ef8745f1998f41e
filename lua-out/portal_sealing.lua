local ____exports = {}
local ____flash_files = require("flash_files")
local sizeOf = ____flash_files.sizeOf
local ____logger = require("logger")
local warning = ____logger.warning
local ____portal_answers = require("portal_answers")
local SEAL_SCRIPT = ____portal_answers.SEAL_SCRIPT
local BAD_SEAL = {status = 400, reason = "bad-seal", message = "What was sealed can't be opened. Open the page again."}
local NOT_SEALED = {status = 403, reason = "not-sealed", message = "This device takes a sealed password only: use its page in a browser with JavaScript."}
local function loadSeal()
    if _G.sodium == nil then
        return nil
    end
    return require("portal_seal")
end
function ____exports.prepareSeal(portal)
    local ____portal_options_0 = portal.options
    local sealedOnly = ____portal_options_0.sealedOnly
    local sealKeys = ____portal_options_0.sealKeys
    if portal.seal ~= nil then
        return nil
    end
    local seals = loadSeal()
    if seals == nil then
        if sealedOnly then
            return "sealedOnly needs firmware with the module sodium"
        end
        if sealKeys ~= nil then
            warning("portal", "sealKeys are not used: this firmware lacks the module sodium")
        end
        return nil
    end
    portal.seal = seals.createSeal(sealKeys)
    if portal.seal == nil then
        return "sealKeys do not belong together: public is not that of secret"
    end
    if sizeOf(SEAL_SCRIPT) == nil then
        warning("portal", "%s is missing: the page can't seal", SEAL_SCRIPT)
    end
    return nil
end
function ____exports.openSealed(portal, sent)
    local ____portal_1 = portal
    local seal = ____portal_1.seal
    local box = sent.sealed
    if box == nil then
        return NOT_SEALED
    end
    local ____temp_2
    if seal == nil then
        ____temp_2 = nil
    else
        ____temp_2 = loadSeal()
    end
    local seals = ____temp_2
    return seals and seals.openForm(seal, box) or BAD_SEAL
end
return ____exports
