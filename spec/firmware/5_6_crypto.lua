-- Sections 5.6 and 5.7: crypto, encoder, sodium, qrcodegen and time, which a default build lacks.
local function case(module, name, run)
  return { name = name, modules = { module }, needs = "module " .. module, run = run }
end

local function hex(bytes)
  return (bytes:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end))
end

local function hash(algorithm, text)
  local object = crypto.new_hash(algorithm)
  object:update(text)
  return object:finalize()
end

return {
  case("crypto", "5.6 crypto has new_hash and new_hmac only", function(t)
    t.equal("function", type(crypto.new_hash))
    t.equal("function", type(crypto.new_hmac))
    for _, name in ipairs({ "hash", "fhash", "hmac", "mask", "encrypt", "decrypt", "toBase64", "toHex" }) do
      t.equal(nil, crypto[name], name)
    end
  end),
  case("crypto", "5.6 hashes are raw bytes, their names in any case", function(t)
    t.equal("900150983cd24fb0d6963f7d28e17f72", hex(hash("md5", "abc")))
    t.equal("a9993e364706816aba3e25717850c26c9cd0d89d", hex(hash("Sha1", "abc")))
    t.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hex(hash("SHA256", "abc")))
  end),
  case("crypto", "5.6 update returns nothing and may come often", function(t)
    local object = crypto.new_hash("SHA1")
    t.equal(0, (select("#", object:update("a"))))
    object:update("bc")
    t.equal("a9993e364706816aba3e25717850c26c9cd0d89d", hex(object:finalize()))
  end),
  case("crypto", "5.6 SHA224 and SHA384 come with bytes too many", function(t)
    t.equal(32, #hash("SHA224", "abc"))
    t.equal("23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7", hex(hash("SHA224", "abc"):sub(1, 28)))
    t.equal(64, #hash("SHA384", "abc"))
  end),
  case("crypto", "5.6 an unknown algorithm raises, and RIPEMD160 is not compiled in", function(t)
    t.raises("Unsupported algorithm: X", function() crypto.new_hash("X") end)
    t.raises("Error starting context", function() crypto.new_hash("RIPEMD160") end)
  end),
  case("crypto", "5.6 an HMAC takes a key", function(t)
    local object = crypto.new_hmac("SHA1", "Jefe")
    object:update("what do ya want for nothing?")
    t.equal("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", hex(object:finalize()))
  end),
  case("encoder", "5.6 encoder goes to Base64 and hexadecimal digits and back", function(t)
    t.equal("YWI=", encoder.toBase64("ab"))
    t.equal("ab", encoder.fromBase64("YWI="))
    t.equal("6aff", encoder.toHex("j\255"))
    t.equal("j\255", encoder.fromHex("6AfF"))
    t.equal({ "", "", "" }, { encoder.toBase64(""), encoder.fromHex(""), encoder.toHex("") })
  end),
  case("encoder", "5.6 encoder raises for what it can't read", function(t)
    t.raises("Invalid base64 string", function() encoder.fromBase64("YWI") end)
    t.raises("Invalid base64 string", function() encoder.fromBase64("Y*I=") end)
    t.raises("Invalid hex string", function() encoder.fromHex("6") end)
    t.raises("Invalid hex string", function() encoder.fromHex("6g") end)
  end),
  case("sodium", "5.6 sodium makes random numbers and bytes", function(t)
    t.equal(8, #sodium.random.buf(8))
    local number = sodium.random.uniform(10)
    t.truthy(number >= 0 and number < 10 and number == math.floor(number))
    local any = sodium.random.random()
    t.equal(any, math.floor(any))
  end),
  case("sodium", "5.6 sodium seals and opens, and refuses keys of another size", function(t)
    local public, secret = sodium.crypto_box.keypair()
    local sealed = sodium.crypto_box.seal("message", public)
    t.equal("message", sodium.crypto_box.seal_open(sealed, public, secret))
    t.equal(nil, sodium.crypto_box.seal_open(("x"):rep(60), public, secret))
    t.raises("Bad public key size!", function() sodium.crypto_box.seal("message", "short") end)
    t.raises("Bad secret key size!", function() sodium.crypto_box.seal_open(sealed, public, "short") end)
  end),
  case("qrcodegen", "5.6 qrcodegen makes a square of pixels", function(t)
    local code = qrcodegen.encodeText("HELLO", { maxver = 4 })
    t.equal("string", type(code))
    t.equal(21, qrcodegen.getSize(code))
    t.equal(true, qrcodegen.getPixel(code, 0, 0))
    t.equal(false, qrcodegen.getPixel(code, 1, 1))
  end),
  case("time", "5.7 time has its functions", function(t)
    for _, name in ipairs({ "set", "get", "getlocal", "settimezone", "initntp", "ntpenabled", "ntpstop", "epoch2cal", "cal2epoch" }) do
      t.equal("function", type(time[name]), name)
    end
  end),
  case("time", "5.7 time.epoch2cal splits seconds", function(t)
    local parts = time.epoch2cal(86400 * 31 + 3661)
    t.equal({ 1970, 2, 1, 1, 1, 1 }, { parts.year, parts.mon, parts.day, parts.hour, parts.min, parts.sec })
  end),
  case("time", "5.7 time.set passes through a float: it is off by up to 128 s", function(t)
    time.set(1700000000)
    local seconds = time.get()
    t.truthy(math.abs(seconds - 1700000000) <= 128, "got " .. seconds)
  end),
}
