local ____exports = {}
local BY_PATH = {
    ["/generate_204"] = "empty",
    ["/gen_204"] = "empty",
    ["/captiveportal/generate_204"] = "empty",
    ["/hotspot-detect.html"] = "apple",
    ["/library/test/success.html"] = "apple",
    ["/connecttest.txt"] = "Microsoft Connect Test",
    ["/ncsi.txt"] = "Microsoft NCSI",
    ["/canonical.html"] = "mozilla",
    ["/success.txt"] = "success\n",
    ["/check_network_status.txt"] = "NetworkManager is online\n",
    ["/nm"] = "NetworkManager is online\n",
    ["/nm-check.txt"] = "NetworkManager is online\n",
    ["/static/hotspot.txt"] = "OK"
}
local BY_HOST = {
    ["captive.apple.com"] = "apple",
    ["netcts.cdn-apple.com"] = "apple",
    ["www.appleiphonecell.com"] = "apple",
    ["www.airport.us"] = "apple",
    ["www.ibook.info"] = "apple",
    ["www.itools.info"] = "apple",
    ["www.thinkdifferent.us"] = "apple",
    ["connectivity-check.ubuntu.com"] = "NetworkManager is online\n",
    ["networkcheck.kde.org"] = "kde"
}
local function responseTo(probe)
    repeat
        local ____switch3 = probe
        local ____cond3 = ____switch3 == "empty"
        if ____cond3 then
            return {status = 204}
        end
        ____cond3 = ____cond3 or ____switch3 == "apple"
        if ____cond3 then
            return {status = 200, contentType = "text/html", body = "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"}
        end
        ____cond3 = ____cond3 or ____switch3 == "mozilla"
        if ____cond3 then
            return {status = 200, contentType = "text/html", body = "<meta http-equiv=\"refresh\" content=\"0;url=https://support.mozilla.org/kb/captive-portal\"/>"}
        end
        ____cond3 = ____cond3 or (____switch3 == "NetworkManager is online\n" or ____switch3 == "OK")
        if ____cond3 then
            do
                local headers = "X-NetworkManager-Status: online\r\n"
                return {status = 200, contentType = "text/plain", headers = headers, body = probe}
            end
        end
        ____cond3 = ____cond3 or ____switch3 == "kde"
        if ____cond3 then
            return {status = 200, contentType = "text/plain", body = "OK"}
        end
        do
            return {status = 200, contentType = "text/plain", body = probe}
        end
    until true
end
function ____exports.onlineAnswer(host, path)
    local name = string.match(
        string.lower(host) .. ":80:",
        "^([^:]-)%.?:80:"
    )
    local probe = BY_PATH[path] or BY_HOST[name or ""]
    local ____temp_0
    if probe == nil then
        ____temp_0 = nil
    else
        ____temp_0 = responseTo(probe)
    end
    return ____temp_0
end
return ____exports
