-- An application's own fields: what a client types into them, the file that keeps them, and a declaration.
local declaration = require("field_declaration")
local describeField = require("field_json").describeField
local form = require("form_codec")
local json = require("json_value_codec")
local pattern = require("field_pattern")
local record = require("field_record_codec")
local utf8 = require("utf8_codec")
local value = require("field_value")

local FIELDS = {
  { name = "a", type = "text", label = "A", pattern = "[A-Z]*[a-z-]*[0-9]?x?" }, { name = "b", type = "text", label = "B", format = "hostname", maxLength = 200 },
  { name = "c", type = "text", label = "C", format = "url" }, { name = "d", type = "text", label = "D", format = "email" },
  { name = "e", type = "text", label = "E", format = "ipv4" }, { name = "f", type = "text", label = "F", format = "hex" },
  { name = "g", type = "number", label = "G", min = -1000000000, max = 1000000000 }, { name = "h", type = "number", label = "H", min = -1, max = 1, step = 0.1 },
  { name = "i", type = "choice", label = "I", options = { "slow", "fast" } }, { name = "j", type = "switch", label = "J" },
  { name = "k", type = "password", label = "K" }, { name = "l", type = "text", label = "L" },
}
assert(declaration.problemOf(FIELDS) == nil)

local seeds = {
  "field.a=AB-1&field.g=12", "field.h=-0.3&field.j=1&field.i=slow", "field.c=mqtt%3A%2F%2Fhost:1883/x&field.d=a@b.c&field.e=1.2.3.4",
  "wifi_setup fields 1\ntext room Hall\nsecret key 1\n", "wifi_setup fields 1\ntext a b c\nsecret key 3\ntext\n", "[A-Z]{2}-[0-9]+", "[a-z]*x?[.]", "a-b.c",
  "field.l=%F0%9F%98%80&field.k=%00", "2147483648", "-.5", "1e400",
}
local words = {
  "field.", "drop.", "&", "=", "%", "%0A", "%FF", "\n", "text ", "secret ", "wifi_setup fields 1\n", "[", "]", "-", "{9}", "*", "+", "?", ".", "://", "@", "0", "9999999999", "-", "\0", "\255",
}

local function typedFault(input)
  for name, text in pairs(form.decodeForm(input)) do
    for _, field in ipairs(FIELDS) do
      for _, typed in ipairs({ text, input, name }) do
        if value.wanted(field, typed) == nil then
          local read = value.toValue(field, typed)
          if type(read) == "string" and (read:find("%c") or not utf8.isValidUtf8(read)) then return "a value that is no line of text" end
          if type(read) == "number" and not (read >= field.min and read <= field.max) then return "a number out of its range" end
          if field.type ~= "password" then
            local kept = record.decodeRecord(record.encodeRecord({ texts = { x = typed }, secrets = {} }))
            if kept.texts.x ~= typed then return "another value than was kept" end
          end
        end
      end
    end
  end
  return nil
end

local function declaredFault(input)
  local luaPattern = pattern.toLua(input)
  if luaPattern then (""):find(luaPattern) end
  local field = { name = "x", type = "text", label = input, help = { en = input }, pattern = input, default = input }
  local problem = declaration.problemOf({ field })
  if problem and not problem:find("^fields: x: ") then return "a problem without its field: " .. problem end
  if input ~= "" and not json.decode(describeField(field, input, true)) then return "what the page gets is no JSON" end
  return nil
end

local function run(input)
  local ok, problem = pcall(function()
    local read = record.decodeRecord(input)
    if read and not record.decodeRecord(record.encodeRecord(read)) then return "a file that is not read as it was written" end
    return typedFault(input) or declaredFault(input)
  end)
  return not ok and "it raised: " .. tostring(problem) or problem
end

return { name = "fields", seeds = seeds, words = words, create = function() return { run = run } end }
