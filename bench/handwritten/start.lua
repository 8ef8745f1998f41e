-- What a captive portal does all the time, written by hand: leads every name and every request to its
-- page, sends the page, and says how it is. Joining a network is not in it.
local ADDRESS = "192.168.4.1"
local PROBES = {
  ["/generate_204"] = true, ["/gen_204"] = true, ["/hotspot-detect.html"] = true, ["/connecttest.txt"] = true,
  ["/ncsi.txt"] = true, ["/redirect"] = true, ["/canonical.html"] = true, ["/success.txt"] = true,
}
local HTML, JSON = "Content-Type: text/html\r\n", "Content-Type: application/json\r\n"

local state = "idle"

local function own(host)
  if not host then return true end
  host = host:lower():gsub(":80$", "")
  return host == ADDRESS or host == "bench.local"
end

local function status()
  return { status = 200, headers = JSON, body = ('{"state":"%s","id":"bench"}'):format(state) }
end

local routes = {
  ["/"] = function()
    return { status = 200, headers = HTML .. "Content-Encoding: gzip\r\n", file = "page.html.gz" }
  end,
  ["/status"] = status,
  ["/api/status"] = status,
}

local function handle(request)
  local reads = request.method == "GET" or request.method == "HEAD"
  if not own(request.fields.host) or reads and PROBES[request.path] then
    if not reads then return { status = 403 } end
    return { status = 302, headers = "Location: http://" .. ADDRESS .. "/\r\n" .. HTML, body = "The page is elsewhere." }
  end
  local route = routes[request.path]
  if not route then return { status = 404 } end
  if not reads then return { status = 405, headers = "Allow: GET, HEAD\r\n" } end
  return route()
end

require("dns_by_hand")(ADDRESS)
require("http_by_hand")(80, handle)
