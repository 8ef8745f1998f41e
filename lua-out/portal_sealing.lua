local ____exports = {}
local ____flash_files = require("flash_files")
local sizeOf = ____flash_files.sizeOf
local ____logger = require("logger")
local warning = ____logger.warning
local ____portal_answers = require("portal_answers")
local SEAL_SCRIPT = ____portal_answers.SEAL_SCRIPT
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
return ____exports
