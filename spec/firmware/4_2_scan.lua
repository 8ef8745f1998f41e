-- Section 4.2: scanning.
local function startStation(onStart)
  wifi.mode(wifi.STATION)
  wifi.sta.on("start", onStart)
  wifi.start()
end

return {
  {
    name = "4.2 scan wants a table and a function, and tells what state it can't run in",
    leaves = "a WiFi mode",
    run = function(t)
      t.raises("bad argument #1 to 'scan' (table expected, got no value)", function() wifi.sta.scan() end)
      t.raises("bad argument #2 to 'scan' (function expected, got no value)", function() wifi.sta.scan({}) end)
      t.raises("bad argument #1 to 'scan' (table expected, got function)", function() wifi.sta.scan(print) end)
      wifi.stop()
      wifi.mode(wifi.STATION)
      t.raises("failed to start scan, code 12290", function() wifi.sta.scan({}, print) end)
      wifi.mode(wifi.SOFTAP)
      wifi.start()
      t.raises("failed to start scan, code 12293", function() wifi.sta.scan({}, print) end)
    end,
  },
  {
    name = "4.2 a second scan while one runs is already in progress, and the first one still ends",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation(function()
        wifi.sta.scan({ channel = 1 }, function() t.done() end)
        t.raises("scan already in progress", function() wifi.sta.scan({}, print) end)
      end)
    end,
  },
  {
    name = "4.2 an option of a wrong type leaves every later scan in progress, until a restart",
    within = 9000,
    leaves = "a scan that never ends",
    run = function(t)
      startStation(function()
        t.raises("bad argument #-1 to 'scan' (number expected, got boolean)",
          function() wifi.sta.scan({ hidden = true }, print) end)
        t.raises("scan already in progress", function() wifi.sta.scan({}, print) end)
        t.after(5000, function()
          t.raises("scan already in progress", function() wifi.sta.scan({}, print) end)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "4.2 no network at all is an error, not an empty list",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation(function()
        wifi.sta.scan({ ssid = "t_nobody_has_this_name" }, function(...)
          t.equal({ "failure on scan done" }, { ... })
          t.done()
        end)
      end)
    end,
  },
  {
    name = "4.2 scan gives an error that is nil, and a record of six fields for each network",
    needs = "radio",
    partner = "neighbours",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation(function()
        wifi.sta.scan({}, function(problem, list)
          t.equal(nil, problem)
          for _, network in ipairs(list) do
            t.equal({ "string", "string", "number", "number", "number", "string" },
              { type(network.ssid), type(network.bssid), type(network.channel), type(network.rssi),
                type(network.auth), type(network.bandwidth) })
            t.matches("^HT[24]0", network.bandwidth)
            t.matches("^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$", network.bssid)
          end
          t.done()
        end)
      end)
    end,
  },
  {
    name = "4.2 the strongest comes first, one record for each BSSID, and a hidden one has no name",
    needs = "a fault on request",
    partner = "neighbours",
    within = 9000,
    run = function(t)
      startStation(function()
        wifi.sta.scan({ hidden = 1 }, function(_, list)
          local seen = {}
          for index, network in ipairs(list) do seen[index] = network.ssid .. network.rssi end
          t.equal({ "t_twice-40", "-50", "t_twice-60", "t_open-70" }, seen)
          wifi.sta.scan({ bssid = "\2\0\0\0\0\4", channel = 11 }, function(_, found)
            t.equal({ 1, "t_open", 11, wifi.AUTH_OPEN }, { #found, found[1].ssid, found[1].channel, found[1].auth })
            t.done()
          end)
        end)
      end)
    end,
  },
  {
    name = "4.2 a scan takes more than a second over all channels, less over one",
    within = 15000,
    leaves = "a WiFi mode",
    run = function(t)
      startStation(function()
        local ended = false
        wifi.sta.scan({}, function() ended = true end)
        t.after(1000, function() t.equal(false, ended) end)
        t.after(8000, function()
          t.equal(true, ended)
          ended = false
          wifi.sta.scan({ channel = 6 }, function() ended = true end)
          t.after(1000, function()
            t.equal(true, ended)
            t.done()
          end)
        end)
      end)
    end,
  },
  {
    name = "4.2 stopping WiFi in the middle of a scan leaves every later one in progress",
    needs = "a fault on request",
    partner = "neighbours",
    within = 15000,
    run = function(t)
      startStation(function()
        wifi.sta.scan({}, function() t.fail("done") end)
        t.after(500, function()
          wifi.stop()
          t.after(5000, function()
            wifi.sta.on("start", function()
              t.raises("scan already in progress", function() wifi.sta.scan({}, print) end)
              t.done()
            end)
            wifi.start()
          end)
        end)
      end)
    end,
  },
}
