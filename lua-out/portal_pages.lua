local ____exports = {}
local ____accept_codec = require("accept_codec")
local acceptsGzip = ____accept_codec.acceptsGzip
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local ____network_list_codec = require("network_list_codec")
local unpackNetworks = ____network_list_codec.unpackNetworks
local ____plain_page = require("plain_page")
local formPage = ____plain_page.formPage
local statusPage = ____plain_page.statusPage
local ____portal_answers = require("portal_answers")
local compressedScript = ____portal_answers.compressedScript
local missing = ____portal_answers.missing
local ____portal_page_answers = require("portal_page_answers")
local html = ____portal_page_answers.html
local ____portal_api = require("portal_api")
local showPage = ____portal_api.showPage
local ____portal_json = require("portal_json")
local termsOf = ____portal_json.termsOf
local ____portal_scan = require("portal_scan")
local afterScan = ____portal_scan.afterScan
local function plainFields()
    return require("plain_fields")
end
local function ownInputs(portal)
    return portal.options.fields == nil and "" or plainFields().inputs(portal)
end
function ____exports.showPlainPage(portal, request, reply)
    local terms = termsOf(portal)
    local more = ownInputs(portal)
    afterScan(
        portal,
        request,
        function() return reply(html(
            200,
            formPage(
                unpackNetworks(portal.networks),
                terms,
                more
            )
        )) end
    )
end
function ____exports.showPageTo(portal, request, reply)
    local takesGzip = acceptsGzip(request.headers["accept-encoding"])
    local ____takesGzip_0
    if takesGzip then
        ____takesGzip_0 = portal.page
    else
        ____takesGzip_0 = nil
    end
    local page = ____takesGzip_0
    if page ~= nil then
        showPage(page, reply)
    else
        ____exports.showPlainPage(portal, request, reply)
    end
end
function ____exports.showScript(portal, request, reply)
    local name = string.sub(request.path, 2) .. ".gz"
    local ____acceptsGzip_result_1
    if acceptsGzip(request.headers["accept-encoding"]) then
        ____acceptsGzip_result_1 = sizeOf(name)
    else
        ____acceptsGzip_result_1 = nil
    end
    local size = ____acceptsGzip_result_1
    if size == nil then
        reply(missing(portal.options.apIp))
    else
        reply(compressedScript(
            size,
            read(name, size)
        ))
    end
end
function ____exports.showStatusPage(portal, reply)
    reply(html(
        200,
        statusPage(portal.status)
    ))
end
return ____exports
