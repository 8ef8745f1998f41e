local ____exports = {}
local function answers()
    return require("portal_answers")
end
local function showLanguage(portal, request, reply)
    local found, language = pcall(require, "portal_language")
    if not found then
        return reply(answers().missing(portal.options.apIp))
    end
    language.showLanguage(request, reply)
end
local function cells()
    return require("portal_cells")
end
local function saved()
    return require("portal_saved")
end
local function showScript(portal, request, reply)
    local pages = require("portal_pages")
    pages.showScript(portal, request, reply)
end
local function fieldsAnswer(portal)
    if portal.options.fields == nil then
        return answers().missing(portal.options.apIp)
    end
    local fields = require("portal_fields")
    return fields.fieldsAnswer(portal)
end
____exports.READING = {
    ["/seal.js"] = showScript,
    ["/more.js"] = showScript,
    ["/fields.js"] = showScript,
    ["/advanced.js"] = showScript,
    ["/look.js"] = showScript,
    ["/language"] = showLanguage,
    ["/logo"] = function(portal, request, reply)
        local looks = require("portal_look")
        looks.showLogo(portal, request, reply)
    end,
    ["/api/fields"] = function(portal, _request, reply) return reply(fieldsAnswer(portal)) end,
    ["/api/bssids"] = function(portal, request, reply) return cells().listCells(portal, request, reply) end,
    ["/api/networks"] = function(portal, request, reply) return saved().listSaved(portal, request, reply) end,
    ["/api/alive"] = function(portal, _request, reply)
        local countdown = require("portal_countdown")
        reply(countdown.countdownAnswer(portal))
    end,
    ["/api/report"] = function(portal, _request, reply)
        local reports = require("portal_report")
        reply(reports.reportAnswer(portal))
    end
}
____exports.POSTING = {["/api/networks"] = function(portal, request, reply) return saved().changeSaved(portal, request, reply) end}
return ____exports
