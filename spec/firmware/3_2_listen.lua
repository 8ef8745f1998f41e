-- Sections 3.2 and 3.4: listening and accepting. What connects is the device itself, by 127.0.0.1.
local function stop(server) pcall(function() server:close() end) end

local function connect(port)
  local client = net.createConnection()
  client:connect(port, "127.0.0.1")
  return client
end

return {
  {
    name = "3.2 listen tells its arguments apart by type, and a nil ends the search",
    run = function(t)
      t.raises("need callback", function() net.createServer():listen(7010, nil, print) end)
      t.raises("need callback", function() net.createServer():listen(7010) end)
      t.raises("need callback", function() net.createServer():listen(7010, "127.0.0.1") end)
      t.raises("invalid IP address", function() net.createServer():listen(7010, "nonsense", print) end)
      local server = net.createServer()
      server:listen("7010", "127.0.0.1", print)
      t.equal({ 7010, "127.0.0.1" }, { server:getaddr() })
      stop(server)
    end,
  },
  {
    name = "3.2 listen without a port, or with one that is no whole number, takes a free one",
    run = function(t)
      for _, port in ipairs { false, 0, 80.5 } do
        local server = net.createServer()
        if port then server:listen(port, print) else server:listen(print) end
        t.truthy(server:getaddr() >= 49152)
        stop(server)
      end
    end,
  },
  {
    name = "3.2 listen raises for what listens already",
    run = function(t)
      local server = net.createServer()
      server:listen(7011, print)
      t.raises("already listening", function() server:listen(7012, print) end)
      stop(server)
    end,
  },
  {
    -- The sheet calls it unusable; by lwIP's source closing fails on what listens only.
    name = "3.2 after address in use a server can listen elsewhere",
    run = function(t)
      local first, second = net.createServer(), net.createServer()
      first:listen(7013, print)
      t.raises("address in use", function() second:listen(7013, print) end)
      second:listen(7014, print)
      t.equal(7014, (second:getaddr()))
      stop(first)
      stop(second)
    end,
  },
  {
    name = "3.2 after address in use a UDP socket stays already listening",
    leaves = "two UDP sockets",
    run = function(t)
      local first, second = net.createUDPSocket(), net.createUDPSocket()
      first:listen(7015)
      t.raises("address in use", function() second:listen(7015) end)
      t.raises("already listening", function() second:listen(7016) end)
    end,
  },
  {
    name = "3.2 a port is in use for 10 s after the device closed a connection of it first",
    within = 20000,
    run = function(t)
      local server = net.createServer()
      local client
      local function listenAgain() net.createServer():listen(7017, print) end
      server:listen(7017, function(socket)
        socket:close()
        stop(server)
        server = nil
        t.after(300, function()
          -- Both ends are ours: the client's end must close too, and then nobody listens any more.
          pcall(function() client:close() end)
          client = nil
          collectgarbage()
          collectgarbage()
          t.after(300, function()
            t.raises("address in use", listenAgain)
            t.after(7000, function() t.raises("address in use", listenAgain) end)
            t.after(12000, function()
              listenAgain()
              t.done()
            end)
          end)
        end)
      end)
      client = connect(7017)
    end,
  },
  {
    name = "3.2 a listening server and a bound UDP socket need no reference",
    within = 5000,
    leaves = "a UDP socket",
    run = function(t)
      local count = 0
      local function heard()
        count = count + 1
        if count == 2 then t.done() end
      end
      do
        local server = net.createServer()
        server:listen(7018, function()
          stop(server)
          heard()
        end)
        local socket = net.createUDPSocket()
        socket:on("receive", heard)
        socket:listen(7018)
      end
      collectgarbage()
      collectgarbage()
      connect(7018)
      net.createUDPSocket():send(7018, "127.0.0.1", "x")
    end,
  },
  {
    name = "3.4 an accepted socket needs no reference, and throws away what comes without a receive callback",
    within = 5000,
    run = function(t)
      local server = net.createServer()
      local late
      server:listen(7019, function(socket)
        stop(server)
        t.after(300, function()
          collectgarbage()
          socket:on("receive", function(_, data) late = data end)
        end)
        socket:on("disconnection", function()
          t.equal("second", late)
          t.done()
        end)
      end)
      local client = net.createConnection()
      client:on("connection", function()
        client:send("first")
        t.after(1000, function() client:send("second", function() client:close() end) end)
      end)
      client:connect(7019, "127.0.0.1")
    end,
  },
  {
    name = "3.4 what came before the accept callback ran is delivered after it",
    within = 5000,
    run = function(t)
      local server = net.createServer()
      server:listen(7020, function(socket)
        stop(server)
        local returned = false
        socket:on("receive", function(_, data)
          t.truthy(returned, "receive before the accept callback returned")
          t.equal("early", data)
          t.done()
        end)
        tmr.wdclr()
        returned = true
      end)
      local client = net.createConnection()
      client:on("connection", function() client:send("early") end)
      client:connect(7020, "127.0.0.1")
    end,
  },
  {
    name = "3.4 the timeout never drops a client that is there, however idle",
    within = 9000,
    run = function(t)
      local server = net.createServer(net.TCP, 1)
      local client
      server:listen(7021, function(socket)
        stop(server)
        socket:on("disconnection", function() t.fail("dropped") end)
        t.after(6000, function()
          socket:on("disconnection", nil)
          socket:close()
          client:close()
          t.done()
        end)
      end)
      client = connect(7021)
    end,
  },
  {
    name = "3.4 a dead client is dropped with -13, a timeout and 75 s after its last word",
    needs = "second host",
    partner = "silent phone",
    within = 110000,
    run = function(t)
      wifi.mode(wifi.SOFTAP)
      wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN }
      local server = net.createServer(net.TCP, 5)
      local codes = {}
      server:listen(80, function(socket)
        socket:on("disconnection", function(_, code)
          codes[#codes + 1] = code
          if #codes < 2 then return end
          t.equal({ 0, -13 }, codes)
          stop(server)
          wifi.stop()
          t.done()
        end)
        t.after(78000, function() t.equal(0, #codes) end)
      end)
      wifi.start()
    end,
  },
  {
    name = "3.4 six connections wait for Lua; a seventh is aborted",
    needs = "second host",
    partner = "eight calls at once",
    within = 9000,
    run = function(t)
      wifi.mode(wifi.SOFTAP)
      wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN }
      local server = net.createServer()
      local accepted = 0
      server:listen(80, function()
        accepted = accepted + 1
        -- Busy with the first of eight while the others come.
        for _ = 1, accepted == 1 and 50 or 0 do tmr.wdclr() end
      end)
      t.after(6000, function()
        stop(server)
        wifi.stop()
        t.equal(7, accepted)
        t.done()
      end)
      wifi.start()
    end,
  },
}
