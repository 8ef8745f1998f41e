local ____exports = {}
local ____flash_files = require("flash_files")
local sizeOf = ____flash_files.sizeOf
local ____portal_page_answers = require("portal_page_answers")
local compressedPage = ____portal_page_answers.compressedPage
local redirect = ____portal_page_answers.redirect
function ____exports.prepare(portal)
    local size = sizeOf("portal.html.gz")
    portal.redirect = redirect(portal.options.apIp)
    if size ~= nil then
        portal.page = compressedPage(size)
    end
end
return ____exports
