-- Sections 3 and 3.1: what the module net has, and making sockets.
local function keysOf(list)
  table.sort(list)
  return table.concat(list, " ")
end

--- Which of these names an object or table has.
local function present(object, names)
  local found = {}
  for name in names:gmatch("%w+") do
    if object[name] ~= nil then found[#found + 1] = name end
  end
  return keysOf(found)
end

local METHODS = "close connect dns getaddr getpeer hold listen on send ttl unhold"

return {
  {
    name = "3 net has TCP, UDP, its functions and dns, and neither cert nor ifinfo",
    run = function(t)
      t.equal(1, net.TCP)
      t.equal(2, net.UDP)
      t.equal("TCP UDP createConnection createServer createUDPSocket dns multicastJoin multicastLeave",
        present(net, "TCP UDP cert createConnection createServer createUDPSocket dns ifinfo multicastJoin multicastLeave"))
      t.equal("getdnsserver resolve setdnsserver", present(net.dns, "getdnsserver resolve setdnsserver gethostbyname"))
    end,
  },
  {
    name = "3 each kind of socket has its methods and no others",
    run = function(t)
      t.equal("close getaddr listen", present(net.createServer(), METHODS))
      t.equal("close connect dns getaddr getpeer on send", present(net.createConnection(), METHODS))
      t.equal("close dns getaddr listen on send", present(net.createUDPSocket(), METHODS))
    end,
  },
  {
    name = "3 methods return nothing, so that calls can't be chained",
    run = function(t)
      local socket = net.createUDPSocket()
      t.equal(0, select("#", socket:on("receive", print)))
      t.equal(0, select("#", socket:on("receive", nil)))
      t.equal(0, select("#", net.createConnection():on("sent", print)))
    end,
  },
  {
    name = "3 a method on something that is no socket of its kind says invalid user data",
    run = function(t)
      local server, client = net.createServer(), net.createConnection()
      t.raises("invalid user data", client.send, nil, "x")
      t.raises("invalid user data", client.on, {}, "receive", print)
      t.raises("invalid user data", server.listen, "text", 80, print)
      t.raises("invalid user data", server.close, 5)
      t.raises("invalid user data", server.listen, client, 80, print)
      t.raises("invalid user data", client.connect, server, 80)
      t.raises("invalid user data", client.getpeer, net.createUDPSocket())
    end,
  },
  {
    name = "3 errors of lwIP come in words: address in use, illegal value, illegal argument",
    run = function(t)
      local server = net.createServer()
      server:listen(7001, print)
      t.raises("address in use", function() net.createServer():listen(7001, print) end)
      t.raises("illegal argument", function() net.dns.resolve("", print) end)
      pcall(function() server:close() end)
    end,
  },
  {
    name = "3.1 createServer makes a TCP server by default, for UDP a UDP socket, and knows no other type",
    run = function(t)
      t.equal("userdata", type(net.createServer()))
      t.truthy(net.createServer(net.TCP).listen)
      t.truthy(net.createServer(net.UDP).send)
      t.raises("invalid type", function() net.createServer(3) end)
      t.raises("invalid type", function() net.createServer(0, 30) end)
      t.raises("bad argument #1 to 'createServer' (number expected, got string)",
        function() net.createServer("tcp") end)
      t.raises("bad argument #2 to 'createServer' (number expected, got function)",
        function() net.createServer(net.TCP, print) end)
    end,
  },
  {
    name = "3.1 createConnection refuses security, which the documents call ignored",
    run = function(t)
      t.truthy(net.createConnection().connect)
      t.truthy(net.createConnection(net.TCP, 0).connect)
      t.truthy(net.createConnection(net.UDP, 1).send)
      t.raises("invalid type", function() net.createConnection(7) end)
      t.raises("secure connections not yet supported", function() net.createConnection(net.TCP, 1) end)
    end,
  },
  {
    name = "3.1 createUDPSocket makes a UDP socket",
    run = function(t)
      local socket = net.createUDPSocket()
      t.truthy(socket.listen)
      t.equal(nil, socket.connect)
    end,
  },
  {
    name = "3.1 a new socket has no network object yet: any number of them, and no address",
    run = function(t)
      local list = {}
      for index = 1, 30 do list[index] = net.createConnection() end
      t.equal(nil, (list[30]:getaddr()))
      t.equal(2, select("#", list[1]:getpeer()))
      t.equal(nil, (net.createServer():getaddr()))
      t.equal(nil, (net.createUDPSocket():getaddr()))
    end,
  },
}
