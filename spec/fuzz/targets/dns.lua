-- DNS queries at the open portal.
local portal = require("fuzz.portal_session")

local function query(name, kind, flags)
  local labels = name:gsub("[^.]+%.?", function(label)
    label = label:gsub("%.$", "")
    return string.char(#label) .. label
  end)
  return "\18\52" .. (flags or "\1\0") .. "\0\1\0\0\0\0\0\0" .. labels .. "\0\0" .. string.char(kind) .. "\0\1"
end

local seeds = {
  query("captive.apple.com", 1), query("connectivitycheck.gstatic.com", 28), query("wpad.lan", 1),
  query("mask.icloud.com", 65), query("resolver.arpa", 64), query("x", 255), query("a.b.c.d.e.f.g", 12),
  query(("l"):rep(63) .. ".com", 1), query("dns.msftncsi.com", 1, "\40\0"),
  query("setup.local", 1):sub(1, -5) .. "\0\1\128\1",
  "\18\52\1\0\0\1\0\0\0\0\0\1\3www\7example\3com\0\0\1\0\1\0\0\41\16\0\0\0\0\0\0\0",
  "\0\0\129\128\0\1\0\1\0\0\0\0\1a\0\0\1\0\1\192\12\0\1\0\1\0\0\0\1\0\4\1\2\3\4",
}

local function create()
  local session = portal.create()

  -- An answer repeats the question's number and says that it is one.
  function session.run(input)
    -- The firmware takes no empty datagram; see docs/security.md.
    if input == "" then return nil end
    local answer = session.phone.query(input:sub(1, 1400), { timeoutMs = 20 })
    local wrong = answer and (answer:sub(1, 2) ~= input:sub(1, 2) or answer:byte(3) < 128)
    return wrong and "an answer to another question" or session.problem()
  end
  return session
end

return { name = "dns", seeds = seeds, words = { "\192\12", "\63", "\64", "\0\0", "\255\255", "\0\41" }, create = create }
