-- The pure rules of an application's own fields: declarations, values, and the file that keeps them. The
-- browser's twin of the rules reads the same spec/field_rules.json: spec/page/field_rules.test.mjs.
require("support")
local declaration = require("field_declaration")
local describe_ = require("field_json").describeField
local json = require("json_value_codec")
local pattern = require("field_pattern")
local record = require("field_record_codec")
local value = require("field_value")

local function rules()
  local file = assert(io.open("spec/field_rules.json", "rb"))
  local text = file:read("*a")
  file:close()
  return assert(json.decode(text))
end

local function with(base, more)
  local field = { name = "x", label = "X" }
  for key, member in pairs(base) do field[key] = member end
  for key, member in pairs(more or {}) do field[key] = member end
  return field
end

describe("the value of a field", function()
  for number, rule in ipairs(rules()) do
    it(("is checked as rule %d says: %s"):format(number, json.encode(rule.field)), function()
      local field = with(rule.field)
      assert.is_nil(declaration.problemOf({ field }))
      for _, text in ipairs(rule.right) do assert.is_nil(value.wanted(field, text), text) end
      for _, text in ipairs(rule.wrong) do assert.is_string(value.wanted(field, text), text) end
    end)
  end

  it("is a number, a text, or true and false", function()
    local number = with({ type = "number", min = 0, max = 100 })
    -- A float would be 7.0.
    assert.equal("7", tostring(value.toValue(number, "7")))
    assert.equal("7", tostring(value.toValue(number, "007")))
    assert.equal("7", tostring(value.toValue(with({ type = "number", min = 0, max = 9, step = 0.5 }), "7.0")))
    assert.equal("7.5", tostring(value.toValue(with({ type = "number", min = 0, max = 9, step = 0.5 }), "7.5")))
    assert.is_true(value.toValue(with({ type = "switch" }), "1"))
    assert.is_false(value.toValue(with({ type = "switch" }), "0"))
    assert.equal("7", value.toValue(with({ type = "text" }), "7"))
  end)

  it("that is not UTF-8 is refused", function()
    assert.is_string(value.wanted(with({ type = "text" }), "K\252che"))
    assert.is_string(value.wanted(with({ type = "password" }), "\192\128"))
  end)

  it("is named in English, or in the same language each time", function()
    assert.equal("Room", value.plainWords("Room"))
    assert.equal("Room", value.plainWords({ de = "Zimmer", en = "Room", ar = "x" }))
    assert.equal("Zimmer", value.plainWords({ fr = "Pièce", de = "Zimmer", it = "Stanza" }))
  end)

  it("is asked for in words with the range", function()
    assert.equal("a number from 0 to 100, without a fraction", value.wanted(with({ type = "number", min = 0, max = 100 }), "x"))
    assert.equal("a number from -1 to 1, in steps of 0.1", value.wanted(with({ type = "number", min = -1, max = 1, step = 0.1 }), "x"))
    assert.equal("3 to 5 characters; accents and emoji count as several",
      value.wanted(with({ type = "text", minLength = 3, maxLength = 5 }), "x"))
  end)
end)

describe("a pattern", function()
  it("is refused where browser and device would not match alike, or for long", function()
    for _, text in ipairs({
      "", "a|b", "(a)", "a.b", "^a", "a$", "\\d", "[^a]", "[z-a]", "[]", "[a", "a]", "[a--]", "[_-z]", "[\\]", "[[a]]", "a{0}", "a{33}",
      "a{1,2}", "a{x}", "a{2}{2}", "*", "a**", "a+?", "ü", "[ü]", "a*b*c*", "a?b?c?", ("a"):rep(65), "a\n",
    }) do assert.is_nil(pattern.toLua(text), text) end
    assert.is_string(pattern.toLua(("a"):rep(64)))
    assert.is_string(pattern.toLua("a*b+c?d?"))
    assert.is_string(pattern.toLua("a{32}"))
  end)

  it("that matches badly takes no long time", function()
    local field = with({ type = "text", pattern = "[a]*[a]*[a]?[a]?b", maxLength = 200 })
    local steps = 0
    local text = ("a"):rep(200)
    debug.sethook(function() steps = steps + 1 end, "", 1000)
    assert.is_string(value.wanted(field, text))
    debug.sethook()
    assert.is_true(steps < 10)
  end)
end)

describe("a declaration", function()
  local function problem(more, base)
    return declaration.problemOf({ with(base or { type = "text" }, more) })
  end

  it("is a list of tables with names of their own", function()
    assert.equal("fields has to be a list", declaration.problemOf("x"))
    assert.equal("fields has to be a list of 1 to 24", declaration.problemOf({}))
    assert.equal("fields has to be a list of 1 to 24", declaration.problemOf({ room = { type = "text", label = "Room" } }))
    assert.equal("fields: number 1 has to be a table", declaration.problemOf({ 7 }))
    for _, name in ipairs({ "", "1a", "a b", "a.b", "a-b", ("a"):rep(16), "_a", "ä" }) do
      assert.equal("fields: the name of number 1 has to be a letter, then letters, digits and _", problem({ name = name }), name)
    end
    assert.is_nil(problem({ name = "a" .. ("_"):rep(14) }))
    assert.equal("fields: x is there twice", declaration.problemOf({ with({ type = "text" }), with({ type = "switch" }) }))
  end)

  it("says what is wrong with a field", function()
    for _, case in ipairs({
      { { type = "colour" }, "type has to be" }, { { type = {} }, "type has to be" }, { { label = "" }, "label has to be" },
      { { label = ("a"):rep(81) }, "label has to be" }, { { label = {} }, "label has to be" }, { { label = { "a" } }, "label has to be" },
      { { help = 7 }, "help has to be" }, { { required = 1 }, "required has to be" }, { { maxx = 1 }, "maxx means nothing for a text" },
      { { min = 1 }, "min means nothing for a text" }, { { minLength = 0 }, "minLength and maxLength" }, { { maxLength = 201 }, "minLength and maxLength" },
      { { minLength = 3, maxLength = 2 }, "minLength and maxLength" }, { { maxLength = 1.5 }, "minLength and maxLength" },
      { { format = "fax" }, "format has to be" }, { { pattern = "a|b" }, "pattern holds" }, { { pattern = 7 }, "pattern holds" },
      { { default = 7 }, "default is of another type" }, { { default = ("a"):rep(65) }, "default has to be 1 to 64 characters" },
    }) do assert.equal("fields: x: " .. case[2], (problem(case[1]) or ""):sub(1, #case[2] + 11)) end
  end)

  it("says what is wrong with a number", function()
    local number = { type = "number", min = 0, max = 10 }
    for _, case in ipairs({
      { { min = 10 }, "min has to be below max" }, { { min = "0" }, "min has to be below max" }, { { max = 1 / 0 }, "min has to be below max" },
      { { max = 0 / 0 }, "min has to be below max" }, { { max = 1000000001 }, "min has to be below max" }, { { step = 0 }, "step has to fit" },
      { { step = 11 }, "step has to fit" }, { { step = 0.00001 }, "step makes more" }, { { default = 11 }, "default has to be a number from 0 to 10" },
      { { default = 0.5 }, "default has to be a number" }, { { default = 1 / 0 }, "default has to be a number" }, { { default = 1e30 }, "default has to be a number" }, { { default = 0 / 0 }, "default has to be a number" }, { { default = "5" }, "default is of another type" }, { { default = false }, "default is of another type" },
    }) do assert.equal("fields: x: " .. case[2], (problem(case[1], number) or ""):sub(1, #case[2] + 11)) end
    assert.is_nil(problem({ default = 10, step = 5 }, number))
  end)

  it("says what is wrong with a choice", function()
    local choice = { type = "choice", options = { "a", { value = "b", label = { de = "B" } } } }
    for _, case in ipairs({
      { { options = {} }, "options have to be" }, { { options = "ab" }, "options have to be" }, { { options = { 7 } }, "an option has to be" },
      { { options = { "" } }, "the value of an option" }, { { options = { "a\n" } }, "the value of an option" }, { { options = { {} } }, "the value of an option" },
      { { options = { "a", { value = "a" } } }, "two options have" }, { { options = { { value = "a", label = 7 } } }, "the label of an option" },
      { { default = "c" }, "default has to be one of the choices" },
    }) do assert.equal("fields: x: " .. case[2], (problem(case[1], choice) or ""):sub(1, #case[2] + 11)) end
    assert.is_nil(problem({ default = "b" }, choice))
    assert.equal("fields: x: default means nothing for a password", problem({ default = "x" }, { type = "password" }))
  end)

  it("fits into one request, whatever is typed", function()
    local function texts(count, size)
      local list = {}
      for at = 1, count do list[at] = { name = ("n%02d"):format(at) .. ("x"):rep(12), label = "x", type = "text", maxLength = size } end
      return list
    end
    assert.is_nil(declaration.problemOf(texts(24, 35)))
    assert.equal("fields: all together are too long; shorten maxLength", declaration.problemOf(texts(24, 36)))
    assert.equal("fields has to be a list of 1 to 24", declaration.problemOf(texts(25, 1)))
  end)
end)

describe("the page's description of a field", function()
  it("is JSON, whatever stands in labels and values", function()
    for _, text in ipairs({ 'a"b\\c', "</script><b>&amp;", "zwei\nZeilen", "\226\128\174abc", "K\252che", "\0", "Success of Microsoft" }) do
      local field = { name = "x", type = "choice", label = text, help = { en = text }, options = { { value = "a", label = text } } }
      local read, problem = json.decode(describe_(field, "a", true))
      assert.is_nil(problem)
      local clean = text:gsub("\252", "\239\191\189")
      assert.same({ name = "x", type = "choice", label = clean, help = { en = clean }, options = { { "a", clean } }, value = "a" }, read)
      assert.is_nil(describe_(field, "a", true):lower():find("success", 1, true))
    end
  end)

  it("has no password, and no value for who may not see it", function()
    assert.same({ name = "x", type = "password", label = "X", kept = true }, json.decode(describe_(with({ type = "password" }), "secret", true)))
    assert.same({ name = "x", type = "text", label = "X", kept = true }, json.decode(describe_(with({ type = "text" }), "secret", false)))
    assert.same({ name = "x", type = "text", label = "X" }, json.decode(describe_(with({ type = "text" }), nil, false)))
  end)
end)

describe("the file of fields", function()
  local KEPT = { texts = { room = "K\195\188che = \"x\" ]] --", level = "7" }, secrets = { key = 2 } }

  it("is read as it was written", function()
    assert.same(KEPT, record.decodeRecord(record.encodeRecord(KEPT)))
    assert.same({ texts = {}, secrets = {} }, record.decodeRecord(record.encodeRecord({ texts = {}, secrets = {} })))
    assert.equal("wifi_setup fields 1\ntext level 7\ntext room K\195\188che = \"x\" ]] --\nsecret key 2\n", record.encodeRecord(KEPT))
  end)

  it("of another kind is none", function()
    for _, text in ipairs({ "", "return os.exit()", "wifi_setup fields 2\n", "wifi_setup fields 1" }) do assert.is_nil(record.decodeRecord(text)) end
    assert.same({ texts = {}, secrets = {} }, record.decodeRecord("wifi_setup fields 1\nsecret key 3\ntext\nx y z\n"))
  end)
end)
