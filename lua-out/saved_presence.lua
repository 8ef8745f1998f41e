local ____exports = {}
local ____flash_files = require("flash_files")
local exists = ____flash_files.exists
function ____exports.hasSaved()
    return exists("networks.saved") or exists("networks.saved.new")
end
return ____exports
