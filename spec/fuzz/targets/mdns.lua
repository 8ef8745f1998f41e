-- Multicast DNS messages to a device that has a name in the home network.
local fault = require("fuzz.fault")
local messages = require("mdns_messages")
local world = require("mdns_world")

local seeds = {
  messages.query("lamp.local", "A"), messages.query("_http._tcp.local", "PTR"), messages.query("lamp.local", "ANY"),
  messages.query("_services._dns-sd._udp.local", "PTR"), messages.query("other.local", "AAAA"),
  messages.query("lamp._http._tcp.local", "SRV"), messages.query("lamp._http._tcp.local", "TXT"),
  "\0\0\132\0\0\0\0\1\0\0\0\0\4lamp\5local\0\0\1\128\1\0\0\0\120\0\4\192\168\1\9",
  "\0\0\0\0\0\1\0\0\0\0\0\0\192\12\0\1\0\1", "\0\0\2\0\0\1\0\1\0\0\0\0\4lamp\5local\0\0\1\0\1\4lamp\5local\0\0\1\0\1\0\0\0\120\0\4\192\168\1\50",
}
local words = { "\192\12", "\192\0", "\4lamp", "\5local\0", "\0\12\0\1", "\0\255\128\1", "\0\33", "\132\0", "\63", "\255\255" }

local function create()
  local session = {}
  local _, computer
  session.bed, session.peer, _, computer = world.running("lamp")

  function session.problem() return fault(session.bed) end

  function session.heapBytes()
    session.bed.advance(60000)
    -- A spec's record holds what the device sent.
    assert(not session.problem())
    session.bed.forget()
    for _, heard in ipairs({ session.peer.datagrams(), computer.datagrams() }) do
      for index = #heard, 1, -1 do heard[index] = nil end
    end
    collectgarbage()
    collectgarbage()
    return session.bed.device.luaBytes()
  end

  function session.run(input)
    if input == "" then return nil end
    session.peer.send(input:sub(1, 1400), #input % 5 == 0 and 40000 or nil)
    session.bed.advance(#input % 7 == 0 and 1100 or 20)
    return session.problem()
  end
  return session
end

return { name = "mdns", seeds = seeds, words = words, create = create }
