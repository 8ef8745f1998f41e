require("support")
local world = require("journey_world")
local guards = require("portal_guard")

local CODE = "481 516"
local MAX_TRIES = 6
local ME, OTHER = "192.168.4.2", "192.168.4.3"

local function tick(guard, seconds)
  for _ = 1, seconds do guards.tickGuard(guard) end
end

describe("portal_guard", function()
  it("compares whole texts", function()
    assert.is_true(guards.isSame(CODE, CODE))
    for _, wrong in ipairs({ "", "481 51", "481 5160", "481 517", "581 516", "481 516\0", "516 481" }) do
      assert.is_false(guards.isSame(CODE, wrong), wrong)
    end
  end)

  it("looks at every byte of the secret, wherever the first difference is", function()
    local looked = 0
    local byte = string.byte
    string.byte = function(...) -- luacheck: ignore
      looked = looked + 1
      return byte(...)
    end
    local counts = {}
    for _, given in ipairs({ CODE, "x81 516", "481 51x", "", ("x"):rep(1000) }) do
      looked = 0
      guards.isSame(CODE, given)
      counts[#counts + 1] = looked
    end
    string.byte = byte -- luacheck: ignore
    for _, count in ipairs(counts) do assert.equal(2 * #CODE, count) end
  end)

  it("lets everybody try without a code", function()
    assert.is_nil(guards.objectionTo(guards.createGuard(nil), nil, ME))
    assert.is_nil(guards.objectionTo(guards.createGuard(nil), "anything", ME))
  end)

  it("lets in who knows the code, and counts what is wrong as a try", function()
    local guard = guards.createGuard(CODE)
    assert.is_nil(guards.objectionTo(guard, CODE, ME))
    assert.equal(MAX_TRIES + 1, guard.triesLeft)
    assert.equal("wrong-code", guards.objectionTo(guard, nil, ME).reason)
    assert.equal("wrong-code", guards.objectionTo(guard, "481517", ME).reason)
    assert.equal(MAX_TRIES - 1, guard.triesLeft)
  end)

  it("has so many tries, then one more every ten seconds", function()
    local guard = guards.createGuard(CODE)
    for _ = 1, MAX_TRIES do assert.equal("wrong-code", guards.objectionTo(guard, "x", ME).reason) end
    local objection = guards.objectionTo(guard, CODE, ME)
    assert.same({ 429, "too-many-tries", 10 }, { objection.status, objection.reason, objection.retrySeconds })
    tick(guard, 9)
    assert.equal(1, guards.objectionTo(guard, CODE, ME).retrySeconds)
    tick(guard, 1)
    assert.is_nil(guards.objectionTo(guard, CODE, ME))
    tick(guard, 1000)
    assert.equal(MAX_TRIES + 1, guard.triesLeft)
  end)

  it("keeps the last try for somebody else, and gives no more of them for it", function()
    local guard = guards.createGuard(CODE)
    local guesses = 0
    local function guess(peer)
      local objection = guards.objectionTo(guard, "x", peer)
      if objection.reason == "wrong-code" then guesses = guesses + 1 end
      return objection
    end
    for _ = 1, 600 do
      guess(ME)
      tick(guard, 1)
    end
    guess(ME)
    assert.is_nil(guards.objectionTo(guard, CODE, OTHER))
    assert.equal("wrong-code", guess(OTHER).reason)
    -- All are spent now: who tried last waits for two.
    assert.equal(guess(ME).retrySeconds + 10, guess(OTHER).retrySeconds)
    for second = 1, 6000 do
      guess(second % 2 == 0 and ME or OTHER)
      tick(guard, 1)
    end
    assert.is_true(guesses <= 6600 / 10 + MAX_TRIES + 1, guesses .. " guesses")
  end)

  it("keeps a turn for the first who was told to wait", function()
    local guard = guards.createGuard(nil)
    guards.spendTry(guard, ME)
    guards.keepTurn(guard, ME)
    assert.is_nil(guards.objectionTo(guard, nil, ME))
    guards.keepTurn(guard, OTHER)
    guards.keepTurn(guard, "192.168.4.4")
    tick(guard, 5)
    assert.same({ 429, 15 }, { guards.objectionTo(guard, nil, ME).status, guards.objectionTo(guard, nil, ME).retrySeconds })
    assert.is_nil(guards.objectionTo(guard, nil, OTHER))
    -- Asking again while it waits keeps the turn; only for who has it.
    guards.keepTurn(guard, "192.168.4.4")
    assert.equal(15, guards.objectionTo(guard, nil, ME).retrySeconds)
    guards.keepTurn(guard, OTHER)
    assert.equal(20, guards.objectionTo(guard, nil, ME).retrySeconds)
    tick(guard, 19)
    assert.equal(1, guards.objectionTo(guard, nil, ME).retrySeconds)
    tick(guard, 1)
    assert.is_nil(guards.objectionTo(guard, nil, ME))
    guards.keepTurn(guard, "192.168.4.4")
    assert.equal(20, guards.objectionTo(guard, nil, ME).retrySeconds)
    assert.is_nil(guards.objectionTo(guard, nil, "192.168.4.4"))
  end)

  it("ends the turn with the try of who had it", function()
    local guard = guards.createGuard(nil)
    guards.spendTry(guard, ME)
    guards.keepTurn(guard, OTHER)
    guards.spendTry(guard, OTHER)
    assert.is_nil(guards.objectionTo(guard, nil, ME))
    assert.is_nil(guards.objectionTo(guard, nil, OTHER))
  end)

  it("starts the ten seconds with the first try, not in the middle", function()
    local guard = guards.createGuard(nil)
    tick(guard, 9)
    for _ = 1, MAX_TRIES do guards.spendTry(guard, ME) end
    assert.equal(10, guards.objectionTo(guard, nil, ME).retrySeconds)
  end)
end)

describe("the portal with a setup code", function()
  local bed, phone

  local function open(settings)
    bed = world.openPortal({ files = { ["settings.lua"] = "return " .. settings } })
    phone = world.joinedPhone(bed)
  end

  local function try(fields)
    local all = { ssid = world.HOME.ssid, password = world.HOME.password }
    for name, value in pairs(fields) do all[name] = value end
    return world.postForm(phone, "/api/access-point", all, { Prefer = "respond-async" })
  end

  after_each(function() assert.equal(0, #bed.events("restart")) end)

  it("says that it asks for it, on both pages", function()
    open('{ setupCode = "481516" }')
    assert.matches('"asksForCode":true', phone.get("/api/status").body)
    assert.matches('name=setupCode', phone.get("/plain").body)
  end)

  it("joins with the right one only", function()
    open('{ setupCode = "481516" }')
    for _, code in ipairs({ "", "481517", "4815160" }) do
      local refused = try({ setupCode = code })
      assert.equal(403, refused.status)
      assert.equal("wrong-code", world.field(refused.body, "reason"))
    end
    assert.equal(0, #bed.events("sta_connecting"))
    assert.equal("idle", (world.status(phone)))
    assert.equal(202, try({ setupCode = "481516" }).status)
    assert.equal("online", (world.waitForResult(bed, phone)))
    assert.is_nil(bed.console():find("481516", 1, true))
  end)

  it("makes guessing slow, and does not lock out who knows it", function()
    open('{ setupCode = "481516" }')
    for guess = 1, MAX_TRIES do assert.equal(403, try({ setupCode = ("%06d"):format(guess) }).status) end
    local refused = try({ setupCode = "481516" })
    assert.equal(429, refused.status)
    local seconds = tonumber(refused.headers["retry-after"])
    assert.is_true(seconds >= 1 and seconds <= 10)
    bed.advance(seconds * 1000 + 100)
    assert.equal(202, try({ setupCode = "481516" }).status)
  end)

  it("lets in who knows it while somebody else guesses all the time", function()
    open('{ setupCode = "481516" }')
    local other = world.joinedPhone(bed)
    for _ = 1, 120 do
      try({ setupCode = "000000" })
      bed.advance(500)
    end
    local fields = { ssid = world.HOME.ssid, password = world.HOME.password, setupCode = "481516" }
    assert.equal(202, world.postForm(other, "/api/access-point", fields, { Prefer = "respond-async" }).status)
  end)

  it("does not count a form that can't be right", function()
    open('{ setupCode = "481516" }')
    for _ = 1, 3 * MAX_TRIES do assert.equal(400, try({ setupCode = "481516", password = "short" }).status) end
    assert.equal(202, try({ setupCode = "481516" }).status)
  end)

  it("asks nobody who needs none", function()
    open("{}")
    assert.is_nil(phone.get("/api/status").body:find("asksForCode", 1, true))
    assert.is_nil(phone.get("/plain").body:find("setupCode", 1, true))
  end)

  it("paces attempts without a code too", function()
    open("{}")
    local tries = 0
    local answer
    repeat
      tries = tries + 1
      answer = try({ password = "wrong password" })
      if answer.status == 202 then world.waitForResult(bed, phone) end
    until answer.status ~= 202 or tries == 20
    assert.equal(429, answer.status)
    assert.is_true(tries > MAX_TRIES)
  end)

  it("tells a second client to wait while an attempt runs", function()
    open("{}")
    try({})
    local second = bed.phone()
    second.join()
    local answer = world.ask(second, world.CAFE.ssid)
    assert.equal(409, answer.status)
    assert.equal("10", answer.headers["retry-after"])
  end)

  it("lets nobody keep others from an attempt of their own", function()
    -- A network of its own that never gives an address makes each attempt last.
    local trap = { ssid = "Trap", channel = 6, rssi = -30, dhcp = "never" }
    bed = world.openPortal({ networks = { world.HOME, trap } })
    phone = world.joinedPhone(bed)
    local other = world.joinedPhone(bed)
    local function ask(from, ssid, password)
      if not from.joined() then from.join() end
      return world.ask(from, ssid, password)
    end
    ask(phone, "Trap")
    local answer
    for quarter = 1, 240 do
      bed.advance(250)
      -- It asks four times a second, the person when it was told to.
      ask(phone, "Trap")
      if quarter % 40 == 0 then answer = ask(other, world.HOME.ssid, world.HOME.password) end
      if answer and answer.status == 202 then break end
    end
    assert.equal(202, answer.status)
    assert.equal("online", (world.waitForResult(bed, other)))
  end)

  it("opens nothing with a guard that can't be used", function()
    for problem, settings in pairs({
      ["setupCode has to be 6 to 32 characters"] = '{ setupCode = "1" }',
      ["apPassword has to be 8 to 63 characters"] = '{ apPassword = "1234567" }',
      ["apPassword has to be 8 to 63 characters; "] = '{ apPassword = "ten\\0letters" }',
      ["apPassword is missing"] = '{ apSecurity = "wpa3" }',
    }) do
      bed = world.create({ files = { ["settings.lua"] = "return " .. settings } })
      bed.advance(20000)
      assert.equal(0, #bed.events("ap_start"))
      assert.matches(problem, bed.console())
    end
  end)
end)

describe("the access point's password", function()
  local function authWith(security)
    local settings = ('return { apPassword = "ten letters", apSecurity = %q }'):format(security)
    local bed = world.openPortal({ files = { ["settings.lua"] = settings } })
    return bed.events("ap_start")[1].auth, bed
  end

  it("is guarded as it is told", function()
    assert.equal("wpa2", (authWith("wpa2")))
    assert.equal("wpa3", (authWith("wpa3")))
    assert.equal("wpa2_wpa3", (authWith("wpa2_wpa3")))
  end)

  it("is guarded by WPA2 where the driver knows nothing better", function()
    local bed = world.create({
      boot = false,
      files = {
        ["settings.lua"] = 'return { apPassword = "ten letters", apSecurity = "wpa3" }',
        ["init.lua"] = [[
          local driver = wifi
          local function config(options, save)
            if options.auth == driver.AUTH_WPA3_PSK then error("failed to set wifi config, code 258", 0) end
            return driver.ap.config(options, save)
          end
          local ap = setmetatable({ config = config }, { __index = driver.ap })
          wifi = setmetatable({ ap = ap }, { __index = driver })
          dofile("wifi_setup.lua")
        ]],
      },
    })
    bed.device.boot()
    world.waitForPortal(bed)
    assert.equal("wpa2", bed.events("ap_start")[1].auth)
    assert.matches("code 258; the access point takes wpa2", bed.console())
  end)
end)

describe("the side of the home network", function()
  local QUERY = "\1\2\1\0\0\1\0\0\0\0\0\0\1a\1b\0\0\1\0\1"
  local GET = "GET / HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n"

  -- lwIP takes in what comes for any of its addresses, by whichever interface.
  it("reaches neither page nor names by the access point's own address", function()
    local bed = world.openPortal()
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("online", (world.waitForResult(bed, phone)))
    local lan = bed.device.lan()
    local heard, ending = "", nil
    local peer = {
      onData = function(bytes) heard = heard .. bytes end,
      onFin = function() ending = "fin" end,
      onReset = function() ending = "reset" end,
    }
    local wire = lan.connect("sta", "192.168.1.77", 40000, 80, peer, "192.168.4.1")
    assert.is_truthy(wire, "the simulated lwIP is stricter than the real one")
    wire.data(GET)
    bed.advance(2000)
    assert.equal("", heard)
    assert.is_truthy(ending)
    local computer = bed.computer()
    computer.datagram(53, QUERY, "192.168.4.1")
    bed.advance(1000)
    assert.equal(0, #computer.datagrams())
    assert.truthy(phone.query(QUERY))
  end)

  -- Who claims an address of the access point's net is told by the address that was called.
  it("reaches no page by the station's address, even where a listener hears all addresses", function()
    local bed = world.openPortal({
      files = {
        ["init.lua"] = [[
          local driver = net
          net = setmetatable({
            createServer = function(...)
              local listener = driver.createServer(...)
              return {
                listen = function(_, port, place, onAccept) listener:listen(port, onAccept or place) end,
                close = function() listener:close() end,
              }
            end,
          }, { __index = driver })
          dofile("wifi_setup.lua")
        ]],
      },
    })
    local phone = world.joinedPhone(bed)
    world.ask(phone, world.HOME.ssid, world.HOME.password)
    assert.equal("online", (world.waitForResult(bed, phone)))
    assert.equal(200, phone.get("/plain").status)
    local computer = bed.computer({ ip = "192.168.4.77" })
    assert.equal("", (computer.request(GET)))
  end)
end)
