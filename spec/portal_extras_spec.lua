-- The page's extra scripts: which of them the device names, and how it gives them.
require("support")
local world = require("journey_world")

local GZIP = { ["Accept-Encoding"] = "gzip" }

describe("An extra script", function()
  local bed, phone

  local function open(files)
    bed = world.openPortal({ files = files })
    phone = world.joinedPhone(bed)
  end

  local function named() return select(2, world.status(phone)):match('"extras":(%b[])') end

  it("is given, compressed, to whom it may serve", function()
    open({ ["fields.js.gz"] = "fields", ["advanced.js.gz"] = ("a"):rep(3000) })
    for name, body in pairs({
      more = world.files()["more.js.gz"],
      fields = "fields",
      advanced = ("a"):rep(3000),
    }) do
      local path = "/" .. name .. ".js"
      local script = phone.get(path, GZIP)
      assert.equal(200, script.status)
      assert.equal("text/javascript", script.headers["content-type"])
      assert.equal("gzip", script.headers["content-encoding"])
      assert.equal("nosniff", script.headers["x-content-type-options"])
      assert.equal("no-store", script.headers["cache-control"])
      assert.equal(body, script.body)
      assert.equal(404, phone.get(path).status)
      assert.equal(405, phone.post(path, "").status)
    end
  end)

  it("is not there when its file is missing", function()
    open({ ["more.js.gz"] = false, ["fields.js.gz"] = false })
    for _, name in ipairs({ "more", "fields", "advanced" }) do
      assert.equal(404, phone.get("/" .. name .. ".js", GZIP).status)
    end
  end)

  it("is one of a fixed list, so that no other file can be had", function()
    open({ ["other.js.gz"] = "other", ["secret.gz"] = "secret" })
    for _, path in ipairs({ "/other.js", "/secret", "/portal.html", "/../more.js", "/more.js.gz", "/settings.lua" }) do
      assert.equal(404, phone.get(path, GZIP).status, path)
    end
  end)

  it("is named in the status where it lies in flash", function()
    open()
    assert.equal('["more"]', named())
    assert.matches("^{.*}$", select(2, world.status(phone)))
  end)

  it("that is loaded on request only is told apart", function()
    open({ ["advanced.js.gz"] = "advanced" })
    assert.equal('["more"]', named())
    assert.matches('"advanced":true', select(2, world.status(phone)), 1, true)
    open({ ["advanced.js.gz"] = false })
    assert.is_nil(select(2, world.status(phone)):find("advanced", 1, true))
  end)

  it("is not named where there is none, or it has nothing to do", function()
    open({ ["more.js.gz"] = false, ["fields.js.gz"] = "fields" })
    assert.is_nil(named())
  end)
end)
