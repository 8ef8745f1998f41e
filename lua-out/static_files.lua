local ____exports = {}
local ____accept_codec = require("accept_codec")
local acceptsGzip = ____accept_codec.acceptsGzip
local ____flash_files = require("flash_files")
local read = ____flash_files.read
local sizeOf = ____flash_files.sizeOf
local ____web_path_codec = require("web_path_codec")
local fileOf = ____web_path_codec.fileOf
local TYPES = {
    html = "text/html; charset=utf-8",
    css = "text/css; charset=utf-8",
    js = "text/javascript; charset=utf-8",
    json = "application/json",
    txt = "text/plain; charset=utf-8",
    svg = "image/svg+xml",
    png = "image/png",
    jpg = "image/jpeg",
    gif = "image/gif",
    ico = "image/x-icon",
    webp = "image/webp",
    woff2 = "font/woff2",
    wasm = "application/wasm",
    pdf = "application/pdf"
}
local UNKNOWN_TYPE = "application/octet-stream"
local FOREVER = "public, max-age=31536000, immutable"
local REVALIDATE = "no-cache"
local MODULUS = 65521
local checksums = {}
local function typeOf(name, types)
    local suffix = string.lower(string.match(name, "%.([^./]*)$") or "")
    return types and types[suffix] or TYPES[suffix] or UNKNOWN_TYPE
end
local function checksum(name, size)
    local low = 1
    local high = 0
    local pull = read(name, size)
    local piece = pull()
    while piece ~= nil do
        for index = 1, #piece do
            low = (low + string.byte(piece, index)) % MODULUS
            high = (high + low) % MODULUS
        end
        piece = pull()
    end
    return string.format("%04x%04x", high, low)
end
local function etagOf(name, size)
    local key = string.format("%s:%d", name, size)
    local known = checksums[key] or checksum(name, size)
    checksums[key] = known
    return string.format("\"%x-%s\"", size, known)
end
function ____exports.forget()
    checksums = {}
end
local function isVersioned(name, query)
    if (string.find(query, "^v=.")) ~= nil then
        return true
    end
    local digits = string.match(name, "[-.](%x+)%.[^.]*$")
    return digits ~= nil and #digits >= 8
end
local function isKnown(request, etag)
    local tags = request.headers["if-none-match"]
    if tags == nil then
        return false
    end
    return tags == "*" or (string.find(tags, etag, 1, true)) ~= nil
end
function ____exports.sendFile(name, request, response, types)
    local twinSize = sizeOf(name .. ".gz")
    local zipped = twinSize ~= nil and acceptsGzip(request.headers["accept-encoding"])
    local fileName = zipped and name .. ".gz" or name
    local size = zipped and twinSize or sizeOf(name)
    if size == nil then
        if twinSize ~= nil then
            response:error(406)
        end
        return twinSize ~= nil
    end
    local etag = etagOf(fileName, size)
    response:header("ETag", etag)
    if twinSize ~= nil then
        response:header("Vary", "Accept-Encoding")
    end
    response:caching(isVersioned(name, request.query) and FOREVER or REVALIDATE)
    if isKnown(request, etag) then
        response:send({status = 304})
        return true
    end
    if zipped then
        response:header("Content-Encoding", "gzip")
    end
    local answer = {
        status = response.status,
        contentType = typeOf(name, types),
        length = size,
        pull = read(fileName, size)
    }
    response:send(answer)
    return true
end
function ____exports.create(options)
    local root = options and options.root or ""
    return function(request, response)
        local name = fileOf(request.path)
        if name == nil then
            return false
        end
        if request.method == "GET" or request.method == "HEAD" then
            return ____exports.sendFile(root .. name, request, response, options and options.types)
        end
        if sizeOf(root .. name) == nil then
            return false
        end
        response:header("Allow", "GET, HEAD")
        response:error(405)
        return true
    end
end
return ____exports
