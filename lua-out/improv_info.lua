local ____exports = {}
function ____exports.describeDevice()
    local version = node.info("sw_version")
    local node_version_major = version.node_version_major
    local node_version_minor = version.node_version_minor
    local node_version_revision = version.node_version_revision
    return {
        "NodeMCU",
        string.format("%d.%d.%d", node_version_major, node_version_minor, node_version_revision),
        node.chipmodel()
    }
end
return ____exports
