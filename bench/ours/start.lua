-- Our web server with a page from the flash and a status: beside the other servers.
local STATUS = '{"state":"idle","id":"bench"}'
local sendFile = require("static_files").sendFile

local routes = require("web_routes").create({
  { "GET", "/", function(request, response) sendFile("page.html", request, response) end },
  { "GET", "/status", function(_, response)
    response:send({ status = 200, contentType = "application/json", body = STATUS })
  end },
})
require("web_server").create({ handlers = { routes } })
