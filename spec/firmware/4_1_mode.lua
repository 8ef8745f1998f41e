-- Section 4.1: mode, start, stop, what is kept, and events in general.
local function present(object, names)
  local found = {}
  for name in names:gmatch("[%w_]+") do
    if object[name] ~= nil then found[#found + 1] = name end
  end
  return table.concat(found, " ")
end

local function startAccessPoint(onStart)
  wifi.mode(wifi.SOFTAP)
  wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN, channel = 3 }
  wifi.ap.on("start", onStart)
  wifi.start()
end

return {
  {
    name = "4.1 wifi has these functions, and none for country, sleep or events",
    run = function(t)
      t.equal("ap getchannel getmode mode start sta stop", present(wifi,
        "ap eventmon getchannel getcountry getmode mode resume setcountry setmaxtxpower setphymode sleeptype start sta stop suspend"))
    end,
  },
  {
    name = "4.1 constants: modes, security, and the second channel's odd names instead of HT20",
    run = function(t)
      t.equal({ 0, 1, 2, 3 }, { wifi.NULLMODE, wifi.STATION, wifi.SOFTAP, wifi.STATIONAP })
      t.equal({ 0, 1, 2, 3, 4 }, { wifi.AUTH_OPEN, wifi.AUTH_WEP, wifi.AUTH_WPA_PSK, wifi.AUTH_WPA2_PSK, wifi.AUTH_WPA_WPA2_PSK })
      t.equal({ 5, 6, 7, 8 }, { wifi.AUTH_WPA2_ENTERPRISE, wifi.AUTH_WPA3_PSK, wifi.AUTH_WPA2_WPA3_PSK, wifi.AUTH_WAPI_PSK })
      t.equal({ 1, 2 }, { wifi.sta.PMF_AVAILABLE, wifi.sta.PMF_REQUIRED })
      t.equal({ 0, 1, 2, 3 }, { wifi.SAE_PWE_UNSPECIFIED, wifi.SAE_PWE_HUNT_AND_PECK,
        wifi.SAE_PWE_HASH_TO_ELEMENT, wifi.SAE_PWE_BOTH })
      t.equal("", present(wifi, "HT20 HT40_ABOVE HT40_BELOW"))
      t.equal({ 0, 1, 2 }, { wifi.STR_WIFI_SECOND_CHAN_NONE, wifi.STR_WIFI_SECOND_CHAN_ABOVE, wifi.STR_WIFI_SECOND_CHAN_BELOW })
    end,
  },
  {
    name = "4.1 mode returns nothing, and refuses a mode that is none",
    leaves = "a WiFi mode",
    run = function(t)
      t.equal(0, select("#", wifi.mode(wifi.STATIONAP)))
      t.equal(3, wifi.getmode())
      t.raises("invalid wifi mode 4", function() wifi.mode(4) end)
      t.raises("invalid wifi mode -1", function() wifi.mode(-1, false) end)
      t.raises("bad argument #1 to 'mode' (number expected, got no value)", function() wifi.mode() end)
      t.equal(3, wifi.getmode())
    end,
  },
  {
    name = "4.1 start and stop return nothing, and may be called twice",
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.SOFTAP)
      for _ = 1, 2 do t.equal(0, select("#", wifi.start())) end
      for _ = 1, 2 do t.equal(0, select("#", wifi.stop())) end
    end,
  },
  {
    name = "4.1 getchannel gives two numbers; the second is 0 without a second channel",
    within = 5000,
    leaves = "a WiFi mode",
    run = function(t)
      startAccessPoint(function()
        t.equal({ 3, 0 }, { wifi.getchannel() })
        t.done()
      end)
    end,
  },
  {
    name = "4.1 on refuses an unknown event, and first a callback that is no function",
    run = function(t)
      for _, side in ipairs { wifi.sta, wifi.ap } do
        t.raises("unknown event: nonsense", function() side.on("nonsense", print) end)
        t.raises("bad argument #2 to 'on' (function expected, got string)", function() side.on("nonsense", "print") end)
        t.raises("bad argument #1 to 'on' (string expected, got no value)", function() side.on() end)
        side.on("start", print)
        t.equal(0, select("#", side.on("start")))
      end
      t.raises("unknown event: got_ip", function() wifi.ap.on("got_ip", print) end)
      t.raises("unknown event: sta_connected", function() wifi.sta.on("sta_connected", print) end)
    end,
  },
  {
    name = "4.1 a callback gets the event's name and a table, which is empty for start and stop",
    within = 5000,
    leaves = "a WiFi mode",
    run = function(t)
      local function check(wanted, then_)
        return function(...)
          t.equal({ wanted, {} }, { ... })
          t.equal(2, select("#", ...))
          then_()
        end
      end
      wifi.ap.on("stop", check("stop", t.done))
      startAccessPoint(check("start", wifi.stop))
    end,
  },
  {
    name = "4.1 one callback for each event, and nil takes it away",
    within = 5000,
    leaves = "a WiFi mode",
    run = function(t)
      wifi.ap.on("stop", function() t.fail("the first one") end)
      wifi.ap.on("stop", function() t.fail("the second one") end)
      wifi.ap.on("stop", nil)
      startAccessPoint(function() t.fail("the first start") end)
      wifi.ap.on("start", function()
        wifi.stop()
        t.after(500, t.done)
      end)
    end,
  },
  {
    name = "4.1 in the start event the interface is not up yet, a task later it is",
    within = 5000,
    leaves = "a WiFi mode",
    run = function(t)
      local function send() net.createUDPSocket():send(9, "192.168.4.2", "x") end
      startAccessPoint(function()
        t.raises("routing problem", send)
        t.after(500, function()
          send()
          t.done()
        end)
      end)
    end,
  },
  {
    name = "4.1 listening on all addresses works before WiFi is started",
    run = function(t)
      local server = net.createServer()
      server:listen(7120, print)
      t.equal({ 7120, "0.0.0.0" }, { server:getaddr() })
      pcall(function() server:close() end)
    end,
  },
  {
    name = "4.1 nothing is kept over a restart unless save is true, which must be a boolean",
    boots = {
      function(t)
        local mode = wifi.getmode()
        t.keep(tostring(mode))
        local other = mode == wifi.SOFTAP and wifi.STATION or wifi.SOFTAP
        wifi.mode(other)
        wifi.mode(other, 1)
        wifi.mode(other, "true")
        t.equal(other, wifi.getmode())
        node.restart()
      end,
      function(t) t.equal(t.kept(), tostring(wifi.getmode())) end,
    },
  },
  {
    name = "4.1 save keeps the mode over a restart",
    boots = {
      function(t)
        local mode = wifi.getmode()
        t.keep(tostring(mode))
        wifi.mode(mode == wifi.SOFTAP and wifi.STATIONAP or wifi.SOFTAP, true)
        node.restart()
      end,
      function(t)
        local mode = tonumber(t.kept())
        t.equal(mode == wifi.SOFTAP and wifi.STATIONAP or wifi.SOFTAP, wifi.getmode())
        wifi.mode(mode, true)
      end,
    },
  },
  {
    name = "4.1 save keeps the station's network over a restart",
    boots = {
      function(t)
        wifi.mode(wifi.STATION)
        local before = wifi.sta.getconfig()
        t.keep(before.ssid .. "\n" .. before.pwd)
        wifi.sta.config({ ssid = "t_kept", pwd = "t_password" }, true)
        node.restart()
      end,
      function(t)
        local config = wifi.sta.getconfig()
        t.equal({ "t_kept", "t_password" }, { config.ssid, config.pwd })
        wifi.mode(wifi.STATION)
        local ssid, pwd = t.kept():match("^(.*)\n(.*)$")
        wifi.sta.config({ ssid = ssid, pwd = pwd }, true)
      end,
    },
    leaves = "a WiFi mode",
  },
}
