-- Sections 3.10 and 3.11: multicast, names over the network, and which side a client is on.
return {
  {
    name = "3.10 multicastJoin checks the lengths of its addresses and nothing else",
    run = function(t)
      for _, name in ipairs { "multicastJoin", "multicastLeave" } do
        local call = net[name]
        t.raises("wrong arg type", function() call() end)
        t.raises("wrong arg type", function() call("any", nil) end)
        t.raises("invalid if ip", function() call("1.2", "224.0.0.251") end)
        t.raises("invalid multicast ip", function() call("", "224.0") end)
        t.raises("invalid multicast ip", function() call("ANY", "1234567890123456") end)
        t.equal(0, select("#", call("any", "224.0.0.251")))
      end
    end,
  },
  {
    name = "3.10 four lookups run at once, a fifth is out of memory",
    needs = "radio",
    partner = "home that falls silent",
    within = 20000,
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.STATION)
      wifi.sta.config { ssid = "t_home", pwd = "t_password" }
      wifi.sta.on("start", function() wifi.sta.connect() end)
      wifi.sta.on("got_ip", function()
        -- Later: DHCP's server is set after this event.
        t.after(500, function()
          net.dns.setdnsserver("192.0.2.1", 0)
          for index = 1, 4 do net.dns.resolve("t" .. index .. ".invalid", function() end) end
          t.raises("out of memory", function() net.dns.resolve("t5.invalid", print) end)
          t.done()
        end)
      end)
      wifi.start()
    end,
  },
  {
    name = "3.10 DHCP sets DNS server 0; a name that is none is nil",
    needs = "radio",
    partner = "home",
    within = 25000,
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.STATION)
      wifi.sta.config { ssid = "t_home", pwd = "t_password" }
      wifi.sta.on("start", function() wifi.sta.connect() end)
      wifi.sta.on("got_ip", function(_, info)
        t.after(500, function()
          t.equal(info.gw, net.dns.getdnsserver())
          net.dns.resolve("nobody.invalid", function(...)
            t.equal(1, select("#", ...))
            t.equal(nil, (...))
            t.done()
          end)
        end)
      end)
      wifi.start()
    end,
  },
  {
    name = "3.11 getaddr of an accepted socket tells the side that its client is on",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.SOFTAP)
      wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN }
      local server, sides = net.createServer(), {}
      server:listen(7050, function(socket)
        sides[#sides + 1] = select(2, socket:getaddr())
        if #sides < 2 then return net.createConnection():connect(7050, "127.0.0.1") end
        t.equal({ "192.168.4.1", "127.0.0.1" }, sides)
        t.done()
      end)
      wifi.ap.on("start", function()
        t.after(500, function() net.createConnection():connect(7050, "192.168.4.1") end)
      end)
      wifi.start()
    end,
  },
}
