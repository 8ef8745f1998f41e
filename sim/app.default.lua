-- app.lua: runs when the device is online and the portal is gone
net.createServer(net.TCP):listen(80, function(socket)
  -- A callback that captured `socket` would keep it in memory for ever: each gets its own argument.
  socket:on("receive", function(client)
    client:send("HTTP/1.0 200 OK\r\n\r\nHello from " .. wifi.sta.getmac(), function(sender)
      sender:close()
    end)
  end)
end)
