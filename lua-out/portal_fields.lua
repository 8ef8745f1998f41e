local ____exports = {}
local ____field_json = require("field_json")
local describeField = ____field_json.describeField
local ____field_store = require("field_store")
local presentTexts = ____field_store.presentTexts
local keep = ____field_store.keep
local ____field_value = require("field_value")
local defaultText = ____field_value.defaultText
local plainWords = ____field_value.plainWords
local wanted = ____field_value.wanted
local ____portal_json = require("portal_json")
local json = ____portal_json.json
local jsonText = ____portal_json.jsonText
local MOST_BESIDE_PASSWORD = 3
local NOT_KEPT = "The device could not keep the settings: its flash is full."
local NO_NETWORK = {status = 400, reason = "other", message = "There is no saved network. Choose one."}
local function refusal(field, text)
    local message = ((plainWords(field.label) .. ": ") .. text) .. "."
    return {status = 400, reason = "field", message = message, field = field.name}
end
local function readChanges(fields, sent, changes)
    local present = presentTexts(fields)
    for ____, field in ipairs(fields) do
        local name = field.name
        local text = sent["field." .. name] or ""
        local isDropped = text == "" and sent["drop." .. name] == "1"
        local ____temp_0
        if text == "" then
            ____temp_0 = nil
        else
            ____temp_0 = wanted(field, text)
        end
        local problem = ____temp_0
        if problem ~= nil then
            return refusal(field, "this has to be " .. problem)
        end
        if text ~= "" or isDropped then
            changes[name] = text
        end
        local ____isDropped_1
        if isDropped then
            ____isDropped_1 = nil
        else
            ____isDropped_1 = present[name]
        end
        local kept = ____isDropped_1
        if field.required == true and text == "" and (kept or defaultText(field)) == nil then
            return refusal(field, "this is needed")
        end
    end
    return nil
end
local function strangerOf(fields, sent)
    local known = {}
    for ____, ____value in ipairs(fields) do
        local name = ____value.name
        known[name] = true
    end
    for key in pairs(sent) do
        local name = string.match(key, "^field%.(.*)$") or string.match(key, "^drop%.(.*)$")
        if name ~= nil and known[name] == nil then
            return name
        end
    end
    return nil
end
function ____exports.checkFields(portal, sent, wish)
    local fields = portal.options.fields
    local stranger = strangerOf(fields, sent)
    if stranger ~= nil then
        return {status = 400, reason = "field", message = "There is no such field. Open the page again.", field = stranger}
    end
    local changes = {}
    wish.fieldTexts = changes
    return readChanges(fields, sent, changes)
end
function ____exports.keepFields(portal, wish)
    local texts = wish.fieldTexts
    wish.fieldTexts = nil
    local name = next(texts)
    if name ~= nil and not keep(portal.options.fields, texts) then
        return NOT_KEPT
    end
    portal.options.saved.lacksFields = nil
    return nil
end
function ____exports.wishForSaved(portal, sent)
    local ____portal_options_saved_2 = portal.options.saved
    local network = ____portal_options_saved_2.network
    if network == nil then
        return NO_NETWORK
    end
    local ____network_3 = network
    local ssid = ____network_3.ssid
    local password = ____network_3.password
    local weakestAuth = ____network_3.weakestAuth
    local wish = {
        ssid = ssid,
        password = password,
        weakestAuth = weakestAuth,
        channel = nil,
        isSaved = true
    }
    local problem = ____exports.checkFields(portal, sent, wish)
    if problem ~= nil then
        return problem
    end
    local message = ____exports.keepFields(portal, wish)
    return message == nil and wish or ({status = 500, reason = "other", message = message})
end
function ____exports.fieldsAnswer(portal)
    local ____portal_options_4 = portal.options
    local fields = ____portal_options_4.fields
    local fieldsPage = ____portal_options_4.fieldsPage
    local saved = ____portal_options_4.saved
    local setupCode = ____portal_options_4.setupCode
    local list = fields
    local present = presentTexts(list)
    local rows = {}
    for ____, field in ipairs(list) do
        rows[#rows + 1] = describeField(field, present[field.name], setupCode == nil)
    end
    local ____fieldsPage_5 = fieldsPage
    if ____fieldsPage_5 == nil then
        ____fieldsPage_5 = #list > MOST_BESIDE_PASSWORD
    end
    local page = ____fieldsPage_5
    local ssid = saved.network == nil and "null" or jsonText(saved.network.ssid)
    return json(
        200,
        ((((("{\"page\":" .. tostring(page)) .. ",\"saved\":") .. ssid) .. ",\"fields\":[") .. table.concat(rows, ",")) .. "]}"
    )
end
return ____exports
