-- Section 4.2: joining, and how it ends.
local function startStation(config, handlers)
  wifi.mode(wifi.STATION)
  wifi.sta.config(config)
  for event, handler in pairs(handlers) do wifi.sta.on(event, handler) end
  wifi.start()
end

local HOME = { ssid = "t_home", pwd = "t_password" }

local function connect() wifi.sta.connect() end

return {
  {
    name = "4.2 a join is start, connected and got_ip, each with its fields",
    needs = "radio",
    partner = "home",
    within = 20000,
    leaves = "a WiFi mode",
    run = function(t)
      local log = {}
      startStation(HOME, {
        start = function()
          log[#log + 1] = "start"
          connect()
        end,
        connected = function(event, info)
          log[#log + 1] = event
          t.equal({ "t_home", wifi.AUTH_WPA2_PSK }, { info.ssid, info.auth })
          t.matches("^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$", info.bssid)
          t.equal(info.channel, (wifi.getchannel()))
        end,
        got_ip = function(event, info)
          log[#log + 1] = event
          t.equal({ "start", "connected", "got_ip" }, log)
          for _, field in ipairs { "ip", "netmask", "gw" } do t.matches("^%d+%.%d+%.%d+%.%d+$", info[field]) end
          t.done()
        end,
      })
    end,
  },
  {
    name = "4.2 a name that nobody has is reason 201 after some seconds, once: nothing tries again",
    within = 15000,
    leaves = "a WiFi mode",
    run = function(t)
      local count = 0
      startStation({ ssid = "t_nobody_has_this_name" }, {
        start = connect,
        disconnected = function(_, info)
          count = count + 1
          t.equal({ 201, "t_nobody_has_this_name" }, { info.reason, info.ssid })
          t.after(8000, function()
            t.equal(1, count)
            t.done()
          end)
        end,
      })
    end,
  },
  {
    name = "4.2 a wrong password is reason 2, 15 or 204",
    needs = "radio",
    partner = "home",
    within = 20000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation({ ssid = "t_home", pwd = "t_password?" }, {
        start = connect,
        connected = function() t.fail("connected") end,
        disconnected = function(_, info)
          t.truthy(info.reason == 2 or info.reason == 15 or info.reason == 204, "reason " .. info.reason)
          t.done()
        end,
      })
    end,
  },
  {
    name = "4.2 disconnect ends a joined network with reason 8",
    needs = "radio",
    partner = "home",
    within = 20000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation(HOME, {
        start = connect,
        got_ip = function() wifi.sta.disconnect() end,
        disconnected = function(event, info)
          t.equal({ "disconnected", 8, "t_home" }, { event, info.reason, info.ssid })
          t.matches("^%x%x:%x%x:", info.bssid)
          t.done()
        end,
      })
    end,
  },
  {
    name = "4.2 while the station connects config, scan and connect are refused",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation({ ssid = "t_nobody_has_this_name" }, {
        start = function()
          connect()
          t.raises("failed to set wifi config, code 12294", function() wifi.sta.config(HOME) end)
          t.raises("failed to start scan, code 12294", function() wifi.sta.scan({}, print) end)
          t.raises("connect failed, code 12295", connect)
          t.done()
        end,
      })
    end,
  },
  {
    name = "4.2 connect without a name is refused with code 12298, in SOFTAP with 12293",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation({ ssid = "" }, {
        start = function()
          t.raises("connect failed, code 12298", connect)
          wifi.mode(wifi.SOFTAP)
          t.raises("connect failed, code 12293", connect)
          t.done()
        end,
      })
    end,
  },
  {
    name = "4.2 an access point that is full is reason 5",
    needs = "a fault on request",
    partner = "full home",
    within = 9000,
    run = function(t)
      startStation(HOME, {
        start = connect,
        disconnected = function(_, info)
          t.equal(5, info.reason)
          t.done()
        end,
      })
    end,
  },
  {
    name = "4.2 a router that goes off is reason 200, and nothing joins it again by itself",
    needs = "a fault on request",
    partner = "home that goes off for a while",
    within = 60000,
    run = function(t)
      local joins = 0
      startStation(HOME, {
        start = connect,
        connected = function() joins = joins + 1 end,
        disconnected = function(_, info)
          t.equal(200, info.reason)
          t.after(30000, function()
            t.equal(1, joins)
            t.done()
          end)
        end,
      })
    end,
  },
  {
    name = "4.2 with 8 bytes of password a WEP or WPA network is not found: the threshold is WPA2",
    needs = "a fault on request",
    partner = "old home",
    within = 20000,
    run = function(t)
      startStation(HOME, {
        start = connect,
        disconnected = function(_, info)
          t.equal(201, info.reason)
          wifi.sta.on("disconnected", nil)
          wifi.sta.on("connected", function() t.done() end)
          wifi.sta.config { ssid = "t_home", pwd = "t_password", threshold_authmode = wifi.AUTH_WPA_PSK }
          connect()
        end,
      })
      t.equal(wifi.AUTH_WPA2_PSK, wifi.sta.getconfig().threshold_authmode)
    end,
  },
  {
    name = "4.2 a static address is told by got_ip too",
    needs = "radio",
    partner = "home",
    within = 20000,
    leaves = "a WiFi mode and an address",
    run = function(t)
      wifi.sta.setip { ip = "192.168.1.99", netmask = "255.255.255.0", gateway = "192.168.1.1", dns = "192.168.1.2" }
      startStation(HOME, {
        start = connect,
        got_ip = function(_, info)
          t.equal({ "192.168.1.99", "255.255.255.0", "192.168.1.1" }, { info.ip, info.netmask, info.gw })
          t.done()
        end,
      })
    end,
  },
}
