local ____exports = {}
local ____chip = require("chip")
local freeHeapBytes = ____chip.freeHeapBytes
local uptimeUs = ____chip.uptimeUs
local ____portal_json = require("portal_json")
local json = ____portal_json.json
local jsonText = ____portal_json.jsonText
local function text(value)
    return jsonText(tostring(value))
end
function ____exports.reportAnswer(portal)
    local version = node.info("sw_version")
    local ____portal_status_0 = portal.status
    local state = ____portal_status_0.state
    local reason = ____portal_status_0.reason
    local code = ____portal_status_0.code
    local members = {
        "\"firmware\":" .. text(version.node_version),
        "\"commit\":" .. text(string.sub(version.git_commit_id, 1, 8)),
        "\"chip\":" .. text(node.chipmodel()),
        string.format(
            "\"freeHeap\":%d",
            freeHeapBytes()
        ),
        string.format(
            "\"uptime\":%d",
            math.floor(uptimeUs() / 1000000)
        ),
        string.format("\"open\":%d", portal.seconds),
        ("\"state\":\"" .. state) .. "\"",
        "\"reason\":" .. (reason == nil and "null" or text(reason)),
        "\"code\":" .. (code == nil and "null" or string.format("%d", code))
    }
    return json(
        200,
        ("{" .. table.concat(members, ",")) .. "}"
    )
end
return ____exports
