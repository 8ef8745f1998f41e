-- The multicast DNS responder in virtual time: RFC 6762 sections 5 to 10 by bytes on the wire.
local support = require("support")
local messages = require("mdns_messages")
local world = require("mdns_world")

local QU = 0x8001
local INSTANCE = "lamp._http._tcp.local"
local ALL = table.concat({
  "PTR _services._dns-sd._udp.local _http._tcp.local 4500",
  "PTR _http._tcp.local " .. INSTANCE .. " 4500",
  "TXT " .. INSTANCE .. " \0 4500!",
  "SRV " .. INSTANCE .. " 80 lamp.local 120!",
  "NSEC " .. INSTANCE .. " " .. INSTANCE .. " TXT SRV 120!",
  "NSEC lamp.local lamp.local A 120!",
  "A lamp.local 192.168.1.50 120!",
}, "\n")
local A_RECORD = "A lamp.local 192.168.1.50 120!"
local DENIAL = "NSEC lamp.local lamp.local A 120!"

local function show(list) return messages.show(list) end

local function reply(...)
  return messages.encode({ flags = messages.REPLY, answers = { ... } })
end

local function address(name, ip, more)
  local fields = { name = name, type = "A", class = 0x8001, data = messages.address(ip) }
  for key, value in pairs(more or {}) do fields[key] = value end
  return fields
end

local function name(bed)
  bed.run("answer = responder.name()")
  return bed.global("answer")
end

-- The program's own work takes a moment.
local MOMENT_MS = 5

describe("mdns, at its start,", function()
  it("probes three times, 250 ms apart, for both of its names, and claims its records", function()
    local bed, peer = world.start()
    local startMs = world.nowMs(bed)
    bed.advance(1000)
    local heard = world.heard(peer)
    assert.is_true(heard[1].atMs - startMs <= 260)
    assert.near(250, heard[2].atMs - heard[1].atMs, MOMENT_MS)
    assert.near(250, heard[3].atMs - heard[2].atMs, MOMENT_MS)
    for index = 1, 3 do
      local probe = heard[index]
      assert.equal(messages.QUERY, probe.flags)
      assert.equal(0, probe.id)
      assert.same({ { name = INSTANCE, type = "ANY", class = QU }, { name = "lamp.local", type = "ANY", class = QU } },
        probe.questions)
      assert.equal("", show(probe.answers) .. show(probe.additionals))
      assert.equal("TXT " .. INSTANCE .. " \0 4500\nSRV " .. INSTANCE .. " 80 lamp.local 120\n"
        .. "A lamp.local 192.168.1.50 120", show(probe.claims))
    end
  end)

  it("announces everything 250 ms after the last probe, and once more a second later", function()
    local bed, peer = world.start()
    bed.advance(5000)
    local heard = world.heard(peer)
    assert.equal(5, #heard)
    assert.near(250, heard[4].atMs - heard[3].atMs, MOMENT_MS)
    assert.near(1000, heard[5].atMs - heard[4].atMs, MOMENT_MS)
    for index = 4, 5 do
      assert.equal(messages.REPLY, heard[index].flags)
      assert.equal(ALL, show(heard[index].answers))
      assert.equal("", show(heard[index].claims) .. show(heard[index].additionals))
    end
    assert.matches("INFO:mdns:lamp.local is 192.168.1.50\n", bed.console())
  end)

  it("sends these bytes", function()
    local bed, peer = world.start()
    bed.advance(3000)
    local heard = world.heard(peer)
    assert.equal("000000000002000000030000046c616d70055f68747470045f746370056c6f63616c0000ff8001046c616d70c01c00ff8001"
      .. "c00c00100001000011940001" .. "00" .. "c00c00210001000000780008" .. "000000000050c027"
      .. "c02700010001000000780004" .. "c0a80132", support.hex(heard[1].bytes))
    assert.equal("000084000000000700000000095f7365727669636573075f646e732d7364045f756470056c6f63616c00000c000100001194000d"
      .. "055f68747470045f746370c023" .. "c034000c0001000011940007" .. "046c616d70c034" .. "c04d001080010000119400010"
      .. "0" .. "c04d0021800100000078000d" .. "000000000050046c616d70c023" .. "c04d002f8001000000780009"
      .. "c04d00050000800040" .. "c073002f8001000000780005" .. "c073000140" .. "c07300018001000000780004" .. "c0a80132",
      support.hex(heard[4].bytes))
  end)

  it("starts later than a neighbour that got power at the same time", function()
    local starts, count = {}, 0
    for host = 50, 57 do
      local bed, peer = world.start("lamp", { ip = "192.168.1." .. host })
      local startMs = world.nowMs(bed)
      bed.advance(300)
      local delayMs = world.heard(peer)[1].atMs - startMs
      assert.is_true(delayMs >= 0 and delayMs <= 262)
      if not starts[delayMs] then count = count + 1 end
      starts[delayMs] = true
    end
    assert.is_true(count >= 6)
  end)

  it("gives nobody an answer before the name is its own", function()
    local bed, peer, computer = world.start()
    bed.advance(500)
    local before = #peer.datagrams()
    peer.send(messages.query("lamp.local", "A", { class = QU }))
    peer.send(messages.query("lamp.local", "A"))
    bed.advance(100)
    for index = before + 1, #peer.datagrams() do
      assert.equal(messages.QUERY, messages.decode(peer.datagrams()[index].bytes).flags)
    end
    assert.equal(0, #computer.datagrams())
  end)

  it("makes names of any text", function()
    local bed, peer = world.start("  Bob's lamp v1.2 ", { more = ', port = 8080, service = "_ipp._tcp", txt = { "a=1", "b" }' })
    bed.advance(3000)
    local shown = show(world.heard(peer)[4].answers)
    assert.truthy(shown:find("PTR _ipp._tcp.local   Bob's lamp v1\\.2 ._ipp._tcp.local 4500", 1, true))
    assert.truthy(shown:find("8080 Bob-s-lamp-v1-2.local 120!", 1, true))
    assert.truthy(shown:find(" \3a=1\1b 4500!", 1, true))
    assert.equal("Bob-s-lamp-v1-2", name(bed))
  end)

  it("returns nothing when somebody has the port", function()
    local bed = world.device([[
      net.createUDPSocket():listen(5353)
      answer = tostring(require("mdns").start({ name = "lamp", ip = ip }))]])
    assert.equal("nil", bed.global("answer"))
    assert.matches("WARNING:mdns:can't listen: .*address in use", bed.console())
  end)
end)

describe("mdns, when somebody has the name,", function()
  it("takes the next one: lamp-2, then lamp-3", function()
    local bed, peer = world.start()
    bed.advance(300)
    peer.send(reply(address("LAMP.local", "192.168.1.77")))
    bed.advance(10)
    assert.equal("lamp-2", name(bed))
    bed.advance(500)
    peer.send(reply({ name = "lamp-2._http._tcp.local", type = "SRV", data = messages.srv(80, "other.local") }))
    bed.advance(3000)
    assert.equal("lamp-3", name(bed))
    local heard = world.heard(peer)
    local shown = show(heard[#heard].answers)
    assert.truthy(shown:find("A lamp-3.local 192.168.1.50 120!", 1, true))
    assert.truthy(shown:find("SRV lamp-3._http._tcp.local 80 lamp-3.local 120!", 1, true))
    assert.matches("INFO:mdns:lamp%-3.local is 192.168.1.50\n", bed.console())
  end)

  it("counts every other record of the name while it probes, in any section", function()
    local bed, peer = world.start()
    bed.advance(300)
    peer.send(messages.encode({ flags = messages.REPLY,
      additionals = { { name = "lamp.local", type = "AAAA", data = ("\1"):rep(16) } } }))
    bed.advance(10)
    assert.equal("lamp-2", name(bed))
  end)

  it("does not mind goodbyes, its own records, other ports, other classes and broken messages", function()
    local bed, peer = world.start()
    bed.advance(300)
    peer.send(reply(address("lamp.local", "192.168.1.77", { ttl = 0 })))
    peer.send(reply(address("lamp.local", "192.168.1.50")))
    peer.send(reply(address("lamp.local", "192.168.1.77")), 5354)
    peer.send(reply(address("lamp.local", "192.168.1.77", { class = 3 })))
    peer.send((reply(address("lamp.local", "192.168.1.77")):sub(1, -2)))
    peer.send(reply(address("lampe.local", "192.168.1.77")))
    peer.send(reply({ name = "_http._tcp.local", type = "PTR", data = messages.name("other._http._tcp.local") }))
    bed.advance(3000)
    assert.equal("lamp", name(bed))
    assert.equal(5, #peer.datagrams())
  end)

  it("waits five seconds from the sixteenth conflict in a row on", function()
    local bed, peer = world.start()
    for number = 1, 16 do
      bed.advance(300)
      local taken = number == 1 and "lamp.local" or ("lamp-%d.local"):format(number)
      peer.send(reply(address(taken, "192.168.1.77")))
      bed.advance(10)
    end
    assert.equal("lamp-17", name(bed))
    local before = #peer.datagrams()
    bed.advance(4900)
    assert.equal(before, #peer.datagrams())
    bed.advance(200)
    assert.equal(before + 1, #peer.datagrams())
  end)

  it("keeps a name of 63 bytes as long when it gets a number", function()
    local bed, peer = world.start(("x"):rep(70))
    bed.advance(300)
    assert.equal(("x"):rep(63), name(bed))
    peer.send(reply(address(("x"):rep(63) .. ".local", "192.168.1.77")))
    bed.advance(3000)
    assert.equal(("x"):rep(61) .. "-2", name(bed))
    assert.matches("x%-2.local is", bed.console())
  end)
end)

describe("mdns, when somebody probes at the same time,", function()
  local function claim(claims)
    return messages.encode({ questions = { { name = "lamp.local", type = "ANY" } }, claims = claims })
  end

  it("gives way to later data: waits a second and probes again", function()
    local bed, peer = world.start()
    bed.advance(300)
    local before = #peer.datagrams()
    peer.send(claim({ address("lamp.local", "192.168.1.51", { class = 1 }) }))
    bed.advance(990)
    assert.equal(before, #peer.datagrams())
    bed.advance(3000)
    local heard = world.heard(peer, before)
    assert.equal("lamp", name(bed))
    assert.equal(5, #heard)
  end)

  it("finds lamp-2 when the winner answers its next probe", function()
    local bed, peer = world.start()
    bed.advance(300)
    peer.send(claim({ address("lamp.local", "192.168.1.51", { class = 1 }) }))
    bed.advance(1100)
    peer.send(reply(address("lamp.local", "192.168.1.51")))
    bed.advance(3000)
    assert.equal("lamp-2", name(bed))
  end)

  it("goes on when its own data is later, equal, or longer", function()
    for _, claims in ipairs({
      { address("lamp.local", "192.168.1.49", { class = 1 }) },
      { address("lamp.local", "10.255.255.255", { class = 1 }) },
      { address("lamp.local", "192.168.1.50", { class = 1 }) },
      { { name = INSTANCE, type = "TXT", data = "\0" } },
    }) do
      local bed, peer = world.start()
      bed.advance(300)
      peer.send(claim(claims))
      bed.advance(3000)
      assert.equal(5, #peer.datagrams())
      assert.equal("lamp", name(bed))
    end
  end)

  it("gives way to a longer list, and compares types before data, bytes without sign", function()
    for _, claims in ipairs({
      { address("lamp.local", "192.168.1.50", { class = 1 }), { name = "lamp.local", type = "AAAA", data = ("\1"):rep(16) } },
      { { name = "lamp.local", type = "AAAA", data = ("\0"):rep(16) } },
      { address("lamp.local", "200.0.0.0", { class = 1 }) },
    }) do
      local bed, peer = world.start()
      bed.advance(300)
      local before = #peer.datagrams()
      peer.send(claim(claims))
      bed.advance(900)
      assert.equal(before, #peer.datagrams())
    end
  end)

  it("lets two lamps find two names, whoever started first", function()
    for _, secondIp in ipairs({ "192.168.1.51", "192.168.1.20" }) do
      local first = world.start("lamp", { ip = "192.168.1.50" })
      local second = world.start("lamp", { ip = secondIp })
      local advance = world.pair(first, second)
      advance(6000)
      local names = { name(first), name(second) }
      table.sort(names)
      assert.same({ "lamp", "lamp-2" }, names)
    end
  end)

  it("lets two lamps settle whose texts would decide otherwise than their addresses", function()
    local first = world.start("lamp", { ip = "192.168.1.50", more = ', txt = { "z" }' })
    local second = world.start("lamp", { ip = "192.168.1.51", more = ', txt = { "a" }' })
    local advance = world.pair(first, second)
    advance(6000)
    local names = { name(first), name(second) }
    table.sort(names)
    assert.same({ "lamp", "lamp-2" }, names)
  end)
end)

describe("mdns, asked by everybody's leave,", function()
  it("gives its address at once, with the word that there is no other", function()
    local bed, peer, heard = world.running()
    local startMs = world.nowMs(bed)
    peer.send(messages.query("Lamp.LOCAL", "A"))
    bed.advance(200)
    assert.equal(1, #heard())
    assert.is_true(heard()[1].atMs - startMs <= 5)
    assert.equal(messages.REPLY, heard()[1].flags)
    assert.equal(0, #heard()[1].questions)
    assert.equal(A_RECORD, show(heard()[1].answers))
    assert.equal(DENIAL, show(heard()[1].additionals))
  end)

  it("denies other types of its names", function()
    local bed, peer, heard = world.running()
    peer.send(messages.query("lamp.local", "AAAA"))
    bed.advance(1500)
    peer.send(messages.query(INSTANCE, "A"))
    bed.advance(200)
    assert.equal(DENIAL, show(heard()[1].answers))
    assert.equal(A_RECORD, show(heard()[1].additionals))
    assert.equal(("NSEC %s %s TXT SRV 120!"):format(INSTANCE, INSTANCE), show(heard()[2].answers))
  end)

  it("finds its service, 20 to 120 ms later, with all that is needed to connect", function()
    local bed, peer, heard = world.running()
    local startMs = world.nowMs(bed)
    peer.send(messages.query("_http._tcp.local", "PTR"))
    bed.advance(500)
    local delayMs = heard()[1].atMs - startMs
    assert.is_true(delayMs >= 20 and delayMs <= 130)
    assert.equal("PTR _http._tcp.local " .. INSTANCE .. " 4500", show(heard()[1].answers))
    assert.equal(table.concat({
      "TXT " .. INSTANCE .. " \0 4500!",
      "SRV " .. INSTANCE .. " 80 lamp.local 120!",
      "NSEC " .. INSTANCE .. " " .. INSTANCE .. " TXT SRV 120!",
      DENIAL, A_RECORD,
    }, "\n"), show(heard()[1].additionals))
  end)

  it("tells which services there are", function()
    local bed, peer, heard = world.running()
    peer.send(messages.query("_services._dns-sd._udp.local", "PTR"))
    bed.advance(500)
    assert.equal("PTR _services._dns-sd._udp.local _http._tcp.local 4500", show(heard()[1].answers))
    assert.equal("", show(heard()[1].additionals))
  end)

  it("answers SRV, TXT and ANY, several questions in one message", function()
    local bed, peer, heard = world.running()
    peer.send(messages.encode({ questions = {
      { name = INSTANCE, type = "SRV" }, { name = INSTANCE, type = "TXT" }, { name = "lamp.local", type = "ANY" },
      { name = "lamp.local", type = "A" }, { name = "other.local", type = "A" },
    } }))
    bed.advance(500)
    assert.equal(1, #heard())
    assert.equal(table.concat({ "SRV " .. INSTANCE .. " 80 lamp.local 120!", "TXT " .. INSTANCE .. " \0 4500!", A_RECORD }, "\n"),
      show(heard()[1].answers))
  end)

  it("takes compressed names", function()
    local bed, peer, heard = world.running()
    local question = "\4lamp" .. "\5local\0" .. "\0\28\0\1" .. "\192\12" .. "\0\1\0\1"
    peer.send("\0\0\0\0\0\2\0\0\0\0\0\0" .. question)
    bed.advance(500)
    assert.equal(DENIAL .. "\n" .. A_RECORD, show(heard()[1].answers))
  end)

  it("is silent about other names, types of shared names, classes, opcodes and errors", function()
    local bed, peer, heard = world.running()
    peer.send(messages.query("other.local", "A"))
    peer.send(messages.query("lamp", "A"))
    peer.send(messages.query("_http._tcp.local", "A"))
    peer.send(messages.query("_ipp._tcp.local", "PTR"))
    peer.send(messages.query("lamp.local", "A", { class = 3 }))
    peer.send(messages.query("lamp.local", "A", { flags = 0x0800 }))
    peer.send(messages.query("lamp.local", "A", { flags = 3 }))
    bed.advance(1500)
    assert.equal(0, #heard())
  end)

  it("answers class ANY", function()
    local bed, peer, heard = world.running()
    peer.send(messages.query("lamp.local", "A", { class = 255 }))
    bed.advance(100)
    assert.equal(A_RECORD, show(heard()[1].answers))
  end)

  it("says a record to everybody once a second", function()
    local bed, peer, heard = world.running()
    for _ = 1, 3 do
      peer.send(messages.query("lamp.local", "A"))
      bed.advance(300)
    end
    assert.equal(1, #heard())
    bed.advance(200)
    peer.send(messages.query("lamp.local", "A"))
    bed.advance(100)
    assert.equal(2, #heard())
  end)

  it("says what was not said while another record is recent", function()
    local bed, peer, heard = world.running()
    peer.send(messages.query("lamp.local", "A"))
    bed.advance(100)
    peer.send(messages.query("lamp.local", "AAAA"))
    bed.advance(100)
    assert.equal(DENIAL, show(heard()[2].answers))
    assert.equal("", show(heard()[2].additionals))
  end)

  it("answers several who ask for the service with one message", function()
    local bed, peer, heard = world.running()
    local other = bed.computer({ ip = "192.168.1.10" }).multicast(world.GROUP, world.PORT)
    peer.send(messages.query("_http._tcp.local", "PTR"))
    other.send(messages.query("_services._dns-sd._udp.local", "PTR"))
    other.send(messages.query("_http._tcp.local", "PTR"))
    bed.advance(1500)
    assert.equal(1, #heard())
    assert.equal("PTR _http._tcp.local " .. INSTANCE .. " 4500\nPTR _services._dns-sd._udp.local _http._tcp.local 4500",
      show(heard()[1].answers))
  end)

  it("goes on after its network was away", function()
    local bed, peer, heard = world.running()
    bed.setAir({})
    bed.advance(10000)
    bed.run('responder.update("192.168.1.50")')
    bed.advance(1500)
    assert.matches("WARNING:mdns:.*routing problem", bed.console())
    bed.setAir({ { ssid = "Home", password = "correct horse", ip = "192.168.1.60" } })
    bed.run("wifi.sta.connect()")
    bed.advance(5000)
    local before = #heard()
    peer.send(messages.query("lamp.local", "A"))
    bed.advance(100)
    assert.equal(before + 1, #heard())
    assert.equal("A lamp.local 192.168.1.60 120!", show(heard()[before + 1].answers))
    assert.equal(0, #bed.events("restart"))
  end)
end)

describe("mdns leaves out what is known:", function()
  local function known(data, ttl)
    return { answers = { { name = "_http._tcp.local", type = "PTR", ttl = ttl, data = messages.name(data) } } }
  end

  it("a record that the asker has for at least half of its time", function()
    local bed, peer, heard = world.running()
    peer.send(messages.query("_http._tcp.local", "PTR", known(INSTANCE, 2250)))
    peer.send(messages.query("_http._tcp.local", "PTR", known(INSTANCE, 100000)))
    bed.advance(500)
    assert.equal(0, #heard())
    peer.send(messages.query("_http._tcp.local", "PTR", known(INSTANCE, 2249)))
    bed.advance(500)
    assert.equal(1, #heard())
  end)

  it("but not another's", function()
    local bed, peer, heard = world.running()
    peer.send(messages.query("_http._tcp.local", "PTR", known("other._http._tcp.local", 4500)))
    bed.advance(500)
    assert.equal(1, #heard())
  end)

  it("also when it is told in a second message", function()
    local bed, peer, heard = world.running()
    local question = messages.query("_http._tcp.local", "PTR", { flags = messages.TRUNCATED })
    local rest = known(INSTANCE, 4500)
    peer.send(question)
    bed.advance(300)
    assert.equal(0, #heard())
    peer.send(messages.encode(rest))
    bed.advance(1000)
    assert.equal(0, #heard())
    peer.send(question)
    bed.advance(600)
    assert.equal(1, #heard())
  end)

  it("but not when another one waits for it too", function()
    local bed, peer, heard = world.running()
    local other = bed.computer({ ip = "192.168.1.10" }).multicast(world.GROUP, world.PORT)
    peer.send(messages.query("_http._tcp.local", "PTR", { flags = messages.TRUNCATED }))
    other.send(messages.query("_http._tcp.local", "PTR"))
    bed.advance(100)
    peer.send(messages.encode(known(INSTANCE, 4500)))
    bed.advance(1000)
    assert.equal(1, #heard())
  end)
end)

describe("mdns answers one alone", function()
  it("who asked so with the QU bit", function()
    local bed, peer, heard, computer = world.running()
    peer.send(messages.query("lamp.local", "A", { class = QU }))
    peer.send(messages.query("lamp.local", "A", { class = QU }))
    bed.advance(100)
    assert.equal(0, #heard())
    local own = world.unicast(computer)
    assert.equal(2, #own)
    assert.equal(A_RECORD, show(own[1].answers))
    assert.equal(DENIAL, show(own[1].additionals))
    assert.equal(0, #own[1].questions)
  end)

  it("but everybody when they have not heard of it for 30 s", function()
    local bed, peer, heard, computer = world.running()
    bed.advance(30000)
    peer.send(messages.query("lamp.local", "A", { class = QU }))
    bed.advance(100)
    assert.equal(ALL, show(heard()[1].answers))
    assert.equal(0, #computer.datagrams())
    peer.send(messages.query("lamp.local", "A", { class = QU }))
    bed.advance(100)
    assert.equal(1, #computer.datagrams())
  end)

  it("and everybody when one of the questions has no QU bit", function()
    local bed, peer, heard, computer = world.running()
    peer.send(messages.encode({ questions = {
      { name = INSTANCE, type = "SRV", class = QU }, { name = "lamp.local", type = "A" },
    } }))
    bed.advance(100)
    assert.equal(1, #heard())
    assert.equal(0, #computer.datagrams())
  end)

  it("who asks like a plain DNS client: same id and question, short life, no cache-flush bit", function()
    local bed, _, heard, computer = world.running()
    local query = messages.query("Lamp.Local", "A", { id = 0x1234, flags = 0x0100 })
    local bytes = computer.query(query, { port = 5353, toIp = world.GROUP })
    local answer = messages.decode(bytes)
    assert.equal(0x1234, answer.id)
    assert.equal(messages.REPLY, answer.flags)
    assert.same({ { name = "Lamp.Local", type = "A", class = 1 } }, answer.questions)
    assert.equal("A lamp.local 192.168.1.50 10", show(answer.answers))
    assert.equal("", show(answer.additionals))
    assert.equal(0, #heard())
    -- Not only by the group's address, and as often as it asks.
    assert.equal(bytes, computer.query(query, { port = 5353 }))
    bed.advance(1000)
    assert.equal(0, #heard())
  end)

  it("and does not compress the host's name in such an answer", function()
    local _, _, _, computer = world.running()
    local bytes = computer.query(messages.query(INSTANCE, "SRV"), { port = 5353, toIp = world.GROUP })
    assert.equal(messages.srv(80, "lamp.local"), bytes:sub(-18))
    assert.equal("SRV " .. INSTANCE .. " 80 lamp.local 10", show(messages.decode(bytes).answers))
    bytes = computer.query(messages.query("_http._tcp.local", "PTR"), { port = 5353, toIp = world.GROUP })
    assert.equal("PTR _http._tcp.local " .. INSTANCE .. " 10", show(messages.decode(bytes).answers))
    assert.is_nil(computer.query(messages.query("other.local", "A"), { port = 5353, toIp = world.GROUP }))
  end)
end)

describe("mdns, when it has the name,", function()
  local function probe(class)
    return messages.encode({ questions = { { name = "lamp.local", type = "ANY", class = class } },
      claims = { address("lamp.local", "192.168.1.77", { class = 1 }) } })
  end

  it("defends it at once, to everybody or to the prober alone", function()
    local bed, peer, heard, computer = world.running()
    for count = 1, 2 do
      peer.send(probe(1))
      bed.advance(10)
      assert.equal(count, #heard())
      assert.equal(A_RECORD, show(heard()[count].answers))
    end
    bed.advance(40000)
    peer.send(probe(QU))
    bed.advance(10)
    assert.equal(2, #heard())
    assert.equal(A_RECORD, show(world.unicast(computer)[1].answers))
  end)

  it("probes again for it when somebody else announces other data", function()
    local bed, peer, heard = world.running()
    peer.send(reply(address("lamp.local", "192.168.1.77")))
    bed.advance(3500)
    assert.equal(5, #heard())
    assert.equal("lamp.local", heard()[1].questions[2].name)
    assert.equal("lamp", name(bed))
    assert.matches("lamp.local is somebody else's too", bed.console())
  end)

  it("and takes another when that one stays", function()
    local bed, peer = world.running()
    peer.send(reply(address("lamp.local", "192.168.1.77")))
    bed.advance(400)
    peer.send(reply(address("lamp.local", "192.168.1.77")))
    bed.advance(3000)
    assert.equal("lamp-2", name(bed))
  end)

  it("does not mind other types of its name, other members of its service, and its own words", function()
    local bed, peer, heard = world.running()
    peer.send(reply({ name = "lamp.local", type = "AAAA", data = ("\1"):rep(16) },
      { name = "_http._tcp.local", type = "PTR", data = messages.name("other._http._tcp.local") },
      { name = INSTANCE, type = "SRV", data = messages.srv(80, "lamp.local") }, address("lamp.local", "192.168.1.50")))
    peer.send(reply(address("lamp.local", "192.168.1.77", { ttl = 0 })))
    bed.advance(3000)
    assert.equal(0, #heard())
  end)

  it("probes and announces anew with another address", function()
    local bed, _, heard = world.running()
    bed.run('responder.update("192.168.1.60")')
    bed.advance(3500)
    assert.equal(5, #heard())
    assert.truthy(show(heard()[4].answers):find("A lamp.local 192.168.1.60 120!", 1, true))
  end)

  it("says goodbye when it is stopped, and nothing after that", function()
    local bed, peer, heard, computer = world.running()
    bed.run("responder.stop() responder.stop()")
    bed.advance(100)
    assert.equal(1, #heard())
    assert.equal(messages.REPLY, heard()[1].flags)
    local goodbye = ALL:gsub(" %d+(!?)\n", " 0%1\n"):gsub(" %d+!$", " 0!")
    assert.equal(goodbye, show(heard()[1].answers))
    peer.send(messages.query("lamp.local", "A"))
    peer.send(reply(address("lamp.local", "192.168.1.77")))
    bed.run('responder.update("192.168.1.60")')
    bed.advance(5000)
    assert.equal(1, #heard())
    assert.is_nil(computer.query(messages.query("lamp.local", "A"), { port = 5353, toIp = world.GROUP }))
  end)

  it("says no goodbye for a name that it never had", function()
    local bed, peer = world.start()
    bed.advance(500)
    local before = #peer.datagrams()
    bed.run("responder.stop()")
    bed.advance(3000)
    assert.equal(before, #peer.datagrams())
  end)

  it("starts anew on the socket that could not be closed", function()
    for _, firmware in ipairs({ "snapshot", "newer" }) do
      local bed, _, heard = world.running("lamp", { firmware = firmware })
      bed.run([[
        responder.stop()
        local old = responder
        responder = require("mdns").start({ name = "desk", ip = ip })
        old.stop()]])
      bed.advance(4000)
      assert.equal(6, #heard())
      assert.truthy(show(heard()[6].answers):find("A desk.local 192.168.1.50 120!", 1, true))
      assert.equal(firmware == "newer" and 1 or 0, #bed.events("close"))
    end
  end)

  it("survives ten thousand random packets", function()
    local bed = world.running()
    local lan = bed.device.lan()
    local state = 12345
    local function random(limit)
      state = (state * 1103 + 12345) % 65536
      return state % limit
    end
    local heads = { "\0\0\0\0\0\1\0\0\0\0\0\0", "\0\0\132\0\0\0\0\1\0\0\0\0", "\0\0\0\0\0\2\0\2\0\2\0\0" }
    local names = { "\4lamp\5local\0", "\192\12", "\5_http\4_tcp\5local\0", "\4lamp\192\12", "\0" }
    for _ = 1, 10000 do
      local packet = { heads[random(3) + 1] }
      for _ = 1, random(6) do
        packet[#packet + 1] = names[random(#names) + 1]
        for _ = 1, random(16) do packet[#packet + 1] = string.char(random(256)) end
      end
      lan.datagram("sta", world.PEER_IP, 5353, 5353, table.concat(packet), world.GROUP)
      bed.advance(1)
    end
    assert.equal(0, #bed.events("restart"))
    assert.is_nil(bed.console():find("WARNING", 1, true))
  end)
end)
