-- An application's own fields, from the form to the program: the shipped Lua on a simulated device.
local support = require("support")
local world = require("journey_world")
local json = require("json_value_codec")
local sealedBox = require("sim.sealed_box")

local SETTINGS = [[return { %s fields = {
  { name = "room", type = "text", label = { de = "Zimmer", en = "Room" }, required = true, maxLength = 20 },
  { name = "level", type = "number", label = "Level", min = 0, max = 100, step = 5, default = 50 },
  { name = "mode", type = "choice", label = "Mode", options = { "slow", { value = "fast", label = "Fast & <b>" } } },
  { name = "lit", type = "switch", label = "Lit" },
  { name = "key", type = "password", label = "Key", minLength = 4 },
} }]]
local APP = [[
  fields = require("wifi_setup_fields").readFields()
  loadedFields = {}
  for name in pairs(package.loaded) do if name:find("^field") or name == "safe_file" then loadedFields[#loadedFields + 1] = name end end
]]
local SECRET = "Zitrone 7"
local RECORD = "wifi_setup_fields.txt"

local function files(more, settings)
  local all = { ["settings.lua"] = SETTINGS:format(settings or ""), ["app.lua"] = APP }
  for name, text in pairs(more or {}) do all[name] = text end
  world.addModule(all, "wifi_setup_fields")
  return all
end

local function open(more, settings, options)
  options = options or {}
  options.files = files(more, settings)
  local bed = world.openPortal(options)
  return bed, world.joinedPhone(bed)
end

local function post(phone, fields)
  return world.postForm(phone, "/api/access-point", fields, { Prefer = "respond-async" })
end

-- With the right password for Home.
local function join(bed, phone, fields)
  fields.ssid, fields.password = "Home", "correct horse"
  local answer = post(phone, fields)
  assert.equal(202, answer.status, answer.body)
  local state, body = world.waitForResult(bed, phone)
  assert.equal("online", state, body)
  world.postForm(phone, "/api/alive", { timeout = "0" })
  assert(bed.until_(function() return bed.global("fields") ~= nil end, 60000), bed.console())
  return bed.global("fields")
end

local function refused(phone, fields, name)
  fields.ssid, fields.password = fields.ssid or "Home", "correct horse"
  local answer = post(phone, fields)
  assert.equal(400, answer.status)
  assert.equal("field", world.field(answer.body, "reason"))
  assert.equal(name, world.field(answer.body, "field"))
  assert.equal("idle", (world.status(phone)))
  return world.field(answer.body, "message")
end

local function names(bed)
  local found = {}
  for _, name in ipairs(bed.flash.names()) do
    if name:find("^fieldkey_") or name:find(RECORD, 1, true) then found[#found + 1] = name end
  end
  return found
end

-- A device that was set up before, and opens its portal again.
local KEPT = "wifi_setup fields 1\ntext level 75\ntext room Hall\nsecret key 1\n\nend\n"
local function reopened(settings, more)
  local all = { [RECORD] = KEPT, ["fieldkey_key.1"] = SECRET .. "\nend\n",
    ["init.lua"] = 'require("wifi_setup").setup(dofile("settings.lua"), function(info) done = info and info.ssid or "none" dofile("app.lua") end)' }
  for name, text in pairs(more or {}) do all[name] = text end
  local bed = world.create({ files = files(all, settings) })
  bed.run('wifi.mode(wifi.STATION) wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)')
  bed.device.boot()
  world.waitForPortal(bed)
  return bed, world.joinedPhone(bed)
end

local function values(bed)
  local found = {}
  for name, value in pairs(bed.global("fields")) do found[name] = value end
  return found
end

describe("the fields of an application", function()
  it("reach it with their types, and nothing of their code stays", function()
    local bed, phone = open()
    join(bed, phone, { ["field.room"] = "K\195\188che \"]]'", ["field.level"] = "5", ["field.mode"] = "fast", ["field.lit"] = "1", ["field.key"] = SECRET })
    assert.same({ room = "K\195\188che \"]]'", level = 5, mode = "fast", lit = true, key = SECRET }, values(bed))
    assert.same({}, bed.global("loadedFields"))
    assert.same({ "fieldkey_key.1", RECORD }, names(bed))
    assert.is_nil(bed.flash.read(RECORD):find(SECRET, 1, true))
  end)

  it("have their defaults where nothing was typed", function()
    local bed, phone = open()
    join(bed, phone, { ["field.room"] = "Hall", ["field.level"] = "", ["field.mode"] = "" })
    assert.same({ room = "Hall", level = 50, lit = false }, values(bed))
  end)

  it("are described to the page, without a password", function()
    local _, phone = reopened()
    local answer = phone.get("/api/fields")
    assert.equal(200, answer.status)
    assert.equal("application/json", answer.headers["content-type"])
    assert.is_nil(answer.body:find(SECRET, 1, true))
    assert.same({
      page = true, saved = "Home",
      fields = {
        { name = "room", type = "text", label = { de = "Zimmer", en = "Room" }, required = true, maxLength = 20, value = "Hall" },
        { name = "level", type = "number", label = "Level", min = 0, max = 100, step = 5, default = "50", value = "75" },
        { name = "mode", type = "choice", label = "Mode", options = { { "slow", "slow" }, { "fast", "Fast & <b>" } } },
        { name = "lit", type = "switch", label = "Lit", default = "0" },
        { name = "key", type = "password", label = "Key", minLength = 4, kept = true },
      },
    }, json.decode(answer.body))
  end)

  it("are shown to nobody who has not the setup code", function()
    local _, phone = reopened('setupCode = "481516",')
    local body = phone.get("/api/fields").body
    assert.is_nil(body:find("Hall", 1, true))
    assert.is_nil(body:find("75", 1, true))
    assert.same({ name = "room", type = "text", label = { de = "Zimmer", en = "Room" }, required = true, maxLength = 20, kept = true }, json.decode(body).fields[1])
    assert.is_nil(phone.get("/plain").body:find("Hall", 1, true))
  end)

  it("are on a page of their own when they are many, or when the program says so", function()
    local function page(settings, count)
      local list = {}
      for at = 1, count do list[at] = ('{ name = "n%d", type = "switch", label = "N" }'):format(at) end
      local bed = world.openPortal({ files = { ["settings.lua"] = ("return { %s fields = { %s } }"):format(settings, table.concat(list, ", ")) } })
      return json.decode(world.joinedPhone(bed).get("/api/fields").body).page
    end
    assert.is_false(page("", 3))
    assert.is_true(page("", 4))
    assert.is_true(page("fieldsPage = true,", 1))
    assert.is_false(page("fieldsPage = false,", 4))
  end)

  it("are not there where none are declared", function()
    local phone = world.joinedPhone(world.openPortal())
    assert.equal(404, phone.get("/api/fields").status)
    assert.equal(405, phone.post("/api/fields", "x=y", { ["Content-Type"] = "application/x-www-form-urlencoded" }).status)
  end)
end)

describe("the device's check of the fields", function()
  it("names the field and keeps nothing", function()
    local bed, phone = open()
    assert.equal("Room: this is needed.", refused(phone, {}, "room"))
    assert.equal("Room: this is needed.", refused(phone, { ["field.room"] = "", ["field.level"] = "5" }, "room"))
    assert.equal("Level: this has to be a number from 0 to 100, in steps of 5.", refused(phone, { ["field.room"] = "Hall", ["field.level"] = "7" }, "level"))
    assert.equal("Mode: this has to be one of the choices.", refused(phone, { ["field.room"] = "Hall", ["field.mode"] = "faster" }, "mode"))
    assert.equal("Lit: this has to be on or off.", refused(phone, { ["field.room"] = "Hall", ["field.lit"] = "yes" }, "lit"))
    assert.is_truthy(refused(phone, { ["field.room"] = "Hall", ["field.key"] = "abc" }, "key"):find("4 to 64 characters", 1, true))
    assert.equal("There is no such field. Open the page again.", refused(phone, { ["field.room"] = "Hall", ["field.colour"] = "red" }, "colour"))
    refused(phone, { ["field.room"] = "Hall", ["drop.colour"] = "1" }, "colour")
    assert.same({}, names(bed))
  end)

  it("comes before the radio is touched, and counts for no try", function()
    local bed, phone = open()
    for _ = 1, 12 do refused(phone, {}, "room") end
    assert.equal(0, #bed.events("sta_connect"))
    join(bed, phone, { ["field.room"] = "Hall" })
  end)

  it("takes a form with every field at its longest, sealed too", function()
    local list, fields = {}, {}
    for at = 1, 24 do
      list[at] = ('{ name = "n%02dxxxxxxxxxxxx", type = "%s", label = "N", maxLength = 35, required = true }'):format(at, at == 24 and "password" or "text")
      fields[("field.n%02dxxxxxxxxxxxx"):format(at)] = ("%"):rep(35)
    end
    local bed = world.openPortal({ modules = { "sodium" }, files = { ["app.lua"] = APP, ["settings.lua"] = "return { fields = { " .. table.concat(list, ", ") .. " } }" } })
    local phone = world.joinedPhone(bed)
    local _, status = world.status(phone)
    fields.ssid, fields.password, fields.challenge = "Home", "correct horse", world.field(status, "challenge")
    fields.setupCode = ("%"):rep(32)
    local form = world.form(fields) .. ("&"):rep(255)
    local box = support.hex(sealedBox.seal(form, support.bytes(world.field(status, "sealKey")), ("e"):rep(32)))
    assert.is_true(#box > 4096)
    assert.equal(202, phone.post("/api/access-point", "sealed=" .. box, { Prefer = "respond-async", ["Content-Type"] = "application/x-www-form-urlencoded" }).status)
    local state, body = world.waitForResult(bed, phone)
    assert.equal("online", state, body)
    assert.is_truthy(bed.flash.read(RECORD):find("n23xxxxxxxxxxxx " .. ("%"):rep(35), 1, true))
    assert.equal(("%"):rep(35) .. "\nend\n", bed.flash.read("fieldkey_n24xxxxxxxxxxxx.1"))
  end)
end)

describe("an attempt with fields", function()
  it("that fails leaves the old values", function()
    local bed, phone = reopened()
    local answer = post(phone, { ssid = "Home", password = "wrong password", ["field.room"] = "Attic", ["field.key"] = "new secret" })
    assert.equal(202, answer.status)
    assert.equal("failed", (world.waitForResult(bed, phone)))
    assert.equal(KEPT, bed.flash.read(RECORD))
    assert.same({ "fieldkey_key.1", RECORD }, names(bed))
  end)

  it("changes what was typed and no more", function()
    local bed, phone = reopened()
    join(bed, phone, { ["field.room"] = "Attic" })
    assert.same({ room = "Attic", level = 75, lit = false, key = SECRET }, values(bed))
  end)

  it("has a new password in another file, and the old one is gone", function()
    local bed, phone = reopened()
    join(bed, phone, { ["field.key"] = "new secret" })
    assert.same({ room = "Hall", level = 75, lit = false, key = "new secret" }, values(bed))
    assert.same({ "fieldkey_key.2", RECORD }, names(bed))
  end)

  it("forgets what the person dropped, but nothing that is needed", function()
    local bed, phone = reopened()
    refused(phone, { ["drop.room"] = "1" }, "room")
    join(bed, phone, { ["drop.level"] = "1", ["drop.key"] = "1" })
    assert.same({ room = "Hall", level = 50, lit = false }, values(bed))
    assert.same({ RECORD }, names(bed))
  end)

  it("fails where the flash is full, and the network is not saved then", function()
    local bed, phone = open()
    bed.run([[
      local f = io.open("full", "w")
      f:setvbuf("no")
      while f:write(("x"):rep(251)) do end
      f:close()
    ]])
    post(phone, { ssid = "Home", password = "correct horse", ["field.room"] = "Hall", ["field.key"] = SECRET })
    local state, body = world.waitForResult(bed, phone)
    assert.equal("failed", state)
    assert.equal("The device could not keep the settings: its flash is full.", world.field(body, "message"))
    assert.equal(0, #bed.events("sta_saved"))
    assert.same({}, names(bed))
    local console = bed.console()
    local line = "WARNING:flash:fieldkey_key.1 can't be written: is the flash full?"
    local other = "WARNING:flash:" .. RECORD .. " can't be written: is the flash full?"
    local _, count = console:gsub("WARNING:flash:", "")
    assert.equal(1, count)
    assert.truthy(console:find(line, 1, true) or console:find(other, 1, true))
    for _, value in ipairs({ SECRET, "Hall", "correct horse" }) do assert.is_nil(console:find(value, 1, true)) end
  end)
end)

describe("fields without another network", function()
  it("are kept at once, and the saved network is joined", function()
    local bed, phone = reopened()
    assert.equal(202, post(phone, { saved = "1", ["field.room"] = "Attic" }).status)
    assert.is_truthy(bed.flash.read(RECORD):find("text room Attic\n", 1, true))
    local state, body = world.waitForResult(bed, phone)
    assert.equal("online", state)
    assert.equal("Home", world.field(body, "ssid"))
    world.postForm(phone, "/api/alive", { timeout = "0" })
    assert(bed.until_(function() return bed.global("done") ~= nil end, 60000))
    assert.same({ "Home", "Attic" }, { bed.global("done"), values(bed).room })
  end)

  it("are kept too when the network is not there", function()
    local bed, phone = reopened()
    bed.setAir({ world.CAFE })
    assert.equal(202, post(phone, { saved = "1", ["field.room"] = "Attic" }).status)
    assert.equal("failed", (world.waitForResult(bed, phone)))
    assert.is_truthy(bed.flash.read(RECORD):find("text room Attic\n", 1, true))
  end)

  it("are checked alike", function()
    local _, phone = reopened()
    refused(phone, { saved = "1", ["field.level"] = "7" }, "level")
  end)

  it("need a saved network", function()
    local _, phone = open()
    local answer = post(phone, { saved = "1", ["field.room"] = "Hall" })
    assert.equal(400, answer.status)
    assert.equal("There is no saved network. Choose one.", world.field(answer.body, "message"))
  end)

  it("need the setup code", function()
    local bed, phone = reopened('setupCode = "481516",')
    assert.equal(403, post(phone, { saved = "1", ["field.room"] = "Attic" }).status)
    assert.equal(KEPT, bed.flash.read(RECORD))
    assert.equal(202, post(phone, { saved = "1", setupCode = "481516", ["field.room"] = "Attic" }).status)
  end)
end)

describe("a device with a saved network", function()
  local function boot(more)
    local all = { ["init.lua"] = 'dofile("wifi_setup.lua")' }
    for name, text in pairs(more or {}) do all[name] = text end
    local bed = world.create({ files = files(all) })
    bed.run('wifi.mode(wifi.STATION) wifi.sta.config({ ssid = "Home", pwd = "correct horse" }, true)')
    bed.device.powerCycle()
    return bed
  end

  it("opens its portal while a field that is needed has no value, and stays there", function()
    local bed = boot()
    world.waitForPortal(bed)
    assert.equal(0, #bed.events("sta_got_ip"))
    bed.advance(300000)
    assert.equal(0, #bed.events("sta_got_ip"))
    assert.is_nil(bed.global("fields"))
    local phone = world.joinedPhone(bed)
    assert.equal(202, post(phone, { saved = "1", ["field.room"] = "Hall" }).status)
    assert.equal("online", (world.waitForResult(bed, phone)))
    world.postForm(phone, "/api/alive", { timeout = "0" })
    assert(bed.until_(function() return bed.global("fields") ~= nil end, 60000))
    assert.equal("Hall", values(bed).room)
  end)

  it("joins where all that is needed is there", function()
    local bed = boot({ [RECORD] = KEPT })
    assert(bed.until_(function() return bed.global("fields") ~= nil end, 60000), bed.console())
    assert.equal(0, #bed.events("ap_start"))
    assert.same({ room = "Hall", level = 75, lit = false }, values(bed))
  end)

  it("takes what does not fit any more for not given", function()
    local bed = boot({ [RECORD] = "wifi_setup fields 1\ntext level 7\ntext mode faster\ntext room Hall\n\nend\n" })
    assert(bed.until_(function() return bed.global("fields") ~= nil end, 60000))
    assert.same({ room = "Hall", level = 50, lit = false }, values(bed))
  end)
end)

describe("the page without JavaScript", function()
  it("has simple inputs, in which no text is markup", function()
    local _, phone = reopened()
    local page = phone.get("/plain").body
    for _, part in ipairs({
      '<input class="in" id="f-room" name="field.room" maxlength="20" value="Hall" autocomplete="off">',
      'name="field.level" type="number" min="0" max="100" step="5" value="75"',
      '<option value="">–</option><option value="slow">slow</option><option value="fast">Fast &amp; &lt;b&gt;</option>',
      '<input type="hidden" name="field.lit" value="0"><input type="checkbox" name="field.lit" value="1">Lit',
      'id="f-key" name="field.key" type="password" maxlength="64" placeholder="••••••••"',
      '<input type="checkbox" name="saved" value="1">Stay with <bdi>Home</bdi>',
    }) do assert.is_truthy(page:find(part, 1, true), part .. "\n" .. page) end
    assert.is_nil(page:find(SECRET, 1, true))
  end)

  it("says that a field is needed", function()
    local _, phone = open()
    assert.is_truthy(phone.get("/plain").body:find('name="field.room" required', 1, true))
    local answer = world.postForm(phone, "/api/access-point", { ssid = "Home", password = "correct horse" }, { Accept = "text/html" })
    assert.equal(400, answer.status)
    assert.is_truthy(answer.body:find("Room: this is needed.", 1, true))
  end)

  it("sends a form in which an empty input changes nothing, and the box that is not checked says so", function()
    local bed, phone = reopened(nil, { [RECORD] = KEPT:gsub("text room", "text lit 1\ntext room") })
    local body = "ssid=&saved=1&field.room=&field.level=20&field.mode=&field.lit=0&field.key="
    assert.equal(303, phone.post("/api/access-point", body, { Accept = "text/html", ["Content-Type"] = "application/x-www-form-urlencoded" }).status)
    assert.equal("wifi_setup fields 1\ntext level 20\ntext lit 0\ntext room Hall\nsecret key 1\n\nend\n", bed.flash.read(RECORD))
  end)
end)

describe("wifi_setup_fields", function()
  it("forgets all, the leftovers too", function()
    local bed, _ = reopened(nil, { ["fieldkey_old.2"] = "left\nend\n", ["fieldkey_mine.txt"] = "not ours" })
    bed.run('require("wifi_setup_fields").forgetFields()')
    assert.same({ "fieldkey_mine.txt" }, names(bed))
  end)

  it("raises where the declaration is wrong", function()
    local bed = open()
    bed.run('ok, problem = pcall(require("wifi_setup_fields").readFields, { { name = "x", type = "text" } })')
    assert.is_false(bed.global("ok"))
    assert.equal("fields: x: label has to be 1 to 80 bytes of text, or a table of them by language", bed.global("problem"))
    bed.run('file.remove("settings.lua") ok, problem = pcall(require("wifi_setup_fields").readFields)')
    assert.equal("fields has to be a list", bed.global("problem"))
  end)

  it("gives back the list that was declared", function()
    local bed = open()
    bed.run('list = {} same = require("wifi_setup_fields").defineFields(list) == list')
    assert.is_true(bed.global("same"))
  end)
end)

describe("the script of the fields", function()
  it("is on the page where there are some, and its file is there", function()
    local _, phone = open()
    assert.equal('["fields","more"]', phone.get("/api/status").body:match('"extras":(%b[])'))
    assert.equal(200, phone.get("/fields.js", { ["Accept-Encoding"] = "gzip" }).status)
    phone = world.joinedPhone(world.openPortal())
    assert.equal('["more"]', phone.get("/api/status").body:match('"extras":(%b[])'))
  end)
end)

describe("a declaration that is wrong", function()
  it("is a log line, and the setup goes on without fields", function()
    local bed = world.openPortal({ files = { ["settings.lua"] = 'return { fields = { { name = "x", type = "colour", label = "X" } } }' } })
    assert.is_truthy(bed.console():find("WARNING:boot:settings.lua: fields: x: type has to be text, number, choice, switch or password", 1, true))
    assert.equal(404, world.joinedPhone(bed).get("/api/fields").status)
    bed = world.openPortal({ files = { ["settings.lua"] = 'return { fieldsPage = 1 }' } })
    assert.is_truthy(bed.console():find("WARNING:boot:settings.lua: fieldsPage has to be true or false", 1, true))
  end)
end)

describe("docs/fields.md", function()
  it("shows settings and a program that do what it says", function()
    local file = assert(io.open("docs/fields.md", "rb"))
    local text = file:read("*a")
    file:close()
    local settings = assert(text:match("```lua\n(%-%- settings%.lua.-)```"))
    local app = assert(text:match("```lua\n(%-%- app%.lua.-)```"))
    local all = { ["settings.lua"] = settings, ["app.lua"] = app }
    world.addModule(all, "wifi_setup_fields")
    local bed = world.openPortal({ files = all })
    local phone = world.joinedPhone(bed)
    local body = assert(text:match("curl %-d ssid=Home %-d password=homesweethome (.-) http")):gsub("%-d ", ""):gsub(" ", "&")
    local answer = phone.post("/api/access-point", "ssid=Home&password=correct+horse&" .. body,
      { Prefer = "respond-async", ["Content-Type"] = "application/x-www-form-urlencoded" })
    assert.equal(202, answer.status, answer.body)
    assert.equal("online", (world.waitForResult(bed, phone)))
    world.postForm(phone, "/api/alive", { timeout = "0" })
    assert(bed.until_(function() return bed.console():find("on at night", 1, true) end, 60000), bed.console())
    assert.is_truthy(bed.console():find("Hall: 75 %", 1, true))
  end)
end)

-- A file in TypeScript that exports `fields` becomes a table with them.
describe("settings that a compiler wrote", function()
  it("are settings", function()
    local bed = world.openPortal({ files = files({ ["settings.lua"] = [[
      local exports = {}
      local defineFields = require("wifi_setup_fields").defineFields
      exports.id = "lamp"
      exports.fields = defineFields({ { name = "x", type = "switch", label = "X" } })
      return exports
    ]] }) })
    assert.equal("lamp", bed.events("ap_start")[1].ssid)
    assert.equal("x", json.decode(world.joinedPhone(bed).get("/api/fields").body).fields[1].name)
  end)
end)
