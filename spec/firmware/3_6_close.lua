-- Section 3.6: closing. The far end is the device itself, by 127.0.0.1.
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

local function collect()
  collectgarbage()
  collectgarbage()
end

return {
  {
    name = "3.6 close raises not connected for what never was, and for a second time",
    within = 4000,
    run = function(t)
      t.raises("not connected", function() net.createConnection():close() end)
      t.raises("not connected", function() net.createServer():close() end)
      t.raises("not connected", function() net.createUDPSocket():close() end)
      connected(7080, function(near)
        near:close()
        t.raises("not connected", function() near:close() end)
        t.equal(nil, (near:getpeer()))
        t.done()
      end)
    end,
  },
  {
    name = "3.6 close right after connect, before the lookup, ends the attempt",
    within = 4000,
    run = function(t)
      local client = net.createConnection()
      client:on("connection", function() t.fail("connected") end)
      client:on("disconnection", function() t.fail("disconnected") end)
      client:connect(7081, "127.0.0.1")
      client:close()
      t.after(1000, t.done)
    end,
  },
  {
    name = "3.6 close sends what was queued, and calls nothing of this socket any more",
    within = 6000,
    run = function(t)
      connected(7082, function(near, far)
        local count = 0
        for _, event in ipairs { "sent", "disconnection", "reconnection", "receive" } do
          near:on(event, function() t.fail(event) end)
        end
        far:on("receive", function(_, data) count = count + #data end)
        far:on("disconnection", function(_, code)
          t.equal({ 2000, 0 }, { count, code })
          far:close()
          t.after(500, t.done)
        end)
        near:send(("x"):rep(2000))
        near:close()
      end)
    end,
  },
  {
    name = "3.6 close with received data undelivered resets the connection",
    within = 6000,
    run = function(t)
      connected(7083, function(near, far)
        local codes = {}
        near:on("disconnection", function(_, code)
          codes[#codes + 1] = code
          if #codes < 2 then return end
          table.sort(codes)
          t.equal({ -14, 0 }, codes)
          t.done()
        end)
        -- Lua is busy when the data arrives, so that it is not delivered when far is closed.
        node.task.post(node.task.HIGH_PRIORITY, function()
          near:send("unread")
          for _ = 1, 10 do tmr.wdclr() end
          far:close()
        end)
      end)
    end,
  },
  {
    name = "3.6 after the peer's end close is allowed once, and getpeer works until then",
    within = 4000,
    run = function(t)
      connected(7084, function(near, far)
        near:on("disconnection", function(socket, code)
          t.equal(0, code)
          t.equal(7084, (socket:getpeer()))
          t.after(500, function()
            t.equal(7084, (near:getpeer()))
            near:close()
            t.raises("not connected", function() near:close() end)
            t.done()
          end)
        end)
        far:close()
      end)
    end,
  },
  {
    name = "3.6 a half-open socket that is dropped is closed by the collector",
    within = 20000,
    run = function(t)
      local server = net.createServer()
      local client
      server:listen(7086, function(socket)
        stop(server)
        server = nil
        socket:close()
      end)
      client = net.createConnection()
      client:on("disconnection", function()
        client = nil
        t.after(100, function()
          collect()
          -- The second FIN lets the first end wait 10 s for its port; without it that takes 20 s.
          t.raises("address in use", function() net.createServer():listen(7086, print) end)
          t.after(13000, function()
            net.createServer():listen(7086, print)
            t.done()
          end)
        end)
      end)
      client:connect(7086, "127.0.0.1")
    end,
  },
  {
    name = "3.6 close of a listening server may raise; it listens on until it is collected",
    within = 6000,
    run = function(t)
      local accepted = 0
      local held = { net.createServer() }
      held[1]:listen(7087, function() accepted = accepted + 1 end)
      stop(held[1])
      net.createConnection():connect(7087, "127.0.0.1")
      t.after(1000, function()
        t.equal(1, accepted)
        held[1] = nil
        collect()
        local client = net.createConnection()
        client:on("reconnection", function(_, code)
          t.equal(-14, code)
          t.equal(1, accepted)
          t.done()
        end)
        client:connect(7087, "127.0.0.1")
      end)
    end,
  },
  {
    name = "3.6 close of a bound UDP socket raises not connected, and it stays bound",
    within = 3000,
    leaves = "a UDP socket",
    run = function(t)
      local socket = net.createUDPSocket()
      socket:on("receive", function() t.done() end)
      socket:listen(7088)
      t.raises("not connected", function() socket:close() end)
      t.raises("address in use", function() net.createUDPSocket():listen(7088) end)
      socket:send(7088, "127.0.0.1", "to itself")
    end,
  },
  {
    name = "3.6 close inside of receive: what else came in the same packet has no socket",
    within = 4000,
    run = function(t)
      connected(7089, function(near, far)
        far:on("receive", function(socket, data)
          if socket then
            t.equal("x", data:sub(1, 1))
            socket:close()
            t.after(1000, t.done)
          else
            t.matches("^x+$", data)
          end
        end)
        near:send(("x"):rep(2800))
      end)
    end,
  },
}
