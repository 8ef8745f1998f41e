-- Section 3.5: sending. The far end is the device itself, by 127.0.0.1.
local function stop(server) pcall(function() server:close() end) end

--- Both ends of a connection: use(near, far), once both know of it.
local function connected(port, use)
  local server, client = net.createServer(), net.createConnection()
  local far
  server:listen(port, function(socket)
    stop(server)
    far = socket
    socket:on("receive", function() end)
  end)
  client:on("connection", function()
    local timer = tmr.create()
    timer:alarm(100, tmr.ALARM_SINGLE, function() use(client, far) end)
  end)
  client:connect(port, "127.0.0.1")
end

return {
  {
    name = "3.5 send wants text that is not empty; numbers count as text",
    within = 4000,
    run = function(t)
      connected(7060, function(near, far)
        t.raises("bad argument #1 to 'send' (string expected, got no value)", function() near:send() end)
        t.raises("bad argument #1 to 'send' (string expected, got table)", function() near:send({}) end)
        t.raises("no data to send", function() near:send("") end)
        far:on("receive", function(_, data)
          t.equal("42", data)
          t.done()
        end)
        near:send(42)
      end)
    end,
  },
  {
    name = "3.5 sent comes after send returned, with the socket, and its callback stays",
    within = 4000,
    run = function(t)
      connected(7061, function(near)
        local count, returned = 0, false
        near:send("first", function(socket)
          t.truthy(returned)
          t.truthy(socket == near)
          count = count + 1
          if count == 2 then return t.done() end
          returned = false
          near:send("second")
          returned = true
        end)
        returned = true
      end)
    end,
  },
  {
    name = "3.5 6000 bytes on an idle socket: 5760 go, and buffer error is raised",
    within = 6000,
    run = function(t)
      connected(7062, function(near, far)
        local count = 0
        far:on("receive", function(_, data) count = count + #data end)
        t.raises("buffer error", function() near:send(("x"):rep(6000)) end)
        t.after(3000, function()
          t.equal(5760, count)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "3.5 with a full send buffer it would block, and nothing is queued",
    within = 6000,
    run = function(t)
      connected(7063, function(near, far)
        local text = ""
        far:on("receive", function(_, data) text = text .. data:gsub("x+", "") end)
        near:send(("x"):rep(5760))
        t.raises("would block", function() near:send("never") end)
        t.after(3000, function()
          t.equal("", text)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "3.5 sent comes for 2800 bytes, and never for a full buffer",
    within = 9000,
    run = function(t)
      connected(7064, function(near)
        near:send(("x"):rep(2800), function()
          local came = false
          near:send(("x"):rep(5760), function() came = true end)
          t.after(3000, function()
            t.equal(false, came)
            t.done()
          end)
        end)
      end)
    end,
  },
  {
    name = "3.5 a second send before sent: it comes once at most",
    within = 6000,
    run = function(t)
      connected(7065, function(near)
        local count = 0
        near:on("sent", function() count = count + 1 end)
        near:send(("a"):rep(100))
        near:send(("b"):rep(50))
        t.after(3000, function()
          t.truthy(count <= 1, "sent came " .. count .. " times")
          t.done()
        end)
      end)
    end,
  },
  {
    name = "3.5 after the peer's end send says not connected",
    within = 4000,
    run = function(t)
      connected(7066, function(near, far)
        near:on("disconnection", function()
          node.task.post(function()
            t.raises("not connected", function() near:send("x") end)
            near:close()
            t.done()
          end)
        end)
        far:close()
      end)
    end,
  },
  {
    name = "3.5 UDP send checks port, address and data, in this order",
    run = function(t)
      local socket = net.createUDPSocket()
      t.raises("bad argument #1 to 'send' (number expected, got no value)", function() socket:send() end)
      t.raises("need port", function() socket:send(0, "nonsense", "") end)
      t.raises("bad argument #2 to 'send' (string expected, got no value)", function() socket:send(9) end)
      t.raises("invalid IP address", function() socket:send(9, "a.test", "") end)
      t.raises("no data to send", function() socket:send(9, "127.0.0.1", "") end)
      t.equal(nil, (socket:getaddr()))
    end,
  },
  {
    name = "3.5 UDP calls sent inside of send; its errors come out there",
    leaves = "a UDP socket",
    run = function(t)
      local socket = net.createUDPSocket()
      local log = {}
      socket:send(7067, "127.0.0.1", "x", function(s) log[#log + 1] = s == socket end)
      log[#log + 1] = "returned"
      t.equal({ true, "returned" }, log)
      socket:on("sent", function() error("mine", 0) end)
      t.raises("mine", function() socket:send(7067, "127.0.0.1", "x") end)
      t.truthy(socket:getaddr() >= 49152)
    end,
  },
  {
    name = "3.5 UDP without a route calls sent first, and says routing problem then",
    leaves = "a UDP socket",
    run = function(t)
      wifi.stop()
      local called = false
      t.raises("routing problem", function()
        net.createUDPSocket():send(9, "10.1.2.3", "x", function() called = true end)
      end)
      t.truthy(called)
    end,
  },
  {
    name = "3.5 a datagram of 1400 bytes arrives whole, with port and address of its sender",
    within = 3000,
    leaves = "UDP sockets",
    run = function(t)
      local one, other = net.createUDPSocket(), net.createUDPSocket()
      one:on("receive", function(socket, data, port, ip)
        t.truthy(socket == one)
        t.equal({ 1400, (other:getaddr()), "127.0.0.1" }, { #data, port, ip })
        t.done()
      end)
      one:listen(7068)
      other:send(7068, "127.0.0.1", ("x"):rep(1400))
    end,
  },
}
