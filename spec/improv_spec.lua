-- Improv Wi-Fi Serial at the console of a device in setup, and the Lua console beside it.
package.path = "build/?.lua;spec/?.lua;" .. package.path
local world = require("journey_world")

local HEADER = "IMPROV\1"
local READY, PROVISIONING, PROVISIONED = 2, 3, 4
local OPEN_NET = { ssid = "Guests", channel = 6, rssi = -60 }
local WORK = { ssid = "Work", auth = "enterprise", channel = 1, rssi = -80 }

local function packet(kind, data)
  local body, sum = HEADER .. string.char(kind, #data) .. data, 0
  for at = 1, #body do sum = sum + body:byte(at) end
  return body .. string.char(sum % 256)
end

local function command(number, values) return packet(3, string.char(number, #(values or "")) .. (values or "")) .. "\n" end

local function settings(ssid, password)
  return command(1, string.char(#ssid) .. ssid .. string.char(#password) .. password)
end

-- The packets in what a device said, each as {kind, ...}, and the text around them.
local function parse(said)
  local packets, text, at = {}, "", 1
  while true do
    local from = said:find(HEADER, at, true)
    if not from then return packets, text .. said:sub(at) end
    -- The line end in front belongs to the packet.
    text = text .. said:sub(at, from - 2)
    local kind, size = said:byte(from + 7, from + 8)
    local data = said:sub(from + 9, from + 8 + size)
    assert.equal(packet(kind, data), said:sub(from, from + 9 + size))
    assert.equal("\n\n", said:sub(from - 1, from - 1) .. said:sub(from + 10 + size, from + 10 + size))
    at = from + 11 + size
    local entry = { kind, data:byte() }
    if kind == 4 then
      local place = 3
      while place <= #data do
        entry[#entry + 1] = data:sub(place + 1, place + data:byte(place))
        place = place + 1 + data:byte(place)
      end
      assert.equal(#data - 2, data:byte(2))
    end
    packets[#packets + 1] = entry
  end
end

local function open(more, networks)
  local bed = world.openPortal({
    files = { ["settings.lua"] = ("return { id = 'lamp', %s }"):format(more or "improv = true") },
    networks = networks or { world.HOME, OPEN_NET, WORK },
  })
  bed.advance(1000)
  local seen = #bed.console()
  local function shown()
    local text = bed.console():sub(seen + 1)
    seen = seen + #text
    return text
  end
  local function type_(bytes, ms)
    for from = 1, #bytes, 40 do
      bed.type_(bytes:sub(from, from + 39))
      bed.advance(10)
    end
    bed.advance(ms or 50)
    return shown()
  end
  return bed, type_, shown
end

describe("an installer at the cable", function()
  it("learns the state and what the device is", function()
    local _, type_ = open()
    assert.same({ { 1, READY } }, (parse(type_(command(2)))))
    local packets, text = parse(type_(command(3)))
    assert.equal("", text)
    assert.same({ 4, 3, "NodeMCU" }, { packets[1][1], packets[1][2], packets[1][3] })
    assert.matches("^%d+%.%d+%.%d+$", packets[1][4])
    assert.same({ "esp32", "lamp" }, { packets[1][5], packets[1][6] })
  end)

  it("gets a new list of networks, and the end of it", function()
    local bed, type_ = open()
    bed.setAir({ world.HOME, OPEN_NET })
    bed.advance(6000)
    local packets = parse(type_(command(4), 5000))
    assert.same({ { 4, 4, "Home", "-50", "YES" }, { 4, 4, "Guests", "-60", "NO" }, { 4, 4 } }, packets)
    -- Too soon for another one: the list as it is.
    assert.equal(3, #parse(type_(command(4), 50)))
  end)

  it("sets the device up, hears each state, and gets the address to open", function()
    local bed, type_, shown = open()
    local packets, text = parse(type_(settings("Home", "correct horse"), 8000))
    assert.same({ { 1, PROVISIONING }, { 1, PROVISIONED }, { 4, 1, "http://192.168.1.50/" } }, packets)
    assert.falsy((text .. bed.console()):find("correct horse", 1, true))
    assert.equal("Home", bed.events("sta_saved")[1].ssid)
    assert.same({ { 1, PROVISIONED }, { 4, 2, "http://192.168.1.50/" } }, (parse(type_(command(2)))))
    -- The portal ends, and with it this: the console has its line to itself again.
    assert(bed.until_(function() return #bed.events("ap_stop") > 0 end, 90000))
    bed.advance(15000)
    shown()
    assert.equal("=6*7\n42\n> ", type_("=6*7\n"))
    assert.matches("IMPROV", (type_(command(2))))
    bed.run("for name in pairs(package.loaded) do assert(not name:find('improv') and name ~= 'serial_line', name) end")
  end)

  it("joins a network without a password", function()
    local bed, type_ = open()
    local packets = parse(type_(settings("Guests", ""), 8000))
    assert.same({ 4, 1, "http://192.168.1.50/" }, packets[#packets])
    assert.equal("Guests", bed.events("sta_saved")[1].ssid)
  end)

  it("is told what fails, and may try again", function()
    local _, type_ = open()
    local packets = parse(type_(settings("Home", "wrong horse"), 20000))
    assert.same({ { 1, PROVISIONING }, { 2, 3 }, { 1, READY } }, packets)
    for _, network in ipairs({ { "Nowhere", "12345678" }, { "Home", "short" }, { "", "12345678" }, { ("x"):rep(33), "" }, { "Work", "12345678" } }) do
      packets = parse(type_(settings(network[1], network[2]), 20000))
      assert.same({ 2, 3 }, packets[network[1] == "Nowhere" and #packets - 1 or #packets], network[1])
    end
    -- What was wrong is taken back.
    assert.same({ { 2, 0 }, { 1, PROVISIONING } }, (parse(type_(settings("Home", "correct horse"), 1))))
  end)

  it("is told so when another attempt runs, and hears of that one", function()
    local bed, type_, shown = open(nil, { world.HOME, { ssid = "Slow", password = "12345678", joinDelayMs = 4000, reject = 15 } })
    local phone = world.joinedPhone(bed)
    local body = world.form({ ssid = "Slow", password = "12345678" })
    phone.post("/api/access-point", body, { prefer = "respond-async" })
    bed.advance(1500)
    assert.same({ { 1, PROVISIONING } }, (parse(shown())))
    assert.same({ { 2, 255 } }, (parse(type_(settings("Home", "correct horse")))))
    bed.advance(8000)
    assert.same({ { 1, READY } }, (parse(shown())))
  end)

  it("is told of commands and packets that are none", function()
    local _, type_ = open()
    assert.same({ { 2, 2 } }, (parse(type_(command(9)))))
    assert.same({ { 2, 1 } }, (parse(type_(packet(3, "\1\5a") .. "\n"))))
    assert.same({ { 2, 1 } }, (parse(type_(command(1, "\5Home")))))
    local broken = command(2):gsub("\2", "\3", 1)
    assert.same({ { 2, 1 } }, (parse(type_(broken))))
    assert.same({}, (parse(type_(packet(1, "\4") .. "\n"))))
    -- A packet that does not go on.
    assert.same({ { 2, 1 } }, (parse(type_(command(2):sub(1, 9), 1500))))
    type_("\n")
    assert.same({ { 1, READY } }, (parse(type_(command(2)))))
  end)

  it("is somebody: the portal does not close for want of one", function()
    local bed, type_ = open("improv = true, idleTimeoutMs = 5000")
    for _ = 1, 5 do
      type_(command(2), 3000)
      assert.equal(0, #bed.events("ap_stop"))
    end
    bed.advance(10000)
    assert.equal(1, #bed.events("ap_stop"))
  end)

  it("joins nothing while the application lacks a field that is needed", function()
    local bed, type_ = open([[improv = true, fields = { { name = "room", type = "text", label = "Room", required = true } }]])
    local packets, text = parse(type_(settings("Home", "correct horse"), 8000))
    assert.same({ { 2, 3 } }, packets)
    assert.truthy(text:find("WARNING:improv:a field that is needed has no value yet: use the setup page", 1, true))
    assert.equal(0, #bed.events("sta_connect"))
  end)

  it("needs no setup code, and nothing sealed: who has the cable has the console", function()
    local _, type_ = open("improv = true, setupCode = '123456'")
    local packets = parse(type_(settings("Home", "correct horse"), 8000))
    assert.same({ 4, 1, "http://192.168.1.50/" }, packets[#packets])
  end)
end)

describe("the console beside it", function()
  local LINES = {
    "=6*7\n", "print('a')\r\n", "x = 1\r", "\n", "\r\n\n", "for i = 1, 2 do\n", "print(i)\n", "end\n", "error('x')\n", "=1\b2\127\1273\n", "\b\n",
    "x = '" .. ("y"):rep(239) .. "' =#x\n", "x = '" .. ("y"):rep(247) .. "'\n", "=#x\n", ("z"):rep(300) .. "=1\n", "I\n", "IMPROV = 1\n", "=IMPROV\n",
    "print('\195\164\0')\n", "--" .. ("c"):rep(252) .. "\n", "=3--" .. ("c"):rep(251) .. "\n", "=4--" .. ("c"):rep(252) .. "\n", "  \n", "_PROMPT='$ '\n", "\n", "=2\n",
  }

  it("shows what the firmware's own shows", function()
    local _, plain = open("improv = false")
    local _, with = open()
    for _, line in ipairs(LINES) do assert.equal(plain(line, 100), with(line, 100), ("%q"):format(line)) end
  end)

  it("runs a line that comes with a packet in the middle", function()
    local _, type_ = open()
    local packets, text = parse(type_("=6" .. command(2) .. "*7\n"))
    assert.same({ { 1, READY } }, packets)
    assert.equal("=6*7\n42\n> ", text)
  end)
end)

describe("the option", function()
  it("is off by default: nothing is loaded, no packet is answered", function()
    local bed, type_ = open("keepConnected = true")
    assert.same({ { 3, 2 } }, (parse((type_(command(2)):gsub("^IMPROV", "\nIMPROV")))))
    bed.run("for name in pairs(package.loaded) do assert(not name:find('improv') and name ~= 'serial_line', name) end")
  end)

  it("has to be true or false", function()
    local bed = world.create({ files = { ["settings.lua"] = "return { improv = 'yes' }" } })
    bed.advance(3000)
    assert.matches("improv has to be true or false", bed.console())
  end)
end)
