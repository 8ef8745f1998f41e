local ____exports = {}
local linkWatch, watching
local ____rejoin = require("rejoin")
local pauseTries = ____rejoin.pause
local stopTries = ____rejoin.stop
local tryAgain = ____rejoin.tryAgain
local watch = ____rejoin.watch
function linkWatch()
    local present = package.loaded.link_watch
    return (present and present.isWatching) == true and present or nil
end
function ____exports.stop()
    local ____opt_10 = linkWatch()
    if ____opt_10 ~= nil then
        ____opt_10.stop()
    end
    pauseTries()
    if watching then
        stopTries()
    end
    watching = false
end
watching = false
local online = false
local hearing = {}
local function onAddress(address)
    online = true
    local ____opt_2 = hearing.onOnline
    if ____opt_2 ~= nil then
        ____opt_2(address)
    end
end
local function onDisconnected(reason)
    local wasOnline = online
    online = false
    if wasOnline then
        local ____opt_4 = hearing.onOffline
        if ____opt_4 ~= nil then
            ____opt_4(reason)
        end
    end
end
function ____exports.start(callbacks)
    ____exports.stop()
    hearing = callbacks or hearing
    watching = true
    online = true
    watch(onAddress, onDisconnected)
end
function ____exports.pause()
    local ____opt_6 = linkWatch()
    if ____opt_6 ~= nil then
        ____opt_6.pause()
    end
    pauseTries()
end
function ____exports.resume()
    local ____opt_8 = linkWatch()
    if ____opt_8 ~= nil then
        ____opt_8.rejoin(nil)
    end
    if not watching then
        return
    end
    watch(onAddress, onDisconnected)
    tryAgain()
end
function ____exports.isWatching()
    return watching or linkWatch() ~= nil
end
return ____exports
