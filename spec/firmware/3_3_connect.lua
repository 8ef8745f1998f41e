-- Sections 3.3, 3.9, 3.10 and 3.11: connecting, addresses, names and groups.
local function stop(server) pcall(function() server:close() end) end

return {
  {
    name = "3.3 connect raises at once for a missing port, port 0 and a second call",
    run = function(t)
      local client = net.createConnection()
      t.raises("bad argument #1 to 'connect' (number expected, got no value)", function() client:connect() end)
      t.raises("bad argument #1 to 'connect' (number expected, got string)", function() client:connect("www") end)
      t.raises("specify port", function() client:connect(0, "127.0.0.1") end)
      t.raises("specify port", function() client:connect(65536, "127.0.0.1") end)
      client:connect(7030, "127.0.0.1")
      t.raises("already connected", function() client:connect(7030, "127.0.0.1") end)
    end,
  },
  {
    name = "3.3 connect without a host means the device itself",
    within = 3000,
    run = function(t)
      local server = net.createServer()
      server:listen(7031, function(socket)
        stop(server)
        t.equal("127.0.0.1", select(2, socket:getpeer()))
        t.done()
      end)
      net.createConnection():connect(7031, print)
    end,
  },
  {
    name = "3.3 an address is looked up too: dns with it, then connection, both after connect returned",
    within = 3000,
    run = function(t)
      local server, client, log = net.createServer(), net.createConnection(), {}
      server:listen(7032, function() stop(server) end)
      client:on("dns", function(socket, ip) log[#log + 1] = tostring(socket == client) .. ip end)
      client:on("connection", function(socket)
        log[#log + 1] = tostring(socket == client)
        t.equal({ "returned", "true127.0.0.1", "true" }, log)
        t.done()
      end)
      client:connect(7032, "127.0.0.1")
      log[1] = "returned"
    end,
  },
  {
    name = "3.3 send says not connected before the lookup is done, and in progress while connecting",
    within = 3000,
    run = function(t)
      local client = net.createConnection()
      t.raises("not connected", function() client:send("x") end)
      client:on("dns", function()
        node.task.post(node.task.HIGH_PRIORITY, function()
          t.raises("in progress", function() client:send("x") end)
          t.raises("not connected", function() client:close() end)
          t.done()
        end)
      end)
      -- Packets to an address of nobody: the SYN stays without an answer.
      if wifi.getmode() ~= wifi.SOFTAP then wifi.mode(wifi.SOFTAP) end
      wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN }
      wifi.ap.on("start", function() t.after(500, function() client:connect(9, "192.168.4.77") end) end)
      wifi.start()
    end,
    leaves = "a WiFi mode, and a socket that connects for minutes",
  },
  {
    name = "3.3 where there is no route nothing is ever called",
    within = 5000,
    run = function(t)
      wifi.stop()
      local client = net.createConnection()
      for _, event in ipairs { "connection", "disconnection", "reconnection" } do
        client:on(event, function() t.fail(event) end)
      end
      client:connect(80, "10.1.2.3")
      t.after(4000, t.done)
    end,
  },
  {
    name = "3.3 a refusal is told twice, 0 with the socket and -14 without, and the socket is spent",
    within = 3000,
    run = function(t)
      local client, log = net.createConnection(), {}
      client:on("connection", function() t.fail("connected") end)
      client:on("disconnection", function(socket, code)
        log[#log + 1] = { socket = socket == client, code = code }
        if #log < 2 then return end
        -- The two codes may change places on a chip with two cores.
        t.equal({ true, false }, { log[1].socket, log[2].socket })
        t.equal(-14, log[1].code + log[2].code)
        t.raises("already connected", function() client:connect(7033, "127.0.0.1") end)
        t.raises("not connected", function() client:send("x") end)
        t.raises("not connected", function() client:close() end)
        t.done()
      end)
      client:connect(7033, "127.0.0.1")
    end,
  },
  {
    name = "3.3 the resolver raises at once for an empty name and one of 256 bytes; then the socket is as before",
    run = function(t)
      local client = net.createConnection()
      t.raises("illegal argument", function() client:connect(80, "") end)
      t.raises("illegal argument", function() client:connect(80, ("x"):rep(256)) end)
      client:connect(7034, "127.0.0.1")
    end,
  },
  {
    name = "3.3 without a DNS server a name is an illegal value",
    run = function(t)
      wifi.stop()
      t.equal(nil, net.dns.getdnsserver())
      t.raises("illegal value", function() net.createConnection():connect(80, "a.test") end)
      t.raises("illegal value", function() net.dns.resolve("a.test", print) end)
    end,
  },
  {
    name = "3.9 getpeer and getaddr give the port first; a listener gives its own",
    within = 3000,
    run = function(t)
      local server, client = net.createServer(), net.createConnection()
      server:listen(7035, function(socket)
        stop(server)
        t.equal({ 7035, "127.0.0.1" }, { socket:getaddr() })
        t.equal("127.0.0.1", select(2, socket:getpeer()))
        t.equal((client:getaddr()), (socket:getpeer()))
        t.equal({ 7035, "127.0.0.1" }, { client:getpeer() })
        t.done()
      end)
      t.equal({ 7035, "0.0.0.0" }, { server:getaddr() })
      client:connect(7035, "127.0.0.1")
    end,
  },
  {
    name = "3.10 resolve needs a function and calls it with one argument only, later, for an address too",
    within = 3000,
    run = function(t)
      t.raises("bad argument #2 to 'resolve' (function expected, got no value)", function() net.dns.resolve("1.2.3.4") end)
      t.raises("bad argument #1 to 'resolve' (string expected, got table)", function() net.dns.resolve({}, print) end)
      local returned = false
      net.dns.resolve("1.2.3.4", function(...)
        t.truthy(returned)
        t.equal(1, select("#", ...))
        t.equal("1.2.3.4", (...))
        net.dns.resolve("localhost", function(ip)
          t.equal("127.0.0.1", ip)
          t.done()
        end)
      end)
      returned = true
    end,
  },
  {
    name = "3.10 a socket's dns wants a callback from somewhere, and gives socket and address",
    within = 3000,
    leaves = "a UDP socket",
    run = function(t)
      local socket = net.createUDPSocket()
      t.raises("no callback specified", function() socket:dns("1.2.3.4") end)
      t.raises("bad argument #1 to 'dns' (string expected, got no value)", function() socket:dns() end)
      socket:dns("1.2.3.4", function(s, ip)
        t.equal("1.2.3.4", ip)
        t.truthy(s == socket)
        t.done()
      end)
    end,
  },
  {
    name = "3.10 DNS servers are three, 0 to 2, and a bad one is refused",
    leaves = "DNS servers",
    run = function(t)
      t.raises("invalid dns server ip", function() net.dns.setdnsserver("nowhere") end)
      t.raises("invalid dns server ip", function() net.dns.setdnsserver("0.0.0.0") end)
      t.raises("server index out of range [0-2]", function() net.dns.setdnsserver("1.2.3.4", 3) end)
      t.raises("server index out of range [0-2]", function() net.dns.getdnsserver(3) end)
      net.dns.setdnsserver("1.2.3.4", 2)
      t.equal("1.2.3.4", net.dns.getdnsserver(2))
    end,
  },
}
