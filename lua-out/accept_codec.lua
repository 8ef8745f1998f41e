local ____exports = {}
local function qualityOf(parameters)
    local quality = string.match(parameters, ";%s*[qQ]=([%d.]+)")
    return quality == nil and 1 or (tonumber(quality) or 1)
end
local function quality(header, choices)
    for ____, choice in ipairs(choices) do
        for item in string.gmatch(header or "", "[^,]+") do
            local name = string.match(item, "^%s*([^;%s]*)")
            if name ~= nil and string.lower(name) == choice then
                return qualityOf(item)
            end
        end
    end
    return 0
end
function ____exports.acceptsGzip(acceptEncoding)
    return quality(acceptEncoding, {"gzip", "x-gzip", "*"}) > 0
end
function ____exports.prefersHtml(accept)
    local html = quality(accept, {"text/html", "text/*"})
    return html > quality(accept, {"application/json", "application/*"})
end
function ____exports.prefersJson(accept)
    local json = quality(accept, {"application/json", "application/*", "*/*"})
    return json > quality(accept, {"text/html", "text/*", "*/*"})
end
return ____exports
