-- The simulated module http: what CM/http.c and ESP-IDF's client do on the wire and to the program.
require("support")
local bench = require("device_bench")
local log, value, problem = bench.log, bench.value, bench.problem

local NETWORK = [[
node.setonerror(function(text) say("onerror", (text:match("^[^\n]*"))) end)
wifi.mode(wifi.STATION)
wifi.sta.config { ssid = "home", pwd = "secret123" }
wifi.start()
wifi.sta.connect()
function hear(connection)
  connection:on("connect", function() say("connect") end)
  connection:on("headers", function(status, headers) say("headers", status, headers["content-type"]) end)
  connection:on("data", function(status, data) say("data", status, data) end)
  connection:on("complete", function(status, connected) say("complete", status, connected) end)
  return connection
end
]]

--- A device online, and a server that gives these answers, one for each request, and keeps them.
local function online(answers, port)
  local bed = bench.boot(NETWORK, {
    networks = { { ssid = "home", password = "secret123", ip = "192.168.1.20", gw = "192.168.1.1" } },
  })
  bed.advance(1000)
  local computer = bed.computer({ ip = "192.168.1.77" })
  bed.clients.setName("server.example", "192.168.1.77")
  local server = { requests = {}, connections = {}, count = 0 }
  local function watch(connection)
    local seen = 0
    local function look()
      local bytes = connection.receivedBytes():sub(seen + 1)
      local head = bytes:match("^.-\r\n\r\n")
      local length = head and tonumber(head:match("Content%-Length: (%d+)"))
      if head and #bytes >= #head + length then
        seen = seen + #head + length
        table.insert(server.requests, bytes)
        local answer = table.remove(answers, 1)
        if type(answer) == "function" then answer(connection)
        elseif answer then connection.send(answer) end
      end
      local state = connection.state()
      if state ~= "reset" and state ~= "closed" then bed.device.world.clock.after(5, look) end
    end
    look()
  end
  computer.serve(port or 80, function(connection)
    server.count = server.count + 1
    table.insert(server.connections, connection)
    watch(connection)
  end)
  return bed, server
end

local OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"

describe("http.get", function()
  it("without a callback waits, and gives status, body and headers", function()
    local bed, server = online({ OK })
    bed.run([[status, body, headers = http.get("http://server.example/a/b?c=d#e")]])
    assert.equal(200, bed.global("status"))
    assert.equal("hello", bed.global("body"))
    assert.equal("text/plain", value(bed, "headers['content-type']"))
    assert.equal(
      "GET /a/b?c=d HTTP/1.1\r\nUser-Agent: NodeMCU (ESP32)\r\nHost: server.example\r\n"
        .. "Connection: close\r\nContent-Length: 0\r\n\r\n",
      server.requests[1]
    )
  end)

  it("with a callback returns at once", function()
    local bed, server = online({ OK })
    bed.run([[
      http.get("http://192.168.1.77/", function(status, body, headers)
        say(status, body, headers["content-length"])
      end)
      say("returned")
    ]])
    bed.advance(200)
    assert.equal("returned, 200 hello 5", log(bed))
    assert.equal(1, server.count)
  end)

  it("sends headers of the program in place of its own", function()
    local bed, server = online({ OK }, 8080)
    bed.run([[http.get("http://server.example:8080", { headers = {
      ["user-agent"] = "me", Connection = "keep-alive", [1] = "no", X = 5 } })]])
    assert.matches("^GET / HTTP/1.1\r\nUser%-Agent: me\r\nHost: server.example:8080\r\n", server.requests[1])
    assert.matches("Connection: close\r\n", server.requests[1])
    assert.is_nil(server.requests[1]:find("no", 1, true))
    assert.is_nil(server.requests[1]:find("X:", 1, true))
  end)

  it("gives a negative status when nobody answers, listens or is known", function()
    local bed = online({ function(connection) connection.close() end, function() end })
    bed.run([[a, body, headers = http.get("http://server.example/")]])
    assert.equal(-0x7004, bed.global("a"))
    assert.equal("", bed.global("body"))
    assert.is_nil(bed.global("headers"))
    local before = bed.device.world.clock.nowMs()
    bed.run([[b = http.get("http://server.example/", { timeout = 1500 })]])
    assert.equal(-0x7007, bed.global("b"))
    local tookMs = bed.device.world.clock.nowMs() - before
    assert.is_true(tookMs >= 1500 and tookMs < 1700)
    bed.run([[c = http.get("http://server.example:81/") d = http.get("http://nobody.example/")]])
    assert.equal(-0x7002, bed.global("c"))
    assert.equal(-0x7002, bed.global("d"))
    bed.run([[e = http.get("ftp://server.example/")]])
    assert.equal(-0x7005, bed.global("e"))
  end)

  it("can't speak TLS here, and says so", function()
    local bed = online({})
    bed.run([[status = http.get("https://server.example/")]])
    assert.equal(-0x7002, bed.global("status"))
    assert.matches("TLS is not modelled", table.concat(bed.notes))
  end)

  it("of a wrong URL tells onerror, and then complains of its own connection", function()
    local bed = online({})
    local complaint = "bad argument #-1 to 'get' (http.context expected, got string)"
    assert.equal(complaint, problem(bed, "http.get('server.example')"))
    assert.matches("^onerror .*esp_http_client_init failed$", log(bed))
  end)

  it("follows redirects, and gives the headers of the last answer", function()
    local bed, server = online({
      "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 301 Moved\r\nLocation: http://192.168.1.77:80/c\r\nConnection: close\r\n\r\n",
      OK,
    })
    server.connections = {}
    bed.run([[status, body = http.get("http://server.example/a", { timeout = 500 })]])
    assert.equal(200, bed.global("status"))
    assert.equal("hello", bed.global("body"))
    assert.matches("^GET /b ", server.requests[2])
    assert.matches("^GET /c .*Host: 192.168.1.77\r\n", server.requests[3])
  end)

  it("stops following after max_redirects, or does not begin", function()
    local again = "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
    local bed, server = online({ again, again, again, again })
    bed.run([[a = http.get("http://server.example/", { max_redirects = 2 })]])
    assert.equal(-0x7001, bed.global("a"))
    assert.equal(3, #server.requests)
    bed.run([[b = http.get("http://server.example/", { max_redirects = 0 })]])
    assert.equal(302, bed.global("b"))
  end)

  it("reads chunks, and bodies that end with the connection", function()
    local bed = online({
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nA: b\r\n\r\n",
      function(connection)
        connection.send("HTTP/1.0 200 OK\r\n\r\nto the ")
        connection.send("end")
        connection.close()
      end,
      "HTTP/1.1 204 No Content\r\nA: b\r\n\r\n",
      "HTTP/1.1 204 No Content\r\n\r\n",
    })
    bed.run([[_, a = http.get("http://server.example/")]])
    bed.run([[_, b = http.get("http://server.example/")]])
    bed.run([[c, d = http.get("http://server.example/")]])
    assert.equal("hello world", bed.global("a"))
    assert.equal("to the end", bed.global("b"))
    assert.equal(204, bed.global("c"))
    assert.equal("", bed.global("d"))
    -- The status comes with headers or not at all.
    bed.run([[e = http.get("http://server.example/")]])
    assert.equal(0, bed.global("e"))
  end)

  it("takes a body that stops too early for a whole one", function()
    local bed = online({
      function(connection)
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!")
        connection.close()
      end,
    })
    bed.run([[status, body = http.get("http://server.example/")]])
    assert.equal(200, bed.global("status"))
    assert.equal("five!", bed.global("body"))
  end)

  it("loses the end of a header that lies across two buffers", function()
    local long = ("x"):rep(500)
    local bed = online({ "HTTP/1.1 200 OK\r\nLong: " .. long .. "\r\nContent-Length: 2\r\n\r\nhi" })
    bed.run([[_, body, headers = http.get("http://server.example/")]])
    assert.equal("hi", bed.global("body"))
    local kept = 512 - #"HTTP/1.1 200 OK\r\nLong: "
    assert.equal(long:sub(1, kept), value(bed, "headers.long"))
  end)

  it("of two headers of a name gives the first", function()
    local bed = online({ "HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\nContent-Length: 0\r\n\r\n" })
    bed.run([[_, _, headers = http.get("http://server.example/")]])
    assert.equal("1", value(bed, "headers.a"))
  end)

  it("does not send a header that its buffer can't hold", function()
    local bed, server = online({})
    bed.run([[status = http.get("http://server.example/", { timeout = 300, headers = { Z = ("z"):rep(505) } })]])
    assert.equal(-0x7007, bed.global("status"))
    assert.equal(0, #server.requests)
    assert.equal(
      "GET / HTTP/1.1\r\nUser-Agent: NodeMCU (ESP32)\r\nHost: server.example\r\n",
      server.connections[1].receivedBytes()
    )
  end)
end)

describe("http.post and http.put", function()
  it("send a body as a form, or as what the headers say", function()
    local bed, server = online({ OK, OK })
    bed.run([[a, b = http.post("http://server.example/", nil, "x=1&y=2")]])
    assert.equal("hello", bed.global("b"))
    assert.matches("^POST / ", server.requests[1])
    assert.matches("Content%-Type: application/x%-www%-form%-urlencoded\r\n", server.requests[1])
    assert.matches("Content%-Length: 7\r\n\r\nx=1&y=2$", server.requests[1])
    bed.run([[http.put("http://server.example/", { headers = { ["Content-Type"] = "text/plain" } }, "text")]])
    assert.matches("^PUT / .*Content%-Type: text/plain\r\n.*\r\n\r\ntext$", server.requests[2])
  end)

  it("send more than the send buffer holds", function()
    local bed, server = online({ OK })
    bed.run([[status = http.post("http://server.example/", nil, ("0123456789"):rep(2000))]])
    assert.equal(200, bed.global("status"))
    assert.equal(20000, #server.requests[1]:match("\r\n\r\n(.*)$"))
  end)

  it("check what they are given", function()
    local bed = online({})
    assert.equal(
      "bad argument #2 to 'post' (options must be nil or a table)",
      problem(bed, "http.post('http://a/', 1, '')")
    )
    assert.equal(
      "bad argument #3 to 'put' (string expected, got no value)",
      problem(bed, "http.put('http://a/', nil)")
    )
    assert.equal(
      "bad argument #4 to 'post' (callback must be nil or a function)",
      problem(bed, "http.post('http://a/', nil, '', 1)")
    )
    assert.equal(
      "bad argument #1 to 'get' (string expected, got no value)",
      problem(bed, "http.get()")
    )
    assert.is_nil(value(bed, "http.delete"))
  end)
end)

describe("a connection object", function()
  it("tells of everything in order, and stays connected", function()
    local bed, server = online({ OK, OK })
    bed.run([[
      c = hear(http.createConnection("http://server.example/one"))
      status, connected = c:request()
    ]])
    assert.equal("connect, headers 200 text/plain, data 200 hello, complete 200 true", log(bed))
    assert.equal(200, bed.global("status"))
    assert.is_true(bed.global("connected"))
    bed.run([[c:seturl("http://server.example/two") c:setmethod(http.POST) c:setbody("b") c:request()]])
    assert.equal("headers 200 text/plain, data 200 hello, complete 200 true", log(bed))
    assert.equal(1, server.count)
    assert.matches("^POST /two ", server.requests[2])
    bed.run("c:close()")
    bed.advance(50)
    assert.equal("closed", server.connections[1].state())
  end)

  it("is set by chained calls, and loses headers again", function()
    local bed, server = online({ OK, OK })
    bed.run([[
      c = http.createConnection("http://server.example/", http.HEAD, { timeout = 300 })
      say(c:on("data", print) == c)
      c:setheader("X-One", "1") c:request()
      c:setheader("x-one") c:setmethod(http.DELETE) c:request()
    ]])
    assert.matches("^HEAD / .*X%-One: 1\r\n", server.requests[1])
    assert.matches("^DELETE / ", server.requests[2])
    assert.is_nil(server.requests[2]:find("X-One", 1, true))
  end)

  it("in the background leaves the program running", function()
    local bed = online({ OK })
    bed.run([[
      c = hear(http.createConnection("http://server.example/", { async = true }))
      say("request", c:request())
      _, busy = pcall(c.setmethod, c, http.GET)
      _, closing = pcall(c.close, c)
    ]])
    assert.matches("Cannot modify connection while a request is active$", bed.global("busy"))
    assert.matches("Cannot close an ongoing async request", bed.global("closing"))
    bed.advance(200)
    assert.equal(
      "request, connect, headers 200 text/plain, data 200 hello, complete 200 true",
      log(bed)
    )
  end)

  it("waits for ack() where a data callback asks for it", function()
    local bed = online({ OK })
    bed.run([[
      c = hear(http.createConnection("http://server.example/", { async = true, bufsz = 70 }))
      c:on("data", function(_, data) say("data", data) return http.DELAYACK end)
      c:request()
    ]])
    bed.advance(1000)
    local first = log(bed)
    assert.matches("data %a+$", first)
    bed.run("c:ack()")
    assert.matches("No asynchronous callback pending", problem(bed, "c:ack() c:ack()"))
    bed.advance(100)
    assert.matches("complete 200 true$", log(bed))
  end)

  it("can't delay where nobody could wait", function()
    local bed = online({ OK })
    assert.equal(
      "Cannot delay acknowledgment of a callback when using synchronous callbacks",
      problem(bed, [[
        local c = http.createConnection("http://server.example/")
        c:on("data", function() return http.DELAYACK end)
        c:request()]])
    )
  end)

  it("closed in a callback tells what was read already, and waits for more in vain", function()
    local bed, server = online({ OK, OK })
    for _, async in ipairs({ "false", "true" }) do
      bed.run([[
        options = { async = ]] .. async .. [[, timeout = 300 }
        c = hear(http.createConnection("http://server.example/", options))
        c:on("headers", function() say("headers") c:close() end)
        c:request()
      ]])
      bed.advance(1000)
      assert.equal("connect, headers, data 200 hello, complete -28679 false", log(bed))
    end
    assert.equal("closed", server.connections[1].state())
  end)

  it("closed in a later data callback has got all it wanted", function()
    local long = "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" .. ("x"):rep(900)
    local bed = online({ long, long })
    for _, async in ipairs({ "false", "true" }) do
      bed.run([[
        calls = 0
        c = hear(http.createConnection("http://server.example/", { async = ]] .. async .. [[ }))
        c:on("data", function(_, data)
          calls = calls + 1
          if calls == 2 then say(#data) c:close() end
        end)
        c:request()
      ]])
      bed.advance(1000)
      assert.equal("connect, headers 200 nil, 428, complete 200 false", log(bed))
    end
  end)

  it("goes on without data when the headers callback raises", function()
    local bed = online({ OK })
    bed.run([[
      c = hear(http.createConnection("http://server.example/"))
      c:on("headers", function() error("oops") end)
      c:request()
    ]])
    assert.matches("^connect, complete 200 true, onerror [^,]*oops$", log(bed))
  end)

  it("that is used again in its complete callback aborts the chip", function()
    local bed = online({ OK, OK })
    bed.run([[
      c = http.createConnection("http://server.example/", { async = true })
      c:on("complete", function() c:request() end)
      c:request()
    ]])
    bed.advance(200)
    assert.equal("abort", bed.events("restart")[1].cause)
  end)

  it("checks what makes it and sets it", function()
    local bed = online({})
    assert.equal("Bad HTTP method 17", problem(bed, "http.createConnection('http://a/', 17)"))
    assert.equal("esp_http_client_init failed", problem(bed, "http.createConnection()"))
    assert.equal(
      "bad option timeout to 'createConnection' (number expected, got string)",
      problem(bed, "http.createConnection('http://a/', { timeout = '5' })")
    )
    bed.run("c = http.createConnection('http://a/')")
    assert.equal("bad argument #1 to 'on' (invalid option 'end')", problem(bed, "c:on('end', print)"))
    assert.equal("esp_http_client_set_url returned 258", problem(bed, "c:seturl('nonsense')"))
    assert.equal("Bad HTTP method -1", problem(bed, "c:setmethod(-1)"))
    assert.equal("No asynchronous callback pending", problem(bed, "c:ack()"))
  end)

  it("keeps the program from everything while it waits, but not from the watchdog's bite", function()
    local bed = online({})
    bed.run([[
      ticks = 0
      t = tmr.create()
      t:alarm(100, tmr.ALARM_AUTO, function() ticks = ticks + 1 end)
      status = http.get("http://server.example/", { timeout = 8000 })
      during = ticks
    ]])
    assert.equal(-0x7007, bed.global("status"))
    assert.equal(0, bed.global("during"))
    assert.same({}, bed.events("restart"))
  end)
end)
