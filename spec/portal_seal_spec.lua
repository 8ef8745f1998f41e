-- The sealed password, on the simulated module sodium: boxes that libsodium 1.0.22 made, and the portal.
local support = require("support")
local world = require("journey_world")
local parts = require("device_parts")
local sealedBox = require("sim.sealed_box")
local bytes, hex = support.bytes, support.hex

local KEYS = {
  public = "be2b8b75b369b8f459b8b153799bc5ab07a2f8feba04c11cc843d19fe55ae25c",
  secret = "c3902ef600c188f0a9b0d32d5e78edf886d61887e698a81aab084c8f86dbfe6f",
}
local CHALLENGE = "00112233445566ff"

-- ssid=Home&password=correct%20horse&challenge=00112233445566ff
local SHORT_BOX = [[f7e0c26eb065a3dfa2892c99ee9a375bf08fec0e0795bbd0f747fa69173833125ea870acfaa57c7584c8eda5722aadd9
  06e4e06ba6dbdc8b708de753dcc49f9b170f947e2482829673ebf43d6f40ef779b5a00d98d530f89dd4529e4c1eec013df3781ee
  0a874c83110216b61d]]
-- The same with setupCode=481516 before the challenge, and 200 times & behind it.
local PADDED_BOX = [[d960b3dd985b7d618deaabe63ac796a02dea9fafa392c4802b1ddcf0a094190c1585ce906ed69fc5f8a13997a6e4c6e5
  d6bf559ed736963368270b3b915303946902eb888809a4a11443085f1358f248787552b697e522ed6e47231ff1fd6978be3c6d6e
  6554d2e89c511b19dfe0e90143a817ade46b4cf40c145b0dc6466334f85a160cef5fab561073ee23c4cd8c75b7ec2798cabba77a
  bb127fb0e5052c527e9ba6d114004d6d971f625618cd956914afd6a6e80df9505942c65a5daee1769d4d64719db7e6e2a46500ed
  e0f054f358bffb41b3d8cf028ff13be4154a06701ab922c54131b7b038d207c35810f9589abe544d31e4f5d67d43131518770c63
  d6d66c45e7bd04e0e4b2c6b8552cd81e2be25afd15251aa0672430fe9913fec0fd3883bf970286db6f060e169f8efe4fe9280bf8
  5f70028d3165ae8fc6c053f94782619c6dc2]]

local function digits(text) return (text:gsub("%s", "")) end

-- As the page does it: nothing of the device's own code.
local function seal(fields, publicKey)
  return hex(sealedBox.seal(world.form(fields), bytes(publicKey), ("e"):rep(32)))
end

local function luaOf(settings)
  local lines = {}
  for name, value in pairs(settings) do
    local text = type(value) == "string" and ("%q"):format(value) or tostring(value)
    if name == "sealKeys" then text = ("{ public = %q, secret = %q }"):format(value.public, value.secret) end
    lines[#lines + 1] = name .. " = " .. text
  end
  return "return { " .. table.concat(lines, ", ") .. " }"
end

describe("portal_seal", function()
  local seals

  before_each(function()
    local bed = parts.create({ "portal_seal" }, {
      modules = { "sodium" },
      files = { ["init.lua"] = 'seals = require("portal_seal")' },
    })
    bed.device.boot()
    bed.advance(1000)
    seals = bed.device.globals().seals
  end)

  local function fixedSeal()
    return { publicKey = bytes(KEYS.public), secretKey = bytes(KEYS.secret), challenge = CHALLENGE }
  end

  it("opens what libsodium sealed", function()
    local fields = seals.openForm(fixedSeal(), digits(SHORT_BOX))
    assert.same({ ssid = "Home", password = "correct horse", challenge = CHALLENGE }, fields)
    fields = seals.openForm(fixedSeal(), digits(PADDED_BOX):upper())
    assert.same({ ssid = "Home", password = "correct horse", setupCode = "481516", challenge = CHALLENGE }, fields)
  end)

  it("opens no box in which one bit is another, or that ends early", function()
    local box = bytes(SHORT_BOX)
    for at = 1, #box do
      local byte = box:byte(at)
      local wrong = box:sub(1, at - 1) .. string.char(byte % 2 == 0 and byte + 1 or byte - 1) .. box:sub(at + 1)
      if at % 24 == 1 then assert.is_nil(seals.openForm(fixedSeal(), hex(wrong)), at) end
    end
    for _, size in ipairs({ 0, 1, 47, 48, 49, #box - 1 }) do
      assert.is_nil(seals.openForm(fixedSeal(), hex(box:sub(1, size))), size)
    end
    assert.is_nil(seals.openForm(fixedSeal(), digits(SHORT_BOX):sub(2)))
    assert.is_nil(seals.openForm(fixedSeal(), (digits(SHORT_BOX):gsub("f", "g"))))
  end)

  it("opens no box of another setup", function()
    local later = fixedSeal()
    later.challenge = "00112233445566fe"
    assert.is_nil(seals.openForm(later, digits(SHORT_BOX)))
    assert.is_nil(seals.openForm(fixedSeal(), seal({ ssid = "Home", password = "correct horse" }, KEYS.public)))
  end)

  it("makes other keys each time, and another challenge with the same keys", function()
    local first, second = seals.createSeal(), seals.createSeal()
    assert.not_equal(first.publicKey, second.publicKey)
    assert.not_equal(first.secretKey, second.secretKey)
    first, second = seals.createSeal(KEYS), seals.createSeal(KEYS)
    assert.equal(KEYS.public, hex(first.publicKey))
    assert.equal(first.publicKey, second.publicKey)
    assert.equal(16, #first.challenge)
    assert.not_equal(first.challenge, second.challenge)
  end)

  it("takes no keys that do not belong together", function()
    assert.is_nil(seals.createSeal({ public = KEYS.public, secret = ("11"):rep(32) }))
    assert.is_nil(seals.createSeal({ public = KEYS.secret, secret = KEYS.public }))
  end)

  it("opens nothing once it is wiped", function()
    local mine = fixedSeal()
    seals.wipe(mine)
    assert.equal("", mine.secretKey)
    assert.is_false((pcall(seals.openForm, mine, digits(SHORT_BOX))))
  end)
end)

describe("the portal on firmware with sodium", function()
  local bed, phone

  local function open(settings, modules, networks)
    local files = { ["settings.lua"] = luaOf(settings) }
    bed = world.openPortal({ files = files, modules = modules or { "sodium" }, networks = networks })
    phone = world.joinedPhone(bed)
  end

  local function powerCycle()
    bed.device.powerCycle()
    world.waitForPortal(bed)
    phone = world.joinedPhone(bed)
  end

  local function terms()
    local _, body = world.status(phone)
    return world.field(body, "sealKey"), world.field(body, "challenge")
  end

  local function post(fields) return world.postForm(phone, "/api/access-point", fields, { Prefer = "respond-async" }) end

  local function trySealed(fields, key, challenge)
    local ownKey, ownChallenge = terms()
    local all = { ssid = world.HOME.ssid, password = world.HOME.password, challenge = challenge or ownChallenge }
    for name, value in pairs(fields or {}) do all[name] = value end
    return post({ sealed = seal(all, key or ownKey) })
  end

  local function assertRefused(status, reason, response)
    assert.equal(status, response.status)
    assert.equal(reason, world.field(response.body, "reason"))
    assert.equal(0, #bed.events("sta_connecting"))
  end

  after_each(function()
    for _, restart in ipairs(bed.events("restart")) do assert.equal("power", restart.cause) end
  end)

  it("joins with a sealed password", function()
    open({})
    assert.equal(202, trySealed().status)
    assert.equal("online", (world.waitForResult(bed, phone)))
    assert.equal(world.HOME.ssid, bed.events("sta_saved")[1].ssid)
  end)

  it("opens passwords of all lengths, whatever is in them", function()
    local passwords = { "12345678", ("x"):rep(63), ("ab"):rep(32), "ü€🦄 &=+%", "\127 % & quotes \"'" }
    for _, password in ipairs(passwords) do
      open({}, nil, { { ssid = "Home", password = password, channel = 6 } })
      assert.equal(202, trySealed({ password = password }).status)
      assert.equal("online", (world.waitForResult(bed, phone)), password)
    end
  end)

  it("has a key of its own in each setup, and the one of the label where there is one", function()
    open({})
    local first = terms()
    assert.equal(64, #first)
    powerCycle()
    assert.not_equal(first, terms())
    open({ sealKeys = KEYS })
    assert.equal(KEYS.public, terms())
    assert.equal(202, trySealed().status)
    assert.equal("online", (world.waitForResult(bed, phone)))
  end)

  it("opens no recorded box in a later setup, with the same key either", function()
    open({ sealKeys = KEYS })
    local _, challenge = terms()
    powerCycle()
    assert.not_equal(challenge, select(2, terms()))
    assertRefused(400, "bad-seal", trySealed({}, KEYS.public, challenge))
  end)

  it("refuses what is no box, and what is sealed for somebody else", function()
    open({ sealedOnly = true })
    for _, box in ipairs({ "", "00", "x", ("0"):rep(96), ("ff"):rep(500) }) do
      assertRefused(400, "bad-seal", post({ sealed = box }))
    end
    assertRefused(400, "bad-seal", trySealed({}, KEYS.public))
  end)

  it("counts nothing beside a box", function()
    open({ setupCode = "481516" })
    local key, challenge = terms()
    local box = seal({ ssid = "Home", password = "correct horse", challenge = challenge }, key)
    assertRefused(403, "wrong-code", post({ sealed = box, setupCode = "481516", ssid = "Cafe Zimt" }))
    assert.equal(202, trySealed({ setupCode = "481516" }).status)
  end)

  it("still takes a readable password, for old browsers", function()
    open({})
    assert.equal(202, world.ask(phone, world.HOME.ssid, world.HOME.password).status)
    assert.equal("online", (world.waitForResult(bed, phone)))
  end)

  it("takes no readable one where it is told so, and says it on the plain page", function()
    open({ sealedOnly = true })
    assertRefused(403, "not-sealed", post({ ssid = world.HOME.ssid, password = world.HOME.password }))
    assert.matches("takes a sealed password only", phone.get("/plain").body)
    assert.equal(202, trySealed().status)
  end)

  it("gives the script, compressed, to whom it may serve", function()
    open({})
    local script = phone.get("/seal.js", { ["Accept-Encoding"] = "gzip" })
    assert.equal(200, script.status)
    assert.equal("text/javascript", script.headers["content-type"])
    assert.equal("gzip", script.headers["content-encoding"])
    assert.equal("nosniff", script.headers["x-content-type-options"])
    assert.equal(world.files()["seal.js.gz"], script.body)
    assert.equal(404, phone.get("/seal.js").status)
  end)

  it("says that the network is open only where nothing else guards it", function()
    local function isOpen(settings, modules)
      open(settings, modules)
      local plain = phone.get("/plain").body:find("setup network is open", 1, true) ~= nil
      return select(2, world.status(phone)):find('"open":true', 1, true) ~= nil, plain
    end
    assert.same({ true, true }, { isOpen({}, {}) })
    assert.same({ false, true }, { isOpen({}) })
    bed = world.openPortal({ files = { ["settings.lua"] = luaOf({ apPassword = "ten letters" }) } })
    phone = world.joinedPhone(bed, "ten letters")
    assert.is_nil(select(2, world.status(phone)):find('"open"', 1, true))
    assert.is_nil(phone.get("/plain").body:find("setup network is open", 1, true))
  end)

  it("wipes the secret key at the end, and unloads the module", function()
    open({ sealKeys = KEYS })
    trySealed()
    world.waitForResult(bed, phone)
    local seals = bed.device.globals().require("portal_seal")
    local wiped
    local wipe = seals.wipe
    seals.wipe = function(mine)
      wipe(mine)
      wiped = mine
    end
    world.postForm(phone, "/api/alive", { timeout = "0" })
    bed.advance(30000)
    assert.equal("", wiped.secretKey)
    assert.is_nil(bed.device.globals().package.loaded.portal_seal)
    assert.is_nil(bed.console():find(KEYS.secret, 1, true))
  end)
end)

describe("the seal's options", function()
  local function consoleOf(settings, modules, files)
    local all = { ["settings.lua"] = luaOf(settings) }
    for name, text in pairs(files or {}) do all[name] = text end
    local bed = world.create({ files = all, modules = modules })
    bed.device.boot()
    bed.advance(20000)
    return bed.console(), bed
  end

  it("open nothing where they can't be kept", function()
    local strangers = { public = KEYS.public, secret = ("11"):rep(32) }
    for problem, console in pairs({
      ["do not belong together"] = { { sealKeys = strangers }, { "sodium" } },
      ["sealedOnly needs firmware with the module sodium"] = { { sealedOnly = true }, {} },
      ["sealKeys has to be a table"] = { { sealKeys = { public = "12", secret = KEYS.secret } }, { "sodium" } },
      ["sealedOnly has to be true or false"] = { { sealedOnly = "yes" }, { "sodium" } },
    }) do
      local text, bed = consoleOf(console[1], console[2])
      assert.matches(problem, text)
      assert.equal(#bed.events("ap_start"), #bed.events("ap_stop"))
      assert.is_nil(text:find("portal: open", 1, true))
    end
  end)

  it("are told in the log where they come to nothing", function()
    assert.matches("sealKeys are not used: this firmware lacks", (consoleOf({ sealKeys = KEYS }, {})))
    assert.matches("seal.js.gz is missing", (consoleOf({}, { "sodium" }, { ["seal.js.gz"] = false })))
  end)
end)
