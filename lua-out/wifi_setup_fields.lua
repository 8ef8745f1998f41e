local ____exports = {}
local lean = require("lean")
function ____exports.defineFields(fields)
    return fields
end
function ____exports.readFields(fields)
    local onDemand = lean.require("on_demand")
    return onDemand.require("field_store", "readValues", fields)
end
function ____exports.forgetFields()
    local onDemand = lean.require("on_demand")
    onDemand.require("field_store", "forget")
end
return ____exports
