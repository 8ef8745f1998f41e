local ____exports = {}
local ____web_errors = require("web_errors")
local describe = ____web_errors.describe
local function withoutLineEnds(text)
    local clean = string.gsub(text, "[\r\n]", "")
    return clean
end
local function sendBody(state, contentType, body)
    state:send({status = state.status, contentType = contentType, body = body})
end
local METHODS = {
    header = function(self, name, value)
        self.headerLines = self.headerLines .. ((withoutLineEnds(name) .. ": ") .. withoutLineEnds(value)) .. "\r\n"
    end,
    caching = function(self, value)
        self.cacheControl = withoutLineEnds(value)
    end,
    text = function(self, body)
        sendBody(self, "text/plain; charset=utf-8", body)
    end,
    html = function(self, body)
        sendBody(self, "text/html; charset=utf-8", body)
    end,
    json = function(self, value)
        local codec = require("json_value_codec")
        sendBody(
            self,
            "application/json",
            codec.encode(value)
        )
    end,
    empty = function(self)
        self:send({status = 204})
    end,
    redirect = function(self, location)
        local isRedirect = self.status >= 300 and self.status < 400
        self:header("Location", location)
        self:send({status = isRedirect and self.status or 302, contentType = "text/plain", body = "Moved\n"})
    end,
    error = function(self, status)
        self:send(describe(status, self.request))
    end,
    file = function(self, name)
        local files = require("static_files")
        if not files.sendFile(name, self.request, self) then
            self:error(404)
        end
    end,
    stream = function(self, contentType, length, pull)
        self:send({status = self.status, contentType = contentType, length = length, pull = pull})
    end,
    send = function(self, response, onAnswered)
        local answer = response
        answer.headers = self.headerLines .. (response.headers or "")
        if self.cacheControl ~= nil then
            answer.cacheControl = self.cacheControl
        end
        self.reply(answer, onAnswered)
    end
}
local METATABLE = {__index = METHODS}
function ____exports.createResponse(request, reply, headerLines)
    local state = {request = request, reply = reply, status = 200, headerLines = headerLines}
    return setmetatable(state, METATABLE)
end
return ____exports
