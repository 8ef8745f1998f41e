local ____exports = {}
function ____exports.info(component, format, ...)
    print((("INFO:" .. component) .. ":") .. string.format(format, ...))
end
function ____exports.warning(component, format, ...)
    print((("WARNING:" .. component) .. ":") .. string.format(format, ...))
end
return ____exports
