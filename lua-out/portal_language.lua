local ____exports = {}
local ____accept_codec = require("accept_codec")
local acceptsGzip = ____accept_codec.acceptsGzip
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local ____language_codec = require("language_codec")
local languagesOf = ____language_codec.languagesOf
local JSON_TYPE = "application/json"
local NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n"
local VARY = "Vary: Accept-Language, Accept-Encoding\r\n"
function ____exports.showLanguage(request, reply)
    local ____request_0 = request
    local headers = ____request_0.headers
    local query = ____request_0.query
    local part = string.match(query, "^%l+$")
    local name = part == nil and "language" or "language-" .. part
    if acceptsGzip(headers["accept-encoding"]) then
        for ____, tag in ipairs(languagesOf(headers["accept-language"])) do
            local file = ((name .. "-") .. tag) .. ".gz"
            local size = sizeOf(file)
            if size ~= nil then
                return reply({
                    status = 200,
                    contentType = JSON_TYPE,
                    headers = ((("Content-Language: " .. tag) .. "\r\nContent-Encoding: gzip\r\n") .. VARY) .. NO_SNIFFING,
                    length = size,
                    pull = read(file, size)
                })
            end
        end
    end
    reply({status = 200, contentType = JSON_TYPE, headers = ("Content-Language: en\r\n" .. VARY) .. NO_SNIFFING, body = "[]"})
end
return ____exports
