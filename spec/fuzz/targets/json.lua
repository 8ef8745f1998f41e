-- JSON texts: read, written, and read again.
local codec = require("json_value_codec")
local toValidUtf8 = require("utf8_codec").toValidUtf8

local seeds = {
  '{"a":[1,2.5,-3e2,true,false,null,"x"]}', '"\\u00e4\\ud83d\\ude00\\n\\\\"', "[[[[[[[[]]]]]]]]", '{"a":{"b":{"c":{}}}}', "  [ 1 , 2 ]  ",
  "123456789012", "-0", "1E400", '{"":""}', '["\228\184\173"]', "null", "[]", "{}",
}
local WORDS = { "[", "]", "{", "}", ",", ":", '"', "\\u", "\\ud800", "\\", "true", "nul", "1e999", "-", ".", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[" }

-- Floats are written with nine digits, and what is no number as null.
local function sameNumber(a, b)
  local isFinite = a == a and a ~= math.huge and a ~= -math.huge
  if not isFinite then return b == codec.NULL end
  return a == b or type(b) == "number" and math.abs(a - b) <= math.abs(a) * 1e-6
end

local function same(a, b)
  if type(a) == "number" then return sameNumber(a, b) end
  -- What is no UTF-8 is written as the character that stands for it.
  if type(a) == "string" then return toValidUtf8(a) == b end
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for key, value in pairs(a) do
    local name = type(key) == "string" and toValidUtf8(key) or key
    if not same(value, b[name]) and name == key then return false end
  end
  return true
end

local function run(input)
  local ok, value, problem = pcall(codec.decode, input)
  if not ok then return "decode raised: " .. tostring(value) end
  if value == nil then return problem == nil and input ~= "null" and "no value and no problem" or nil end
  local written, text = pcall(codec.encode, value)
  if not written then return "what was read can't be written: " .. tostring(text) end
  if type(text) ~= "string" then return nil end
  local again = codec.decode(text)
  return not same(value, again) and "read again it is something else: " .. text or nil
end

return { name = "json", seeds = seeds, words = WORDS, create = function() return { run = run } end }
