local ____exports = {}
local logger = require("logger")
function ____exports.toConsole(_level, _name, _text, line)
    print(line)
end
local RANKS = {
    DEBUG = 1,
    INFO = 2,
    WARNING = 3,
    ERROR = 4,
    CRITICAL = 5
}
local loggers = {}
local levels = {}
local commonLevel = "INFO"
local sinks = {____exports.toConsole}
local inSink = false
local function checked(level)
    if level ~= nil and RANKS[level] == nil then
        error("a level is DEBUG, INFO, WARNING, ERROR or CRITICAL", 3)
    end
    return level
end
local function textOf(format, ...)
    local fits, text = pcall(string.format, format, ...)
    if fits then
        return text
    end
    local parts = {tostring(format)}
    for position = 1, select("#", ...) do
        local value = select(position, ...)
        parts[#parts + 1] = tostring(value)
    end
    return table.concat(parts, " ")
end
local function write(level, name, format, ...)
    if RANKS[level] < RANKS[levels[name] or commonLevel] then
        return
    end
    local text = textOf(format, ...)
    local line = (((level .. ":") .. name) .. ":") .. text
    if inSink then
        print(line)
        return
    end
    inSink = true
    for ____, sink in ipairs(sinks) do
        local ok, problem = pcall(
            sink,
            level,
            name,
            text,
            line
        )
        if not ok then
            print("ERROR:logging:a sink failed: " .. tostring(problem))
        end
    end
    inSink = false
end
logger.write = write
function ____exports.getLogger(name)
    local known = loggers[name]
    if known ~= nil then
        return known
    end
    local function at(level)
        return function(format, ...) return write(level, name, format, ...) end
    end
    local made = {
        debug = at("DEBUG"),
        info = at("INFO"),
        warning = at("WARNING"),
        error = at("ERROR"),
        critical = at("CRITICAL"),
        setLevel = function(level)
            levels[name] = checked(level)
        end
    }
    loggers[name] = made
    return made
end
function ____exports.setLevel(level)
    commonLevel = checked(level)
end
function ____exports.setSink(sink)
    sinks = {sink or ____exports.toConsole}
end
function ____exports.addSink(sink)
    sinks[#sinks + 1] = sink
end
return ____exports
