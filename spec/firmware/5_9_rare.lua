-- Sections 5.8 to 5.10: what few programs use: counts of pipes, httpd, bit, otaupgrade, rtcmem.
local function case(module, name, run)
  return { name = name, modules = { module }, needs = "module " .. module, run = run }
end

return {
  {
    name = "5.8 nrec counts a pipe's buffers, and its length is one more",
    run = function(t)
      local p = pipe.create()
      t.equal({ 0, 1 }, { p:nrec(), #p })
      p:write(("x"):rep(300))
      t.equal({ 2, 3 }, { p:nrec(), #p })
    end,
  },
  case("httpd", "5.9 httpd wants to be started first, and once", function(t)
    t.raises("Server not started", function() httpd.dynamic(httpd.GET, "/x", function() end) end)
    t.raises("Server not started", function() httpd.static("/x", "text/plain") end)
    t.raises("Server not started", function() httpd.unregister(httpd.GET, "/x") end)
    httpd.start({ webroot = "" })
    t.raises("Server already started", function() httpd.start({ webroot = "" }) end)
    httpd.stop()
  end),
  case("httpd", "5.9 httpd.static and httpd.dynamic return nil, also when all went well", function(t)
    httpd.start({ webroot = "" })
    local results = { httpd.static("/x", "text/plain"), httpd.dynamic(httpd.GET, "/y", function() end) }
    local known, unknown = httpd.unregister(httpd.GET, "/y"), httpd.unregister(httpd.GET, "/z")
    httpd.stop()
    t.equal({}, results)
    t.equal({ 1, nil }, { known, unknown })
  end),
  case("bit", "5.10 bit works on 32 bits, by arguments that are whole numbers", function(t)
    t.equal({ -1, 4, 7, 3 }, { bit.bnot(0), bit.band(6, 12), bit.bor(3, 4), bit.bxor(1, 2) })
    t.equal({ 8, 2, -1 }, { bit.lshift(1, 3), bit.rshift(8, 2), bit.arshift(-8, 3) })
    t.equal({ 16, true, false, 5, 4 }, { bit.bit(4), bit.isset(5, 2), bit.isclear(5, 2), bit.set(1, 2), bit.clear(5, 0) })
    t.equal(false, (pcall(function() bit.band(1.5, 1) end)))
  end),
  case("otaupgrade", "5.10 otaupgrade finds no partition in a stock table", function(t)
    t.raises("no OTA partition available", function() otaupgrade.commence() end)
  end),
  case("rtcmem", "5.10 rtcmem has 128 words", function(t)
    rtcmem.write32(0, 5, 6)
    t.equal({ 5, 6 }, { rtcmem.read32(0, 2) })
    t.equal(1, (select("#", rtcmem.read32(127, 5))))
    t.raises("bad argument #1 to 'write32' (RTC mem would overrun)", function() rtcmem.write32(127, 1, 2) end)
  end),
}
