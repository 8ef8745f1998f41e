local ____exports = {}
function ____exports.write(level, component, format, ...)
    print((((level .. ":") .. component) .. ":") .. string.format(format, ...))
end
function ____exports.info(component, format, ...)
    ____exports.write("INFO", component, format, ...)
end
function ____exports.warning(component, format, ...)
    ____exports.write("WARNING", component, format, ...)
end
return ____exports
