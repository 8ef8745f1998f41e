local ____exports = {}
local KEEP_ALL = 1
local STRIP_ALL = 3
____exports.marks = {}
local function call(run, ...)
    local level = node.stripdebug()
    if level > KEEP_ALL then
        node.stripdebug(STRIP_ALL)
    end
    local ok, result = pcall(run, ...)
    node.stripdebug(level)
    return ok, result
end
local function load(name)
    local ok, module = call(require, name)
    if not ok then
        error(module, 0)
    end
    return module
end
if node.stripdebug() > KEEP_ALL then
    node.stripdebug(STRIP_ALL, call)
    node.stripdebug(STRIP_ALL, load)
end
____exports.pcall = call
____exports.require = load
return ____exports
