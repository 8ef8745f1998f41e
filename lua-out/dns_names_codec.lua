local ____exports = {}
function ____exports.nameOf(query)
    local labels = {}
    local at = 13
    local size = string.byte(query, at)
    while size > 0 do
        labels[#labels + 1] = string.sub(query, at + 1, at + size)
        at = at + (size + 1)
        size = string.byte(query, at)
    end
    return string.lower(table.concat(labels, "."))
end
function ____exports.isDenied(name)
    return name == "use-application-dns.net" or name == "mask.icloud.com" or name == "mask-h2.icloud.com" or string.sub(name .. ".", 1, 5) == "wpad."
end
function ____exports.hasNoAddress(name)
    return string.sub("." .. name, -14) == ".resolver.arpa"
end
return ____exports
