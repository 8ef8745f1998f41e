local ____exports = {}
local lean = require("lean")
local function store()
    return lean.require("field_store")
end
function ____exports.defineFields(fields)
    return fields
end
function ____exports.readFields(fields)
    local ____lean_require_result_0 = lean.require("on_demand")
    local onDemand = ____lean_require_result_0.onDemand
    return onDemand(store, "readValues", fields)
end
function ____exports.forgetFields()
    local ____lean_require_result_1 = lean.require("on_demand")
    local onDemand = ____lean_require_result_1.onDemand
    onDemand(store, "forget")
end
return ____exports
