-- HTTP requests at the open portal: in pieces, cut off, several at a time.
local ourModules = require("our_modules")
local portal = require("fuzz.portal_session")
local random = require("fuzz.random")

-- With every optional part, so that each route has something to do.
local FILES = {
  ["settings.lua"] = [[return { id = "lamp", name = "Lamp", colour = "#e2001a", logo = "logo.svg", fields = {
    { name = "room", type = "text", label = "Room" }, { name = "key", type = "password", label = "Key" } } }]],
  ["logo.svg"] = "<svg/>", ["advanced.js.gz"] = "advanced", ["look.js.gz"] = "look", ["language-de.gz"] = "texts",
  ["networks.saved"] = "576f726b :6e696e6520746f2066697665 - - 1 0 - - - - - -\n4c6174 :31323334353637382d - - 0 2 not-found - - - - -\nend\n",
}
-- One of those passwords.
local SECRET = "nine to five"
for _, name in ipairs({ "portal_language", "portal_cells", "portal_saved", "portal_fields", "portal_look" }) do ourModules.add(FILES, name) end

local FORM = "Content-Type: application/x-www-form-urlencoded\r\n"

local GZIP = "Accept-Encoding: gzip\r\n"

local function post(path, form, more)
  return ("POST %s HTTP/1.1\r\nHost: 192.168.4.1\r\n%s%sContent-Length: %d\r\n\r\n%s"):format(path, FORM, more or "", #form, form)
end

local function get(path, host, more)
  return ("GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"):format(path, host or "192.168.4.1", more or "")
end

local seeds = {
  get("/"), get("/", nil, "Accept-Encoding: gzip, deflate\r\n"), get("/plain?scan=1"), get("/status"), get("/api/status"),
  get("/api/access-points"), get("/generate_204", "connectivitycheck.gstatic.com"),
  get("/hotspot-detect.html", "captive.apple.com", "User-Agent: CaptiveNetworkSupport-443.120.3 wispr\r\nConnection: close\r\n"),
  get("/x", "setup-0a1b2c.local.", "Origin: http://evil.example\r\n"),
  "GET http://example.com/a?b=c HTTP/1.0\r\n\r\n",
  post("/api/access-point", "ssid=Nobody&password=12345678", "Prefer: respond-async\r\n"),
  post("/api/access-point", "ssidHex=4e6f&password=%C3%A4%20%3Cb%3E", "Accept: text/html\r\n"),
  post("/api/alive", "timeout=60"), post("/api/alive", "timeout=0"), post("/api/alive", "done=1"), get("/api/alive"),
  get("/api/report"), get("/logo"), get("/more.js", nil, GZIP),
  get("/seal.js"), get("/fields.js", nil, GZIP), get("/advanced.js", nil, GZIP), get("/look.js", nil, GZIP),
  get("/language", nil, "Accept-Language: de-CH, fr;q=0.5\r\n" .. GZIP), get("/language?advanced", nil, "Accept-Language: de\r\n" .. GZIP),
  get("/api/fields"), get("/api/bssids"), get("/api/networks"), get("/api/access-points?scan=1"),
  post("/api/networks", ""), post("/api/networks", "forget=one&ssid=Work"), post("/api/networks", "forget=all"), post("/api/networks", "forget=one&ssidHex=4c6174"),
  post("/api/access-point", "ssid=Nobody&password=12345678&bssid=02:00:00:00:00:01&hidden=1&ip=192.168.1.60&netmask=255.255.255.0&gateway=192.168.1.1&dns=9.9.9.9"),
  post("/api/access-point", "ssid=Nobody&password=12345678&ip=192.168.1.60&netmask=255.255.255.0&gateway=192.168.1.60&dns="),
  post("/api/access-point", "ssid=Nobody&password=12345678&field.room=Hall&field.key=secret&drop.room=1"), post("/api/access-point", "saved=1&field.room=Hall"),
  "POST /api/alive HTTP/1.1\r\nHost: 192.168.4.1\r\n" .. FORM .. "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
  post("/api/alive", "timeout=1", "Expect: 100-continue\r\n"),
  "\22\3\1\2\0\1\0\1\252\3\3",
}

local words = {
  "Content-Length: 5\r\n", "Content-Length: -1\r\n", "Transfer-Encoding: chunked\r\n", "Host: \r\n", "Host: a\r\nHost: b\r\n",
  "Connection: keep-alive\r\n", "Upgrade: websocket\r\n", "Origin: null\r\n", "Accept: text/html;q=0, */*\r\n", " HTTP/1.1", " HTTP/9.9",
  "GET ", "POST ", "HEAD ", "OPTIONS * ", "DELETE ", "%00", "%2e%2e/", "../", "?scan=1", "ssid=", "&password=", "success", "\r\n ", ":",
  "&ip=192.168.1.60", "&netmask=255.255.0.0", "&gateway=10.0.0.1", "&dns=", "&bssid=", "&hidden=1", "&field.room=", "&drop.key=1", "forget=one&", "?advanced",
}

local FORBIDDEN = { "success", "networkmanager is online", "microsoft connect test", "microsoft ncsi" }

-- Why this can't be an answer of ours.
local function faultOf(text)
  if text == "" then return nil end
  if not text:find("^HTTP/1%.1 %d%d%d ") then return "no answer of HTTP: " .. text:sub(1, 80) end
  for _, word in ipairs(FORBIDDEN) do
    if text:lower():find(word, 1, true) then return "an answer says " .. word end
  end
  return text:find(SECRET, 1, true) and "an answer has a saved password" or nil
end

local function create()
  local session = portal.create({ files = FILES })
  local lingering = {}

  -- Clients that stay without reading do so while others come; then they are gone.
  local function linger(connection, count)
    lingering[#lingering + 1] = connection
    while #lingering > count do table.remove(lingering, 1).reset() end
  end

  local heapBytes = session.heapBytes
  function session.heapBytes()
    while #lingering > 0 do table.remove(lingering).reset() end
    return heapBytes()
  end

  -- The input's own bytes decide how it is cut, so that it fails again in the same way.
  local function cut(input)
    local sum = #input
    for at = 1, math.min(#input, 64) do sum = (sum * 31 + input:byte(at)) % 30000 end
    return random.new(sum)
  end

  function session.run(input)
    local bed = session.bed
    local r = cut(input)
    local connection = session.phone.open(80)
    local at = 1
    while at <= #input do
      local size = r:chance(50) and #input or r:int(1, 700)
      connection.send(input:sub(at, at + size - 1))
      at = at + size
      if r:chance(50) then bed.advance(r:int(1, 60)) end
    end
    bed.advance(30)
    local ending = r:int(1, 6)
    if ending == 1 then connection.reset()
    elseif ending == 2 then connection.close()
    elseif ending == 3 then connection.pauseReading() end
    bed.until_(function() return connection.state() ~= "open" and connection.state() ~= "connecting" end, ending == 4 and 6000 or 100)
    linger(connection, 12)
    return faultOf(connection.receivedBytes()) or session.problem()
  end
  return session
end

return { name = "http", seeds = seeds, words = words, create = create }
