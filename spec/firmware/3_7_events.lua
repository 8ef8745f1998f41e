-- Sections 3.7 and 3.8: events. The far end is the device itself, by 127.0.0.1, or a second host.
local function stop(server) pcall(function() server:close() end) end

--- Both ends of a connection: use(near, far), once both know of it.
local function connected(port, use)
  local server, client = net.createServer(), net.createConnection()
  local far
  server:listen(port, function(socket)
    stop(server)
    far = socket
  end)
  client:on("connection", function()
    local timer = tmr.create()
    timer:alarm(100, tmr.ALARM_SINGLE, function() use(client, far) end)
  end)
  client:connect(port, "127.0.0.1")
end

return {
  {
    name = "3.7 on knows the events of its kind, and wants a function or a nil that is written",
    run = function(t)
      local client, udp = net.createConnection(), net.createUDPSocket()
      for _, event in ipairs { "connection", "disconnection", "reconnection", "dns", "receive", "sent" } do
        client:on(event, print)
        client:on(event, nil)
      end
      for _, event in ipairs { "dns", "receive", "sent" } do udp:on(event, print) end
      t.raises("invalid callback name", function() udp:on("connection", print) end)
      t.raises("invalid callback name", function() client:on("error", print) end)
      t.raises("invalid callback function", function() client:on("sent") end)
      t.raises("invalid callback function", function() client:on("sent", "print") end)
      t.raises("bad argument #1 to 'on' (string expected, got no value)", function() client:on() end)
    end,
  },
  {
    name = "3.7 one callback for each event: the last one counts, nil takes it away",
    within = 4000,
    run = function(t)
      connected(7100, function(near, far)
        far:on("receive", function() t.fail("the first one") end)
        far:on("receive", function(_, data)
          t.equal("once", data)
          far:on("receive", nil)
        end)
        near:send("once", function()
          near:send("lost", function() t.done() end)
        end)
      end)
    end,
  },
  {
    name = "3.7 receive gives at most 1440 bytes a call, in order",
    within = 4000,
    run = function(t)
      connected(7101, function(near, far)
        local text, most = "", 0
        far:on("receive", function(socket, data)
          t.truthy(socket == far)
          text, most = text .. data, math.max(most, #data)
          if #text < 2800 then return end
          t.equal(1440, most)
          t.equal(("a"):rep(1400) .. ("b"):rep(1400), text)
          t.done()
        end)
        near:send(("a"):rep(1400) .. ("b"):rep(1400))
      end)
    end,
  },
  {
    name = "3.7 the peer's end is told once, with 0",
    within = 4000,
    run = function(t)
      connected(7102, function(near, far)
        local count = 0
        near:on("disconnection", function(socket, code)
          t.truthy(socket == near)
          t.equal(0, code)
          count = count + 1
        end)
        near:on("reconnection", function() t.fail("reconnection") end)
        far:close()
        t.after(1000, function()
          t.equal(1, count)
          near:close()
          t.done()
        end)
      end)
    end,
  },
  {
    name = "3.7 with reconnection set a refusal gives disconnection 0, and reconnection -14, which connects nothing",
    within = 4000,
    run = function(t)
      local client, log = net.createConnection(), {}
      client:on("disconnection", function(_, code) log[#log + 1] = code end)
      client:on("reconnection", function(_, code) log[#log + 1] = code end)
      client:on("connection", function() t.fail("connected") end)
      client:connect(7103, "127.0.0.1")
      t.after(1500, function()
        table.sort(log)
        t.equal({ -14, 0 }, log)
        t.done()
      end)
    end,
  },
  {
    name = "3.7 what is received comes before sent when both wait: HIGH and MEDIUM",
    within = 4000,
    run = function(t)
      connected(7104, function(near, far)
        local log = {}
        far:on("receive", function()
          far:send("answer")
          -- The answer and the acknowledgement arrive while Lua is still in here.
          for _ = 1, 30 do tmr.wdclr() end
        end)
        near:on("receive", function() log[#log + 1] = "receive" end)
        near:on("sent", function() log[#log + 1] = "sent" end)
        near:send("question")
        t.after(1500, function()
          t.equal({ "receive", "sent" }, log)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "3.7 a peer's data can come before connection",
    within = 4000,
    run = function(t)
      local server, client, log = net.createServer(), net.createConnection(), {}
      server:listen(7105, function(socket)
        stop(server)
        socket:send("hello")
        -- The client's connection is MEDIUM; what was sent arrives while Lua is still in here.
        for _ = 1, 30 do tmr.wdclr() end
      end)
      client:on("receive", function() log[#log + 1] = "receive" end)
      client:on("connection", function() log[#log + 1] = "connection" end)
      client:connect(7105, "127.0.0.1")
      t.after(1500, function()
        t.equal({ "receive", "connection" }, log)
        client:close()
        t.done()
      end)
    end,
  },
  {
    name = "3.7 when the peer ends before connection was told, it is never told",
    within = 4000,
    run = function(t)
      local server, client, log = net.createServer(), net.createConnection(), {}
      server:listen(7106, function(socket)
        stop(server)
        socket:send("hello")
        socket:close()
        for _ = 1, 30 do tmr.wdclr() end
      end)
      for _, event in ipairs { "receive", "disconnection", "connection" } do
        client:on(event, function() log[#log + 1] = event end)
      end
      client:connect(7106, "127.0.0.1")
      t.after(1500, function()
        t.equal({ "receive", "disconnection" }, log)
        client:close()
        t.done()
      end)
    end,
  },
  {
    name = "3.7 a lost interface aborts its connections: 0, and -13 without a socket",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.SOFTAP)
      wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN }
      local server, client, log = net.createServer(), net.createConnection(), {}
      server:listen(7107, function(socket)
        stop(server)
        socket:on("disconnection", function() end)
        t.after(100, function() wifi.stop() end)
      end)
      client:on("disconnection", function(socket, code)
        log[#log + 1] = { socket ~= nil, code }
        if #log < 2 then return end
        t.equal({ true, false }, { log[1][1], log[2][1] })
        t.equal(-13, log[1][2] + log[2][2])
        t.done()
      end)
      wifi.ap.on("start", function()
        t.after(500, function() client:connect(7107, "192.168.4.1") end)
      end)
      wifi.start()
    end,
  },
  {
    name = "3.8 accept without memory raises where nobody catches it: the chip panics",
    needs = "a fault on request",
    partner = "no memory for a second socket",
    boots = {
      function(t)
        local server = net.createServer()
        server:listen(80, function() t.fail("accepted") end)
        wifi.mode(wifi.SOFTAP)
        wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN }
        wifi.start()
      end,
      function(t) t.resetBy("panic") end,
    },
  },
}
