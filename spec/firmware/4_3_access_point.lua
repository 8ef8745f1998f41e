-- Sections 4.3 and 4.4: the access point, and the order of calls.
local function present(object, names)
  local found = {}
  for name in names:gmatch("%w+") do
    if object[name] ~= nil then found[#found + 1] = name end
  end
  return table.concat(found, " ")
end

local function startAccessPoint(config, onStart)
  wifi.mode(wifi.SOFTAP)
  wifi.ap.config(config)
  wifi.ap.on("start", onStart)
  wifi.start()
end

--- Open: wifi.AUTH_OPEN.
local OPEN = { ssid = "t_conformance", auth = 0 }

return {
  {
    name = "4.3 ap has these functions, and neither getconfig nor a list of its clients",
    run = function(t)
      t.equal("config getmac on sethostname setip",
        present(wifi.ap, "config deauth dhcp getbroadcast getclient getconfig getip getmac on sethostname setip"))
    end,
  },
  {
    name = "4.3 config checks its fields",
    leaves = "a WiFi mode",
    run = function(t)
      local function refuses(text, fields) t.raises(text, function() wifi.ap.config(fields) end) end
      wifi.mode(wifi.SOFTAP)
      refuses("bad argument #1 to 'config' (table expected, got no value)", nil)
      refuses("bad argument #-1 to 'config' (string expected, got nil)", {})
      refuses("bad argument #-1 to 'config' (string expected, got table)", { ssid = "t", pwd = {} })
      refuses("unknown auth mode -1", { ssid = "t", auth = -1 })
      refuses("unknown auth mode 99", { ssid = "t", auth = 99 })
      refuses("bad argument #-1 to 'config' (number expected, got string)", { ssid = "t", channel = "x" })
      refuses("bad argument #-1 to 'config' (number expected, got boolean)", { ssid = "t", max = true })
      t.equal(0, select("#", wifi.ap.config { ssid = ("s"):rep(40), auth = wifi.AUTH_OPEN, hidden = "yes" }))
    end,
  },
  {
    name = "4.3 without auth it is WPA2, which wants 8 bytes of password: code 12299",
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.SOFTAP)
      t.raises("failed to set wifi config, code 12299", function() wifi.ap.config { ssid = "t" } end)
      t.raises("failed to set wifi config, code 12299", function() wifi.ap.config { ssid = "t", pwd = "7 bytes" } end)
      wifi.ap.config { ssid = "t", pwd = "8 bytes!" }
      wifi.ap.config { ssid = "t", auth = wifi.AUTH_OPEN }
    end,
  },
  {
    name = "4.3 config in a mode without an access point is refused, code 12293 or 12292",
    leaves = "a WiFi mode",
    run = function(t)
      wifi.mode(wifi.STATION)
      local _, problem = pcall(wifi.ap.config, OPEN)
      t.matches("failed to set wifi config, code 1229[23]$", problem)
    end,
  },
  {
    name = "4.3 the channel is 11 by default, and 1 where the wanted one is none",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      startAccessPoint(OPEN, function()
        t.equal(11, (wifi.getchannel()))
        wifi.ap.on("start", function()
          t.equal(1, (wifi.getchannel()))
          t.done()
        end)
        wifi.stop()
        wifi.ap.config { ssid = "t_conformance", auth = wifi.AUTH_OPEN, channel = 99 }
        wifi.start()
      end)
    end,
  },
  {
    name = "4.3 setip names the address that it can't parse, in another order than the station's",
    run = function(t)
      local function refuses(text, fields) t.raises(text, function() wifi.ap.setip(fields) end) end
      refuses("bad argument #-1 to 'setip' (string expected, got nil)", {})
      refuses("Could not parse IP address, aborting", { ip = "x", netmask = "x", gateway = "x" })
      refuses("Could not parse Gateway address, aborting", { ip = "10.0.0.1", netmask = "x", gateway = "x" })
      refuses("Could not parse Netmask, aborting", { ip = "10.0.0.1", netmask = "x", gateway = "10.0.0.1" })
    end,
  },
  {
    name = "4.3 setip moves the access point, also twice",
    within = 9000,
    leaves = "a WiFi mode and an address",
    run = function(t)
      for _, ip in ipairs { "10.1.1.1", "10.2.2.1" } do
        wifi.ap.setip { ip = ip, netmask = "255.255.255.0", gateway = ip }
      end
      local server = net.createServer()
      server:listen(7140, function(socket)
        t.equal({ 7140, "10.2.2.1" }, { socket:getaddr() })
        t.done()
      end)
      startAccessPoint(OPEN, function()
        t.after(500, function() net.createConnection():connect(7140, "10.2.2.1") end)
      end)
    end,
  },
  {
    name = "4.3 a bad dns in setip raises with the DHCP server stopped, and the next setip aborts the chip",
    boots = {
      function(t)
        local address = { ip = "10.1.1.1", netmask = "255.255.255.0", gateway = "10.1.1.1", dns = "x" }
        t.raises("Could not parse Dns, aborting", function() wifi.ap.setip(address) end)
        address.dns = nil
        wifi.ap.setip(address)
      end,
      function(t) t.resetBy("abort") end,
    },
  },
  {
    name = "4.3 a netmask that does not suit aborts the chip",
    boots = {
      function() wifi.ap.setip { ip = "10.1.1.1", netmask = "255.255.255.0", gateway = "10.9.9.9" } end,
      function(t) t.resetBy("abort") end,
    },
  },
  {
    name = "4.3 sethostname is as the station's",
    run = function(t)
      t.equal(true, wifi.ap.sethostname(("h"):rep(32)))
      t.raises("failed to set hostname, code 20481", function() wifi.ap.sethostname(("h"):rep(33)) end)
    end,
  },
  {
    name = "4.3 start and stop come once each",
    within = 9000,
    leaves = "a WiFi mode",
    run = function(t)
      local log = {}
      wifi.ap.on("stop", function() log[#log + 1] = "stop" end)
      startAccessPoint(OPEN, function()
        log[#log + 1] = "start"
        wifi.stop()
        t.after(1000, function()
          t.equal({ "start", "stop" }, log)
          t.done()
        end)
      end)
    end,
  },
}
