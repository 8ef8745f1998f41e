local ____exports = {}
local ____logger = require("logger")
local warning = ____logger.warning
local ____timer = require("timer")
local after = ____timer.after
local MESSAGE_TIMEOUT_MS = 10000
function ____exports.findMessage(hook, info, onMessage)
    local answered = false
    local function answer(text)
        if answered then
            return
        end
        answered = true
        onMessage(type(text) == "string" and text or info.ip)
    end
    if hook == nil then
        answer(info.ip)
        return
    end
    local timer = after(
        MESSAGE_TIMEOUT_MS,
        function() return answer(nil) end
    )
    local function reply(text)
        timer.stop()
        answer(text)
    end
    local ok, result = pcall(hook, info, reply)
    if not ok then
        warning(
            "portal",
            "message: %s",
            tostring(result)
        )
    end
    if not ok then
        reply(info.ip)
    elseif result ~= nil then
        reply(result)
    end
end
return ____exports
