-- Changes bytes at random places in the ways that break readers: bits, lengths, ends, repetitions,
-- words of the language, and pieces of other inputs.

local NUMBERS = { "0", "-1", "1", "255", "256", "65535", "65536", "2147483647", "2147483648", "99999999999", "1e9", "0x10", "00" }
local BYTES = { "\0", "\r", "\n", "\r\n", "\r\n\r\n", "\255", "\128", " ", "\t", '"', "'", "<", "&", "=", "%", "%zz", "\\", "{", "}" }

local function splice(text, from, to, middle) return text:sub(1, from - 1) .. middle .. text:sub(to + 1) end

-- One place or a short range in text.
local function range(r, text)
  local from = r:int(1, math.max(1, #text))
  return from, math.min(#text, from + r:int(0, 12))
end

local CHANGES = {
  function(r, text)
    local at = r:int(1, math.max(1, #text))
    return splice(text, at, at, string.char(r:int(0, 255)))
  end,
  function(r, text)
    local at = r:int(1, #text + 1)
    return splice(text, at, at - 1, r:bytes(r:int(1, 8)))
  end,
  function(r, text)
    local from, to = range(r, text)
    return splice(text, from, to, "")
  end,
  function(r, text)
    local from, to = range(r, text)
    return splice(text, from, to, text:sub(from, to):rep(r:int(2, 40)))
  end,
  function(r, text) return text:sub(1, r:int(0, #text)) end,
  function(r, text, words)
    local at = r:int(1, #text + 1)
    return splice(text, at, at - 1, r:pick(words))
  end,
  function(r, text)
    local at = r:int(1, #text + 1)
    return splice(text, at, at - 1, r:pick(BYTES))
  end,
  function(r, text)
    local from, to = text:find("%d+", r:int(1, math.max(1, #text)))
    if not from then return text .. r:pick(NUMBERS) end
    return splice(text, from, to, r:pick(NUMBERS))
  end,
  function(r, text, _, seeds)
    local other = r:pick(seeds)
    return text:sub(1, r:int(0, #text)) .. other:sub(r:int(1, #other + 1))
  end,
  function(r, text) return text .. r:pick(BYTES):rep(r:int(1, 3000)) end,
}

-- One of `seeds`, changed up to six times; in between one that is left as it is.
return function(r, seeds, words)
  local text = r:pick(seeds)
  if r:chance(5) then return text end
  if r:chance(3) then return r:bytes(r:int(0, 300)) end
  for _ = 1, r:int(1, 6) do text = r:pick(CHANGES)(r, text, words, seeds) end
  return text
end
