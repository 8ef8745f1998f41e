require("support")
local testbed = require("sim.testbed")
local world = require("journey_world")

local bed, phone

-- A program with an access point and a web server; `handlers` is Lua text.
local function serve(handlers, options, files)
  files = files or {}
  for _, name in ipairs({ "web_server", "web_routes", "static_files", "json_value_codec", "http_stream" }) do
    world.addModule(files, name)
  end
  files["init.lua"] = ([[
    wifi.mode(wifi.SOFTAP)
    wifi.ap.config({ ssid = "lamp", auth = wifi.AUTH_OPEN })
    wifi.start()
    local routes = require("web_routes")
    local options = { handlers = { %s }, %s }
    server = require("web_server").create(options)
  ]]):format(handlers, options or "")
  bed = testbed.create({ files = files })
  bed.device.boot()
  bed.advance(500)
  phone = bed.phone()
  assert(phone.join())
end

local function raw(...) return (phone.request(table.concat({ ... }, "\r\n") .. "\r\n\r\n")) end
local function statusOf(text) return tonumber(text:match("^HTTP/1.1 (%d%d%d)")) end
local function head(text, name) return text:match("\r\n" .. name .. ": ([^\r\n]*)\r\n") end

local ROUTES = [[routes.create({
  { "GET", "/hello", function(request, response) response:text("hello") end },
  { "GET", "/fetch/id/:id", function(request, response) response:json(request.params) end },
  { "GET", "/fetch/id/special", function(request, response) response:text("never") end },
  { "POST", "/form", function(request, response) response:text(request:form().a or "none") end },
  { "POST", "/json", function(request, response)
    local value, problem = request:json()
    if problem then return response:error(400) end
    response:json({ got = value.x })
  end },
  { "PUT", "/raw", function(request, response) response:text(#request.body .. " " .. request.body:sub(-3)) end },
  { "GET", "/query", function(request, response) response:text(request:queryFields().a .. request:header("X-THING")) end },
  { "GET", "/peer", function(request, response) response:text(request.peerIp) end },
  { "GET", "/later", function(request, response)
    tmr.create():alarm(2000, tmr.ALARM_SINGLE, function() response:text("at last") end)
  end },
  { "GET", "/broken", function() error("handler") end },
  { "GET", "/moved", function(request, response) response:redirect("/hello") end },
  { "GET", "/created", function(request, response)
    response.status = 201
    response:header("X-Id", "7\r\nEvil: yes")
    response:caching("max-age=60")
    response:html("<p>made</p>")
  end },
  { "GET", "/big", function(request, response)
    local left = 20000
    response:stream("text/plain", left, function()
      if left == 0 then return nil end
      local size = math.min(left, 1400)
      left = left - size
      return ("x"):rep(size)
    end)
  end },
})]]

describe("web_server with routes", function()
  before_each(function() serve(ROUTES) end)
  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("answers by the first route whose path fits", function()
    assert.equal("hello", phone.get("/hello").body)
    assert.equal('{"id":"a b/c"}', phone.get("/fetch/id/a%20b%2Fc").body)
    assert.equal('{"id":"special"}', phone.get("/fetch/id/special").body)
    for _, path in ipairs({ "/hello/", "/hell", "/fetch/id/", "/fetch/id/a/b", "/HELLO", "/fetch/id/%zz" }) do
      assert.equal(404, phone.get(path).status, path)
    end
  end)

  it("reads forms, JSON, raw bodies, query, headers and the peer", function()
    assert.equal("b c", phone.post("/form", "a=b+c").body)
    assert.equal('{"got":[1,2]}', phone.post("/json", '{"x":[1,2]}').body)
    assert.equal(400, phone.post("/json", "{").status)
    assert.equal("1!", phone.get("/query?a=1", { ["x-thing"] = "!" }).body)
    assert.equal(phone.ip(), phone.get("/peer").body)
  end)

  it("answers HEAD like GET, without the body", function()
    local text = raw("HEAD /hello HTTP/1.1", "Host: x")
    assert.equal(200, statusOf(text))
    assert.equal("5", head(text, "Content%-Length"))
    assert.matches("\r\n\r\n$", text)
  end)

  it("names the allowed methods: 405, and 204 for OPTIONS", function()
    local text = raw("DELETE /hello HTTP/1.1", "Host: x")
    assert.equal(405, statusOf(text))
    assert.equal("GET, HEAD", head(text, "Allow"))
    assert.equal("POST", head(raw("OPTIONS /form HTTP/1.1", "Host: x"), "Allow"))
    assert.equal(501, statusOf(raw("BREW /hello HTTP/1.1", "Host: x")))
  end)

  it("lets a handler answer later, while others are served", function()
    local waiting = phone.start("GET", "/later")
    bed.advance(500)
    assert.equal("hello", phone.get("/hello").body)
    assert.equal("", waiting.receivedBytes())
    bed.advance(3000)
    assert.equal("at last", waiting.response().body)
  end)

  it("turns a handler's error into 500", function() assert.equal(500, phone.get("/broken").status) end)

  it("redirects, sets status, headers and caching, and lets no header be smuggled in", function()
    assert.equal("/hello", phone.get("/moved").headers.location)
    local made = phone.get("/created")
    assert.equal(201, made.status)
    assert.equal("max-age=60", made.headers["cache-control"])
    assert.equal("7Evil: yes", made.headers["x-id"])
    assert.is_nil(made.headers.evil)
  end)

  it("sends a body that does not fit into memory piece by piece", function()
    assert.equal(("x"):rep(20000), phone.get("/big").body)
  end)

  it("reads chunked bodies, and ones announced by Expect", function()
    local chunked = "PUT /raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n"
    assert.matches("\r\n\r\n6 def$", (phone.request(chunked)))
    assert.equal(501, statusOf(raw("PUT /raw HTTP/1.1", "Host: x", "Transfer-Encoding: gzip, chunked")))
    local expecting = phone.open(80)
    expecting.send("PUT /raw HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    bed.advance(200)
    assert.equal("HTTP/1.1 100 Continue\r\n\r\n", expecting.receivedBytes())
    expecting.send("xyz")
    bed.advance(300)
    assert.matches("3 xyz$", expecting.receivedBytes())
    assert.equal(417, statusOf(raw("GET /hello HTTP/1.1", "Host: x", "Expect: miracles")))
  end)

  it("refuses framing that can be read in two ways", function()
    for _, line in ipairs({
      "Transfer-Encoding: chunked, identity", "Transfer-Encoding: xchunked", "Transfer-Encoding: ", "Transfer-Encoding: chunked, chunked",
    }) do
      assert.equal(400, statusOf(raw("PUT /raw HTTP/1.1", "Host: x", line)), line)
    end
    assert.equal(400, statusOf(raw("PUT /raw HTTP/1.0", "Host: x", "Transfer-Encoding: chunked")))
    assert.equal(400, statusOf(raw("GET /hello HTTP/1.1")))
    assert.equal(400, statusOf(raw("GET /hello HTTP/1.1", "Host: a b/c@")))
    assert.equal(200, statusOf(raw("GET /hello HTTP/1.0")))
    assert.equal(415, statusOf(raw("PUT /raw HTTP/1.1", "Host: x", "Content-Encoding: gzip", "Content-Length: 0")))
  end)

  it("reads no endless chunks, extensions or trailers", function()
    for _, piece in ipairs({ "1\r\nx\r\n", "1;" .. ("e"):rep(200) .. "\r\nx\r\n" }) do
      local connection = phone.open(80)
      connection.send("PUT /raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
      for _ = 1, 60 do
        connection.send(piece:rep(math.floor(1400 / #piece)))
        bed.advance(10)
      end
      bed.advance(500)
      assert.equal(413, statusOf(connection.receivedBytes()), piece)
    end
  end)

  it("turns an answer that can't be sent into 500", function()
    serve('function(request, response) response:text({}) return true end')
    assert.equal(500, phone.get("/").status)
  end)

  it("takes bodies and heads of the limit and refuses one byte more", function()
    assert.equal("16384 aaa", phone.request("PUT /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 16384\r\n\r\n" .. ("a"):rep(16384)):match("[^\n]*$"))
    assert.equal(413, statusOf(raw("PUT /raw HTTP/1.1", "Host: x", "Content-Length: 16385")))
    local frame = #"GET /hello HTTP/1.1\r\nX: \r\n\r\n"
    assert.equal(200, statusOf(raw("GET /hello HTTP/1.0", "X: " .. ("a"):rep(2048 - frame))))
    assert.equal(431, statusOf(raw("GET /hello HTTP/1.0", "X: " .. ("a"):rep(2049 - frame))))
    assert.equal(414, statusOf(raw("GET /" .. ("a"):rep(2100) .. " HTTP/1.1", "Host: x")))
    assert.equal(411, statusOf(raw("POST /form HTTP/1.1", "Host: x")))
  end)

  it("writes errors as JSON or HTML, whichever the client prefers", function()
    local json = phone.get("/nothing", { Accept = "application/json" })
    assert.equal("application/json", json.headers["content-type"])
    assert.equal('{"status":404,"message":"Not Found"}', json.body)
    assert.matches("^<!DOCTYPE html>", phone.get("/nothing", { Accept = "text/html" }).body)
    assert.matches("text/html", phone.get("/nothing").headers["content-type"])
  end)

  it("stops and starts again", function()
    bed.run("server.stop() server = nil collectgarbage() collectgarbage()")
    assert.is_nil(phone.get("/hello"))
    bed.advance(11000)
    bed.run('assert(require("web_server").create({ handlers = {} }))')
    assert.equal(404, phone.get("/hello").status)
  end)
end)

describe("web_server's options", function()
  it("redirect who asks for what is not there", function()
    serve("", 'notFoundUrl = "http://example.com/"')
    local response = phone.get("/nothing")
    assert.equal(302, response.status)
    assert.equal("http://example.com/", response.headers.location)
  end)

  it("let pages of every origin in, preflight included", function()
    serve(ROUTES, 'allowAllOrigins = true, serverName = "lamp"')
    local response = phone.get("/hello")
    assert.equal("*", response.headers["access-control-allow-origin"])
    assert.equal("lamp", response.headers.server)
    local preflight = raw("OPTIONS /form HTTP/1.1", "Host: x", "Origin: http://a.b", "Access-Control-Request-Method: PUT",
      "Access-Control-Request-Headers: x-a, x-b")
    assert.equal(204, statusOf(preflight))
    assert.equal("x-a, x-b", head(preflight, "Access%-Control%-Allow%-Headers"))
    assert.equal("*", phone.get("/nothing").headers["access-control-allow-origin"])
  end)

  it("try handlers in their order", function()
    serve([[
      function(request, response) if request.path == "/a" then response:text("first") return true end end,
      function(request, response) response:text("second") return true end
    ]])
    assert.equal("first", phone.get("/a").body)
    assert.equal("second", phone.get("/b").body)
  end)

  it("set the limits", function()
    serve(ROUTES, "bodyBytes = 10, connections = 2, timeoutSeconds = 1, port = 8080")
    local function ask(text) return (phone.request(text, { port = 8080 })) end
    assert.equal(413, statusOf(ask("PUT /raw HTTP/1.0\r\nContent-Length: 11\r\n\r\n")))
    local first = phone.open(8080)
    bed.advance(20)
    phone.open(8080)
    bed.advance(20)
    assert.equal(200, statusOf(ask("GET /hello HTTP/1.0\r\n\r\n")))
    assert.not_equal("open", first.state())
  end)
end)

describe("web_server with all its connections busy", function()
  it("answers 503, and hangs up on many more", function()
    serve(ROUTES, "connections = 2")
    phone.start("GET", "/later")
    phone.start("GET", "/later")
    bed.advance(100)
    local turnedAway = {}
    for index = 1, 4 do turnedAway[index] = phone.start("GET", "/hello") end
    bed.advance(300)
    assert.equal(503, turnedAway[1].response().status)
    assert.equal(503, turnedAway[2].response().status)
    assert.is_nil(turnedAway[4].response())
    bed.advance(5000)
    assert.equal("hello", phone.get("/hello").body)
  end)
end)

describe("static_files", function()
  local PAGE = ("<p>page</p>"):rep(1000)

  before_each(function()
    serve('require("static_files").create({ root = "www/", types = { lamp = "text/x-lamp" } })', "", {
      ["www/index.html"] = PAGE,
      ["www/app.js"] = "plain",
      ["www/app.js.gz"] = "\31\139zipped",
      ["www/only.css.gz"] = "\31\139css",
      ["www/my.lamp"] = "x",
      ["www/none"] = "x",
      ["www/app-1b2c3d4e.js"] = "v",
      ["secret.lua"] = "secret",
    })
  end)

  it("serves the index and files by their type", function()
    local index = phone.get("/")
    assert.equal(PAGE, index.body)
    assert.matches("^text/html", index.headers["content-type"])
    assert.equal("text/x-lamp", phone.get("/my.lamp").headers["content-type"])
    assert.equal("application/octet-stream", phone.get("/none").headers["content-type"])
  end)

  it("sends the compressed twin to who takes it", function()
    local zipped = phone.get("/app.js", { ["Accept-Encoding"] = "gzip" })
    assert.equal("gzip", zipped.headers["content-encoding"])
    assert.equal("\31\139zipped", zipped.body)
    assert.matches("^text/javascript", zipped.headers["content-type"])
    local plain = phone.get("/app.js")
    assert.equal("plain", plain.body)
    assert.equal("Accept-Encoding", plain.headers.vary)
    assert.equal(406, phone.get("/only.css").status)
    assert.equal(200, phone.get("/only.css", { ["Accept-Encoding"] = "gzip" }).status)
  end)

  it("answers 304 when nothing has changed, and lets versioned names be kept", function()
    local first = phone.get("/index.html")
    assert.equal("no-cache", first.headers["cache-control"])
    local second = phone.get("/index.html", { ["If-None-Match"] = first.headers.etag })
    assert.equal(304, second.status)
    assert.equal("", second.body)
    assert.equal(200, phone.get("/index.html", { ["If-None-Match"] = '"other"' }).status)
    assert.matches("immutable", phone.get("/app-1b2c3d4e.js").headers["cache-control"])
    assert.matches("immutable", phone.get("/my.lamp?v=2").headers["cache-control"])
  end)

  it("shows nothing outside of its root", function()
    for _, path in ipairs({
      "/../secret.lua", "/%2e%2e/secret.lua", "/..%2fsecret.lua", "//secret.lua", "/www/../secret.lua", "/secret.lua", "/.nvs",
      "/a\\..\\secret.lua", "/index.html%00.js",
    }) do
      assert.equal(404, phone.get(path).status, path)
    end
  end)

  it("knows GET and HEAD only", function()
    local text = raw("POST /index.html HTTP/1.1", "Host: x", "Content-Length: 0")
    assert.equal(405, statusOf(text))
    assert.equal("GET, HEAD", head(text, "Allow"))
    assert.equal(tostring(#PAGE), head(raw("HEAD / HTTP/1.1", "Host: x"), "Content%-Length"))
  end)
end)
