-- Section 5.0: which modules a build has.
local ALWAYS = { "file", "gpio", "http", "i2c", "net", "node", "ow", "pipe", "tmr", "uart", "wifi" }
local OPTIONAL = { "adc", "bit", "bthci", "can", "crypto", "dac", "dht", "encoder", "eromfs", "espnow", "eth", "heaptrace", "httpd", "i2s", "ledc", "mqtt", "otaupgrade", "pulsecnt", "qrcodegen", "rmt", "rotary", "rtcmem", "sdmmc", "sigma_delta", "sjson", "sodium", "spi", "struct", "time", "touch", "u8g2", "ucg", "ws2812" }

local function listed(name)
  return ("," .. node.info("build_config").modules .. ","):find("," .. name .. ",", 1, true) ~= nil
end

return {
  {
    name = "5.0 the default modules are there",
    run = function(t)
      for _, name in ipairs(ALWAYS) do t.equal("table", type(_G[name]), name) end
    end,
  },
  {
    name = "5.0 a module that the build does not list is nil",
    run = function(t)
      for _, name in ipairs(OPTIONAL) do
        t.equal(listed(name), _G[name] ~= nil, name)
      end
    end,
  },
  {
    name = "5.0 a stock build has no sjson, crypto, encoder, time or qrcodegen",
    needs = "stock build",
    run = function(t)
      for _, name in ipairs(OPTIONAL) do t.equal(nil, _G[name], name) end
    end,
  },
  {
    name = "5.0 http has the functions of a client only",
    run = function(t)
      for _, name in ipairs({ "createConnection", "get", "post", "put" }) do
        t.equal("function", type(http[name]), name)
      end
      t.equal(nil, http.delete)
      t.equal(nil, http.createServer)
    end,
  },
}
