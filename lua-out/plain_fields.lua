local ____exports = {}
local ____field_store = require("field_store")
local presentTexts = ____field_store.presentTexts
local ____field_value = require("field_value")
local defaultText = ____field_value.defaultText
local formatNumber = ____field_value.formatNumber
local ON = ____field_value.ON
local optionValue = ____field_value.optionValue
local plainWords = ____field_value.plainWords
local ____plain_page = require("plain_page")
local escapeHtml = ____plain_page.escapeHtml
local function limitsOf(field)
    if field.type == "number" then
        local step = formatNumber(field.step or 1)
        return (((((" type=\"number\" min=\"" .. formatNumber(field.min)) .. "\" max=\"") .. formatNumber(field.max)) .. "\" step=\"") .. step) .. "\""
    end
    local kind = field.type == "password" and " type=\"password\"" or ""
    if field.type ~= "text" and field.type ~= "password" then
        return kind
    end
    return ((kind .. " maxlength=\"") .. formatNumber(field.maxLength or 64)) .. "\""
end
local function options(field, chosen)
    local rows = {chosen == nil and "<option value=\"\">–</option>" or ""}
    for ____, option in ipairs(field.options) do
        local value = optionValue(option)
        local label = type(option) == "string" and option or plainWords(option.label or value)
        local mark = value == chosen and " selected" or ""
        rows[#rows + 1] = ((((("<option value=\"" .. escapeHtml(value)) .. "\"") .. mark) .. ">") .. escapeHtml(label)) .. "</option>"
    end
    return table.concat(rows)
end
local function input(field, present, isShown)
    local name = ("name=\"field." .. field.name) .. "\""
    local label = escapeHtml(plainWords(field.label))
    local help = field.help == nil and "" or ("<small>" .. escapeHtml(plainWords(field.help))) .. "</small>"
    local ____isShown_0
    if isShown then
        ____isShown_0 = present
    else
        ____isShown_0 = nil
    end
    local ____isShown_0_2 = ____isShown_0
    if ____isShown_0_2 == nil then
        local ____temp_1
        if present == nil then
            ____temp_1 = defaultText(field)
        else
            ____temp_1 = nil
        end
        ____isShown_0_2 = ____temp_1
    end
    local text = ____isShown_0_2
    if field.type == "switch" and isShown then
        local mark = text == ON and " checked" or ""
        return (("<label><input type=\"hidden\" " .. name) .. " value=\"0\">") .. (((((("<input type=\"checkbox\" " .. name) .. " value=\"1\"") .. mark) .. ">") .. label) .. "</label>") .. help
    end
    local id = "f-" .. field.name
    local isNeeded = field.required == true and present == nil and text == nil
    local needed = isNeeded and " required" or ""
    local kept = present ~= nil and text == nil and " placeholder=\"••••••••\"" or ""
    local head = (((("<label for=\"" .. id) .. "\">") .. label) .. "</label>") .. help
    local attributes = ((("class=\"in\" id=\"" .. id) .. "\" ") .. name) .. needed
    if field.type == "choice" then
        return ((((head .. "<select ") .. attributes) .. ">") .. options(field, text)) .. "</select>"
    end
    if field.type == "switch" then
        local rows = "<option value=\"\">–</option><option value=\"1\">On</option><option value=\"0\">Off</option>"
        return ((((head .. "<select ") .. attributes) .. ">") .. rows) .. "</select>"
    end
    local value = text == nil and "" or (" value=\"" .. escapeHtml(text)) .. "\""
    return (((((head .. "<input ") .. attributes) .. limitsOf(field)) .. value) .. kept) .. " autocomplete=\"off\">"
end
function ____exports.inputs(portal)
    local ____portal_options_3 = portal.options
    local fields = ____portal_options_3.fields
    local saved = ____portal_options_3.saved
    local setupCode = ____portal_options_3.setupCode
    local present = presentTexts(fields)
    local parts = {}
    for ____, field in ipairs(fields) do
        local shown = setupCode == nil and field.type ~= "password"
        parts[#parts + 1] = input(field, present[field.name], shown or present[field.name] == nil)
    end
    if saved.network ~= nil then
        local ssid = escapeHtml(saved.network.ssid)
        parts[#parts + 1] = ("<label><input type=\"checkbox\" name=\"saved\" value=\"1\">Stay with <bdi>" .. ssid) .. "</bdi></label>"
    end
    return table.concat(parts, "\n")
end
return ____exports
