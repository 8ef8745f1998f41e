-- The look that a program gives the page: its options, its part of the status, and the logo.
require("support")
local world = require("journey_world")
local options = require("options")

local SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

describe("look_options", function()
  local function problem(name, value) return options.problemOf({ [name] = value }) end

  it("takes what can be used, at the limits too", function()
    for name, values in pairs({
      name = { "L", ("ü"):rep(20), 'Anna\'s "lamp" <1>' },
      colour = { "#000000", "#ffFFff", "#1257c9" },
      logo = { "a.svg", "my-logo_2.png", ("x"):rep(27) .. ".svg" },
      localName = { "a", "lamp-2", ("x"):rep(63), "7" },
    }) do
      for _, value in ipairs(values) do assert.is_nil(problem(name, value), value) end
    end
  end)

  it("says in one sentence what can't be used", function()
    for name, values in pairs({
      name = { "", ("x"):rep(41), "two\nlines", 7, {} },
      colour = { "red", "#fff", "#1257cg", "#1257c9 ", "1257c9", "##257c9", 7 },
      logo = {
        "logo.jpg", "logo", ".svg", "a/b.svg", "../a.svg", "settings.lua", "a.svg.lua", ("x"):rep(28) .. ".svg", "a b.png", 7,
      },
      localName = { "", "-a", "a-", "lamp.local", ("x"):rep(64), "a b", "lämp", 7 },
    }) do
      for _, value in ipairs(values) do
        local said = problem(name, value) or "nothing"
        assert.equal(1, said:find(name .. " has to be ", 1, true), tostring(value))
      end
    end
  end)

  it("says it before the portal opens", function()
    local bed = world.openPortal({ files = { ["settings.lua"] = 'return { colour = "red", name = "Lamp" }' } })
    assert.matches("colour has to be # and 6 hexadecimal digits", bed.console())
    local _, status = world.status(world.joinedPhone(bed))
    assert.is_nil(status:find('"colour"', 1, true))
    assert.matches('"name":"Lamp"', status)
  end)

  it("is left out where its file is not on the flash", function()
    local bed = world.openPortal({ files = { ["settings.lua"] = 'return { colour = "#123456", name = "Lamp", id = "lamp" }', ["look_options.lua"] = false } })
    assert.equal("lamp", bed.events("ap_start")[1].ssid)
    assert.matches("WARNING:boot:settings.lua: name: .*module 'look_options' not found", bed.console())
    assert.matches("WARNING:boot:settings.lua: colour: .*module 'look_options' not found", bed.console())
    assert.equal(200, world.joinedPhone(bed).get("/api/status").status)
  end)
end)

describe("The look", function()
  local bed, phone

  local function open(settings, files)
    local all = { ["settings.lua"] = "return { " .. settings .. " }", ["look.js.gz"] = "look" }
    for name, text in pairs(files or {}) do all[name] = text end
    bed = world.openPortal({ files = all })
    phone = world.joinedPhone(bed)
    return select(2, world.status(phone))
  end

  it("stands in the status, with the script that shows it", function()
    local status = open([[name = 'My "Success" lamp', colour = "#AA00bb", localName = "Lamp"]])
    assert.matches('"extras":%["look","more"%],"name":"My \\"\\u0053uccess\\" lamp",', status)
    assert.matches('"colour":"#AA00bb","localName":"lamp"}$', status)
    assert.is_nil(status:find('"logo"', 1, true))
  end)

  it("is no part of it where the program says nothing", function()
    local status = open("idleTimeoutMs = 600000")
    assert.matches('"extras":%["more"%]}$', status)
    assert.equal(404, phone.get("/logo").status)
    for _, module in ipairs({ "portal_look", "look_options" }) do
      assert.is_nil(bed.device.globals().package.loaded[module], module)
    end
  end)

  it("has a logo that can neither run nor load anything", function()
    for name, kind in pairs({ ["logo.svg"] = "image/svg+xml", ["logo.png"] = "image/png" }) do
      local status = open(('logo = "%s"'):format(name), { [name] = SVG })
      assert.matches('"logo":true}$', status)
      local logo = phone.get("/logo")
      assert.equal(200, logo.status)
      assert.equal(kind, logo.headers["content-type"])
      assert.equal("nosniff", logo.headers["x-content-type-options"])
      assert.equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", logo.headers["content-security-policy"])
      assert.equal(SVG, logo.body)
      assert.equal(404, phone.get("/" .. name).status)
    end
  end)

  it("has a logo of 16384 bytes at most, and says when there is none", function()
    assert.matches('"logo":true', open('logo = "a.png"', { ["a.png"] = ("x"):rep(16384) }))
    assert.equal(16384, #phone.get("/logo").body)
    assert.is_nil(open('logo = "a.png"', { ["a.png"] = ("x"):rep(16385) }):find('"logo"', 1, true))
    assert.matches("logo: a.png has to be 1 to 16384 bytes", bed.console())
    assert.equal(404, phone.get("/logo").status)
    open('logo = "a.png"')
    assert.matches("logo: a.png is not in flash", bed.console())
    assert.equal(404, phone.get("/logo").status)
  end)
end)
