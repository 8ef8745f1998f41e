-- What the files that the setup keeps say, read apart from the device's own readers. See targets/records.
local codec = require("saved_network_codec")
local fieldCodec = require("field_record_codec")

local records = {}

records.NETWORKS, records.FIELDS, records.DRIVER = "networks.saved", "wifi_setup_fields.txt", "driver"
local NETWORKS, FIELDS = records.NETWORKS, records.FIELDS
local NAMES = { NETWORKS, FIELDS, "fieldkey_key.1", "fieldkey_key.2" }
records.FLAGS = { "double_reset.flag", "setup_button.flag" }
records.END = "\nend\n"
local END = records.END

-- Of the files in an input, those that the setup knows.
function records.filesOf(input)
  local known, files = { [records.DRIVER] = true }, {}
  for _, name in ipairs(NAMES) do known[name], known[name .. ".new"] = true, true end
  for _, name in ipairs(records.FLAGS) do known[name] = true end
  for name, text in input:gmatch("@([^\n]*)\n([^@]*)") do
    if known[name] then files[name] = text end
  end
  return files
end

function records.wholeOf(files, name)
  for _, text in ipairs({ files[name] or "", files[name .. ".new"] or "" }) do
    if text:sub(-#END) == END then return text:sub(1, -#END - 1) end
  end
  return nil
end

-- The same but for the case of digits, noughts in front, and what no counter reaches.
local function isNear(word, other)
  if word:find("^-?%d+$") and other:find("^-?%d+$") then return #word > 9 or tonumber(word) == tonumber(other) end
  return word:lower() == other:lower() or word:lower():gsub("^-(%x+)$", ":%1") == other:lower()
end

-- Each network is what a line of the file says, all of it.
local function networkFault(text, networks)
  local at = 1
  for line in text:gmatch("[^\n]+") do
    local network = networks[at]
    if network then
      local written = codec.encodeSaved({ network }):gmatch("%S+")
      local same = true
      -- Where there is no address nothing of it counts.
      for word in line:gsub("( %- )%S+ %S+ %S+ %S+$", "%1- - - -"):gmatch("%S+") do same = same and isNear(word, written() or "") end
      if same and not written() then at = at + 1 end
    end
  end
  if networks[at] then return "half a network: " .. codec.encodeSaved({ networks[at] }) end
  for _, network in ipairs(networks) do
    if #network.ssid < 1 or #network.ssid > 32 then return "a network that no driver takes" end
  end
  local again = codec.encodeSaved(networks)
  return codec.encodeSaved(codec.decodeSaved(again)) ~= again and "another list than was written" or nil
end

local function fieldFault(files, found)
  local text = records.wholeOf(files, FIELDS)
  local record = text and fieldCodec.decodeRecord(text) or { texts = {}, secrets = {} }
  local key = record.secrets.key and records.wholeOf(files, "fieldkey_key." .. record.secrets.key) or record.texts.key
  local values = found.values
  if values.room ~= nil and values.room ~= record.texts.room then return "another room than was kept" end
  if values.key ~= nil and values.key ~= key then return "another key than was kept" end
  if values.level ~= nil and values.level ~= tonumber(record.texts.level) then return "another level than was kept" end
  return nil
end

-- Why what the device has read is not what was written.
function records.readFault(files, found)
  for _, name in ipairs(NAMES) do
    if found.texts[name] ~= records.wholeOf(files, name) then return name .. " is not what was written" end
  end
  if found.changed then return found.changed .. " is another one when it is written again" end
  return networkFault(found.texts[NETWORKS] or "", found.networks) or fieldFault(files, found)
end

return records
