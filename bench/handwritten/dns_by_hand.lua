-- Answers every question for an address with one address. RFC 1035, section 4.
local DENIED = {
  ["use-application-dns.net"] = true, ["mask.icloud.com"] = true, ["mask-h2.icloud.com"] = true, wpad = true,
}
local A, ANY, IN = 1, 255, 1
local FORMERR, NXDOMAIN, NOTIMP, REFUSED = 1, 3, 4, 5
local TTL_SECONDS = 10

-- The name of the question and where it ends, or nothing when it can't be read.
local function nameOf(query)
  local labels, at = {}, 13
  local size = query:byte(at)
  while size and size > 0 do
    if size > 63 then return end
    labels[#labels + 1] = query:sub(at + 1, at + size)
    at = at + size + 1
    size = query:byte(at)
  end
  if size and at <= 267 then return table.concat(labels, "."):lower(), at end
end

return function(address)
  local record = "\192\12" .. string.pack(">I2I2I4s2", A, IN, TTL_SECONDS, address:gsub("(%d+)%.?", function(digits)
    return string.char(tonumber(digits, 10))
  end))

  local function reply(query, flags, code, question, answer)
    local bits = 0x8480 | flags & 0x7900 | code
    return query:sub(1, 2) .. string.pack(">I2I2I2I4", bits, question and 1 or 0, answer and 1 or 0, 0)
      .. (question or "") .. (answer or "")
  end

  local function answer(query)
    if #query < 12 then return end
    local flags, questions = string.unpack(">I2I2", query, 3)
    if flags & 0x8000 ~= 0 then return end
    if flags & 0x7800 ~= 0 then return reply(query, flags, NOTIMP) end
    local name, at = nameOf(query)
    if questions ~= 1 or not name or #query < at + 4 then return reply(query, flags, FORMERR) end
    local kind, class = string.unpack(">I2I2", query, at + 1)
    local question = query:sub(13, at + 4)
    if class ~= IN and class ~= ANY then return reply(query, flags, REFUSED, question) end
    if DENIED[name] or name:find("^wpad%.") then return reply(query, flags, NXDOMAIN, question) end
    local wanted = (kind == A or kind == ANY) and not name:find("resolver%.arpa$")
    return reply(query, flags, 0, question, wanted and record)
  end

  local socket = net.createUDPSocket()
  socket:on("receive", function(_, query, port, ip)
    local text = answer(query)
    if text then socket:send(port, ip, text) end
  end)
  socket:listen(53)
  return socket
end
