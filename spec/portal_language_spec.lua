-- The route that gives the page its texts: the language of the phone, where it is on the flash.
require("support")
local world = require("journey_world")
local codec = require("language_codec")

local GERMAN = ("g"):rep(3000)
local FILES = {
  ["language-de.gz"] = GERMAN,
  ["language-zh.gz"] = "zh in gzip",
  ["language-fields-de.gz"] = "fields in gzip",
  ["language-advanced-de.gz"] = "advanced in gzip",
}

describe("the language of the page", function()
  local bed, phone

  local function open(files, hasModule)
    local all = {}
    for name, text in pairs(files) do all[name] = text end
    if hasModule ~= false then world.addModule(all, "portal_language") end
    bed = world.openPortal({ files = all })
    phone = world.joinedPhone(bed)
  end

  local function ask(accept, path, encoding)
    return phone.get(path or "/language", { ["Accept-Language"] = accept, ["Accept-Encoding"] = encoding or "gzip" })
  end

  local function assertEnglish(response)
    assert.equal(200, response.status)
    assert.equal("en", response.headers["content-language"])
    assert.equal("application/json", response.headers["content-type"])
    assert.is_nil(response.headers["content-encoding"])
    assert.equal("[]", response.body)
  end

  it("is the one that the phone wants most and the flash has", function()
    open(FILES)
    local response = ask("sv-SE, de-CH;q=0.8, zh;q=0.3")
    assert.equal(200, response.status)
    assert.equal(GERMAN, response.body)
    assert.equal("de", response.headers["content-language"])
    assert.equal("application/json", response.headers["content-type"])
    assert.equal("gzip", response.headers["content-encoding"])
    assert.equal("Accept-Language, Accept-Encoding", response.headers["vary"])
    assert.equal("no-store", response.headers["cache-control"])
    assert.equal("nosniff", response.headers["x-content-type-options"])
    assert.equal("zh in gzip", ask("zh-CN").body)
  end)

  it("is English where nothing else fits", function()
    open(FILES)
    assertEnglish(ask("en-US,de;q=0.9"))
    assertEnglish(ask("fr"))
    assertEnglish(ask("zh-TW"))
    assertEnglish(ask(nil))
    assertEnglish(ask("de", nil, "identity"))
    assert.equal("Accept-Language, Accept-Encoding", ask("fr").headers["vary"])
  end)

  it("is English at once where there are no files", function()
    open({})
    assertEnglish(ask("de"))
    open({}, false)
    assert.equal(404, ask("de").status)
  end)

  it("gives the texts of one more part, and no other file", function()
    open(FILES)
    assert.equal("fields in gzip", ask("de", "/language?fields").body)
    assert.equal("advanced in gzip", ask("de", "/language?advanced").body)
    assertEnglish(ask("zh", "/language?fields"))
    assertEnglish(ask("gz, html, ../x", "/language?../portal"))
    assertEnglish(ask("fields-de.gz"))
    assert.equal(GERMAN, ask("fields-de, de;q=0.5", "/language?scan=1").body)
  end)

  it("leaves nothing in the memory", function()
    open(FILES)
    ask("de")
    bed.advance(1000)
    local loaded = bed.device.globals().package.loaded
    assert.is_nil(loaded.portal_language)
    assert.is_nil(loaded.language_codec)
  end)

  it("answers HEAD, and to no other host", function()
    open(FILES)
    local head = "HEAD /language HTTP/1.1\r\nHost: 192.168.4.1\r\nAccept-Language: de\r\nAccept-Encoding: gzip\r\n\r\n"
    local answer = phone.request(head)
    assert.matches("^HTTP/1%.1 200 ", answer)
    assert.matches("\r\nContent%-Length: 3000\r\n", answer)
    assert.matches("\r\n\r\n$", answer)
    assert.equal(302, phone.get("/language", { Host = "example.com", ["Accept-Language"] = "de" }).status)
  end)

  it("is one of those that are built, for what phones really send", function()
    for header, wanted in pairs({
      ["de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7"] = "de",
      ["pt-BR,pt;q=0.9"] = "pt",
      ["zh-CN,zh-Hans;q=0.9"] = "zh",
      ["he-IL,he;q=0.9"] = "he",
      ["uk-UA,uk;q=0.9,ru;q=0.8"] = "uk",
    }) do
      local found
      for _, tag in ipairs(codec.languagesOf(header)) do
        local file = io.open("build/page/language-" .. tag .. ".gz", "rb")
        if file then
          file:close()
          found = found or tag
        end
      end
      assert.equal(wanted, found)
    end
  end)
end)
