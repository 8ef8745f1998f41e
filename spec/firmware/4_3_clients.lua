-- Sections 4.3 and 4.4: clients of the access point, and its channel beside a station.
local function startAccessPoint(config, onStart)
  wifi.mode(wifi.SOFTAP)
  wifi.ap.config(config)
  if onStart then wifi.ap.on("start", onStart) end
  wifi.start()
end

--- Open: wifi.AUTH_OPEN.
local OPEN = { ssid = "t_conformance", auth = 0, channel = 6 }

return {
  {
    name = "4.3 sta_connected and sta_disconnected have the client's MAC and a number",
    needs = "second host",
    partner = "silent phone",
    within = 30000,
    run = function(t)
      local joined
      wifi.ap.on("sta_connected", function(event, info)
        t.equal("sta_connected", event)
        t.matches("^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$", info.mac)
        t.equal(1, info.id)
        joined = info.mac
      end)
      wifi.ap.on("sta_disconnected", function(event, info)
        t.equal({ "sta_disconnected", joined, 1 }, { event, info.mac, info.id })
        t.done()
      end)
      local server = net.createServer()
      server:listen(80, function() end)
      startAccessPoint(OPEN)
    end,
  },
  {
    name = "4.3 no more clients join than max; addresses begin after the access point's own",
    needs = "second host",
    partner = "three phones",
    within = 9000,
    run = function(t)
      local ids, addresses = {}, {}
      wifi.ap.on("sta_connected", function(_, info) ids[#ids + 1] = info.id end)
      local server = net.createServer()
      server:listen(80, function(socket) addresses[#addresses + 1] = select(2, socket:getpeer()) end)
      startAccessPoint { ssid = "t_conformance", auth = wifi.AUTH_OPEN, max = 2 }
      t.after(3000, function()
        t.equal({ 1, 2 }, ids)
        t.equal({ "192.168.4.2", "192.168.4.3" }, addresses)
        t.done()
      end)
    end,
  },
  {
    name = "4.3 config while it runs drops the clients, without stop and start",
    needs = "second host",
    partner = "three phones",
    within = 9000,
    run = function(t)
      local log = {}
      for _, event in ipairs { "start", "stop", "sta_disconnected" } do
        wifi.ap.on(event, function() log[#log + 1] = event end)
      end
      local server = net.createServer()
      server:listen(80, function() end)
      startAccessPoint(OPEN, function() log[#log + 1] = "start" end)
      t.after(2000, function()
        wifi.ap.config { ssid = "t_other", auth = wifi.AUTH_OPEN }
        t.after(500, function()
          t.equal({ "start", "sta_disconnected", "sta_disconnected", "sta_disconnected" }, log)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "4.3 probe_req is never heard",
    needs = "second host",
    partner = "three phones",
    within = 9000,
    run = function(t)
      wifi.ap.on("probe_req", function() t.fail("heard") end)
      startAccessPoint(OPEN)
      t.after(5000, t.done)
    end,
  },
  {
    name = "4.3 with a station the access point follows the station's channel, and its clients lose it for a while",
    needs = "second host",
    partner = "home on channel 11, and a phone",
    within = 20000,
    run = function(t)
      local log = {}
      wifi.mode(wifi.STATIONAP)
      wifi.ap.config(OPEN)
      wifi.sta.config { ssid = "t_home", pwd = "t_password" }
      wifi.ap.on("sta_connected", function() log[#log + 1] = "joined on " .. wifi.getchannel() end)
      wifi.ap.on("sta_disconnected", function() log[#log + 1] = "left" end)
      wifi.start()
      t.after(2000, function()
        t.equal(6, (wifi.getchannel()))
        wifi.sta.connect()
        t.after(10000, function()
          t.equal(11, (wifi.getchannel()))
          t.equal({ "joined on 6", "left", "joined on 11" }, log)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "4.4 mode, config, handlers, start, and connect in the start event: that is the order",
    needs = "radio",
    partner = "home",
    within = 20000,
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.STATIONAP)
      wifi.ap.config(OPEN)
      wifi.sta.config { ssid = "t_home", pwd = "t_password" }
      wifi.sta.on("start", function() wifi.sta.connect() end)
      wifi.sta.on("got_ip", function() t.done() end)
      wifi.start()
    end,
  },
  {
    name = "4.4 stop keeps the settings",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      local starts = 0
      startAccessPoint(OPEN, function()
        starts = starts + 1
        t.equal(6, (wifi.getchannel()))
        if starts == 2 then return t.done() end
        wifi.stop()
        wifi.start()
      end)
    end,
  },
}
