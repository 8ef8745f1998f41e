local ____exports = {}
local ____accept_codec = require("accept_codec")
local prefersJson = ____accept_codec.prefersJson
local ____http_rare_codec = require("http_rare_codec")
local reasonOf = ____http_rare_codec.reasonOf
local ____json_codec = require("json_codec")
local encodeString = ____json_codec.encodeString
function ____exports.describe(status, head, headers)
    local reason = reasonOf(status)
    local common = headers == nil and ({status = status}) or ({status = status, headers = headers})
    local answer = common
    if prefersJson(head and head.headers.accept) then
        answer.contentType = "application/json"
        answer.body = string.format(
            "{\"status\":%d,\"message\":%s}",
            status,
            encodeString(reason)
        )
    else
        answer.contentType = "text/html; charset=utf-8"
        answer.body = string.format(
            "<!DOCTYPE html><title>%d %s</title><h1>%d %s</h1>\n",
            status,
            reason,
            status,
            reason
        )
    end
    return answer
end
return ____exports
