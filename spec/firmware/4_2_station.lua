-- Section 4.2: the station's settings, and what needs no network.
local function present(object, names)
  local found = {}
  for name in names:gmatch("[%w_]+") do
    if object[name] ~= nil then found[#found + 1] = name end
  end
  return table.concat(found, " ")
end

return {
  {
    name = "4.2 sta has these functions, and neither getip nor status nor autoconnect",
    run = function(t)
      local names = "autoconnect changeap config connect disconnect getap getconfig gethostname getip getmac"
        .. " getpowersave getrssi on powersave scan sethostname setip setmac settxpower status"
      t.equal("config connect disconnect getconfig getmac getpowersave on powersave scan sethostname setip settxpower",
        present(wifi.sta, names))
    end,
  },
  {
    name = "4.2 config checks its fields",
    leaves = "a WiFi mode",
    run = function(t)
      local function refuses(text, fields) t.raises(text, function() wifi.sta.config(fields) end) end
      wifi.mode(wifi.STATION)
      refuses("bad argument #1 to 'config' (table expected, got string)", "t_net")
      refuses("bad argument #-1 to 'config' (string expected, got nil)", {})
      refuses("bad argument #-1 to 'config' (string expected, got table)", { ssid = {} })
      refuses("bad argument #-1 to 'config' (string expected, got boolean)", { ssid = "t", pwd = true })
      refuses("invalid BSSID: nonsense", { ssid = "t", bssid = "nonsense" })
      refuses("invalid BSSID: 020000000001", { ssid = "t", bssid = "020000000001" })
      refuses("bad argument #-1 to 'config' (number expected, got string)", { ssid = "t", channel = "x" })
      refuses("bad argument #-1 to 'config' (invalid option 'slow')", { ssid = "t", scan_method = "slow" })
      refuses("bad argument #-1 to 'config' (invalid option 'name')", { ssid = "t", sort_by = "name" })
    end,
  },
  {
    name = "4.2 config cuts the name to 32 bytes and the password to 64, and ends both at a zero",
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.STATION)
      wifi.sta.config { ssid = ("s"):rep(40), pwd = ("p"):rep(70) }
      local config = wifi.sta.getconfig()
      t.equal({ 32, 64 }, { #config.ssid, #config.pwd })
      wifi.sta.config { ssid = "a\0b", pwd = "12345678\0" }
      config = wifi.sta.getconfig()
      t.equal({ "a", "12345678" }, { config.ssid, config.pwd })
    end,
  },
  {
    name = "4.2 config resets what it leaves out; getconfig has every field but an unset bssid",
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.STATION)
      wifi.sta.config { ssid = "t", pwd = "12345678", bssid = "02-00-00-00-00-0A", scan_method = "all",
        sort_by = "authmode", pmf = wifi.sta.PMF_REQUIRED, channel = 5 }
      local config = wifi.sta.getconfig()
      t.equal({ "02:00:00:00:00:0a", "all", "authmode", 2, 5 },
        { config.bssid, config.scan_method, config.sort_by, config.pmf, config.channel })
      wifi.sta.config { ssid = "t" }
      config = wifi.sta.getconfig()
      t.equal({ "t", "", "fast", "rssi", 1, 0 },
        { config.ssid, config.pwd, config.scan_method, config.sort_by, config.pmf, config.channel })
      t.equal(nil, config.bssid)
      t.equal("btm listen_interval mbo rm sae_pwe threshold_authmode threshold_rssi", present(config,
        "auto btm listen_interval mbo rm sae_pwe threshold_authmode threshold_rssi"))
    end,
  },
  {
    name = "4.2 config in a mode without a station is refused, code 12293 or 12292",
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.SOFTAP)
      local _, problem = pcall(wifi.sta.config, { ssid = "t" })
      t.matches("failed to set wifi config, code 1229[23]$", problem)
    end,
  },
  {
    name = "4.2 connect before start is refused with code 12290",
    leaves = "a WiFi mode",
    run = function(t)
      wifi.stop()
      wifi.mode(wifi.STATION)
      wifi.sta.config { ssid = "t" }
      t.raises("connect failed, code 12290", function() wifi.sta.connect() end)
      t.raises("disconnect failed, code 12290", function() wifi.sta.disconnect() end)
    end,
  },
  {
    name = "4.2 getmac works before start, in lower case",
    run = function(t)
      t.matches("^%x%x:%x%x:%x%x:%x%x:%x%x:%x%x$", wifi.sta.getmac())
      t.equal(wifi.sta.getmac():lower(), wifi.sta.getmac())
      t.truthy(wifi.sta.getmac() ~= wifi.ap.getmac())
    end,
  },
  {
    name = "4.2 setip names the address that it can't parse",
    run = function(t)
      local function refuses(text, fields) t.raises(text, function() wifi.sta.setip(fields) end) end
      refuses("bad argument #-1 to 'setip' (string expected, got nil)", {})
      refuses("Could not parse IP address, aborting", { ip = "x", netmask = "x", gateway = "x" })
      refuses("Could not parse Netmask, aborting", { ip = "10.0.0.2", netmask = "x", gateway = "x" })
      refuses("Could not parse Gateway address, aborting", { ip = "10.0.0.2", netmask = "255.0.0.0", gateway = "x" })
      refuses("Could not parse DNS address, aborting",
        { ip = "10.0.0.2", netmask = "255.0.0.0", gateway = "10.0.0.1", dns = "x" })
      t.raises("bad argument #1 to 'setip' (table expected, got no value)", function() wifi.sta.setip() end)
    end,
  },
  {
    name = "4.2 setip a second time in a boot aborts the chip",
    boots = {
      function()
        local address = { ip = "10.0.0.2", netmask = "255.0.0.0", gateway = "10.0.0.1" }
        wifi.sta.setip(address)
        wifi.sta.setip(address)
      end,
      function(t) t.resetBy("abort") end,
    },
  },
  {
    name = "4.2 sethostname takes 32 bytes and no more, and returns true",
    run = function(t)
      t.equal(true, wifi.sta.sethostname(("h"):rep(32)))
      t.raises("failed to set hostname, code 20481", function() wifi.sta.sethostname(("h"):rep(33)) end)
      t.raises("bad argument #1 to 'sethostname' (string expected, got no value)", function() wifi.sta.sethostname() end)
    end,
  },
  {
    name = "4.2 settxpower is refused before start, and returns true after it",
    within = 5000,
    leaves = "a WiFi mode",
    run = function(t)
      wifi.stop()
      t.raises("failed to set transmit power, code 12290", function() wifi.sta.settxpower(10) end)
      t.raises("bad argument #1 to 'settxpower' (number expected, got no value)", function() wifi.sta.settxpower() end)
      wifi.mode(wifi.STATION)
      wifi.sta.on("start", function()
        t.equal(true, wifi.sta.settxpower(10.25))
        t.done()
      end)
      wifi.start()
    end,
  },
  {
    name = "4.2 powersave is min by default, and takes none, min and max",
    run = function(t)
      t.equal("min", wifi.sta.getpowersave())
      t.raises("bad argument #1 to 'powersave' (invalid option 'off')", function() wifi.sta.powersave("off") end)
      for _, mode in ipairs { "max", "none", "min" } do
        t.equal(0, select("#", wifi.sta.powersave(mode)))
        t.equal(mode, wifi.sta.getpowersave())
      end
    end,
  },
}
