local ____exports = {}
local KEEP_ALL = 1
local STRIP_ALL = 3
local function load(name)
    local level = node.stripdebug()
    if level > KEEP_ALL then
        node.stripdebug(STRIP_ALL)
    end
    local ok, module = pcall(require, name)
    node.stripdebug(level)
    if not ok then
        error(module, 0)
    end
    return module
end
if node.stripdebug() > KEEP_ALL then
    node.stripdebug(STRIP_ALL, load)
end
____exports.require = load
return ____exports
