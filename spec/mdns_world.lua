-- Devices with a multicast DNS responder in one home network, for specs.
require("support")
local ourModules = require("our_modules")
local messages = require("mdns_messages")
local testbed = require("sim.testbed")

local world = {}

world.GROUP, world.PORT = "224.0.0.251", 5353
world.PEER_IP = "192.168.1.9"

local PROGRAM = [[
wifi.mode(wifi.STATION)
wifi.sta.config({ ssid = "Home", pwd = "correct horse" })
wifi.sta.on("start", function() wifi.sta.connect() end)
wifi.sta.on("got_ip", function(_, info)
  ip = info.ip
  %s
end)
wifi.start()
]]

local START = [[
  if responder then responder.update(info.ip)
  else responder = require("mdns").start({ name = "%s", ip = info.ip%s }) end]]

-- A device whose station gets its address at once; `program` runs then.
function world.device(program, options)
  options = options or {}
  local files = { ["init.lua"] = PROGRAM:format(program) }
  ourModules.add(files, "mdns")
  ourModules.add(files, "dns_server")
  local home = { ssid = "Home", password = "correct horse", ip = options.ip, joinDelayMs = options.joinDelayMs or 10 }
  local bed = testbed.create { files = files, networks = { home }, firmware = options.firmware }
  assert(bed.until_(function() return #bed.events("sta_got_ip") > 0 end, 5000))
  return bed
end

-- A device with the responder, and a peer in its network that hears the group.
function world.start(name, options)
  options = options or {}
  local bed = world.device(START:format(name or "lamp", options.more or ""), options)
  local computer = bed.computer({ ip = options.peerIp or world.PEER_IP })
  return bed, computer.multicast(world.GROUP, world.PORT), computer
end

-- The same, three seconds later: announced, and heard() begins anew.
function world.running(name, options)
  local bed, peer, computer = world.start(name, options)
  bed.advance(3000)
  local start = #peer.datagrams()
  local heard = function() return world.heard(peer, start) end
  return bed, peer, heard, computer
end

-- What came to the group since `start`, read.
function world.heard(peer, start)
  local list = {}
  for index, datagram in ipairs(peer.datagrams()) do
    if index > (start or 0) then
      local message = messages.decode(datagram.bytes)
      message.atMs, message.bytes = datagram.atMs, datagram.bytes
      assert(datagram.fromPort == world.PORT)
      list[#list + 1] = message
    end
  end
  return list
end

-- What came to the computer itself.
function world.unicast(computer)
  local list = {}
  for index, datagram in ipairs(computer.datagrams()) do
    list[index] = messages.decode(datagram.bytes)
    list[index].atMs = datagram.atMs
  end
  return list
end

function world.nowMs(bed) return bed.device.world.clock.nowMs() end

-- Two devices in the same network: their time moves together, and each hears what the other one sends.
function world.pair(first, second)
  local function link(from, to, fromIp, toIp)
    local there, here = from.computer({ ip = toIp }), to.computer({ ip = fromIp })
    local ear, mouth = there.multicast(world.GROUP, world.PORT), here.multicast(world.GROUP, world.PORT)
    local groupCount, ownCount = #ear.datagrams(), 0
    return function()
      local grouped, own = ear.datagrams(), there.datagrams()
      for index = groupCount + 1, #grouped do mouth.send(grouped[index].bytes) end
      for index = ownCount + 1, #own do mouth.send(own[index].bytes, world.PORT, toIp) end
      groupCount, ownCount = #grouped, #own
    end
  end
  local firstIp, secondIp = first.global("ip"), second.global("ip")
  local forth, back = link(first, second, firstIp, secondIp), link(second, first, secondIp, firstIp)
  return function(ms)
    for _ = 1, ms / 10 do
      first.advance(10)
      second.advance(10)
      forth()
      back()
    end
  end
end

return world
