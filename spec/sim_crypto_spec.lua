-- The simulated modules crypto and encoder: test vectors, and what CM/crypto.c and CM/encoder.c add.
local support = require("support")
local testbed = require("sim.testbed")

local BOTH = { "crypto", "encoder" }

local function boot(modules)
  return testbed.create({ files = { ["init.lua"] = "" }, modules = modules or BOTH })
end

local bed

--- What the program's expression gives; `data` are its globals.
local function value(expression, data)
  for name, bytes in pairs(data or {}) do bed.device.globals()[name] = bytes end
  bed.run("answer = " .. expression)
  return bed.global("answer")
end

local function problem(code)
  bed.run("_, problem = pcall(function() " .. code .. " end)")
  return (tostring(bed.global("problem")):gsub("^[^:]*:%d+: ", ""))
end

local DEFINITIONS = [[
function digest(algorithm, ...)
  local hash = crypto.new_hash(algorithm)
  for _, part in ipairs({ ... }) do hash:update(part) end
  return encoder.toHex(hash:finalize())
end
function hmac(algorithm, key, message)
  local hash = crypto.new_hmac(algorithm, key)
  hash:update(message)
  return encoder.toHex(hash:finalize())
end
]]

before_each(function()
  bed = boot()
  bed.run(DEFINITIONS)
end)

--- The firmware pads these two: what is theirs, and how long all of it is.
local SIZES = { MD5 = 16, SHA1 = 20, SHA224 = 28, SHA256 = 32, SHA384 = 48, SHA512 = 64 }
local HANDED_OUT = { SHA224 = 32, SHA384 = 64 }

local function check(expected, algorithm, got)
  assert.equal((HANDED_OUT[algorithm] or SIZES[algorithm]) * 2, #got, algorithm)
  assert.equal(expected, got:sub(1, SIZES[algorithm] * 2), algorithm)
end

describe("a default build", function()
  it("has neither", function()
    bed = boot({})
    assert.is_true(value("crypto == nil and encoder == nil"))
    assert.equal("file,gpio,http,i2c,net,node,ow,pipe,tmr,uart,wifi", value("node.info('build_config').modules"))
  end)

  it("has what was switched on, and says so", function()
    bed = boot({ "encoder" })
    assert.is_true(value("crypto == nil and encoder ~= nil"))
    bed = boot({ "encoder", "crypto", "encoder" })
    assert.equal(
      "crypto,encoder,file,gpio,http,i2c,net,node,ow,pipe,tmr,uart,wifi",
      value("node.info('build_config').modules")
    )
    assert.is_true(value("require('crypto') == crypto"))
  end)

  it("has no module that is not modelled", function()
    local ok, why = pcall(boot, { "u8g2" })
    assert.is_false(ok)
    assert.equal("u8g2 is no module that can be switched on", why)
  end)
end)

describe("crypto.new_hash", function()
  -- FIPS 180-4 examples and RFC 1321, A.5.
  local TWO_BLOCKS = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
  local VECTORS = {
    MD5 = {
      [""] = "d41d8cd98f00b204e9800998ecf8427e",
      abc = "900150983cd24fb0d6963f7d28e17f72",
      ["message digest"] = "f96b697d7cb7938d525a2f31aaf161d0",
      [TWO_BLOCKS] = "8215ef0796a20bcaaae116d3876c664a",
    },
    SHA1 = {
      [""] = "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      abc = "a9993e364706816aba3e25717850c26c9cd0d89d",
      [TWO_BLOCKS] = "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
      -- RFC 6455, 1.3.
      ["dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11"] = "b37a4f2cc0624f1690f64606cf385945b2bec4ea",
    },
    SHA224 = {
      abc = "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
      [TWO_BLOCKS] = "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525",
    },
    SHA256 = {
      [""] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      [TWO_BLOCKS] = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    },
    SHA384 = {
      abc = "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        .. "8086072ba1e7cc2358baeca134c825a7",
    },
    SHA512 = {
      [""] = "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
        .. "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
      abc = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        .. "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    },
  }

  it("makes the digests of the standards", function()
    for algorithm, messages in pairs(VECTORS) do
      for message, expected in pairs(messages) do
        check(expected, algorithm, value("digest(a, m)", { a = algorithm, m = message }))
      end
    end
  end)

  it("pads right at each side of a block's end", function()
    local expected = {
      MD5 = {
        [55] = "ef1772b6dff9a122358552954ad0df65",
        [56] = "3b0c8ac703f828b04c6c197006d17218",
        [64] = "014842d480b571495a4a0363793f7367",
      },
      SHA1 = {
        [55] = "c1c8bbdc22796e28c0e15163d20899b65621d65a",
        [56] = "c2db330f6083854c99d4b5bfb6e8f29f201be699",
        [64] = "0098ba824b5c16427bd7a1122a5a442a25ec644d",
      },
      SHA512 = {
        [111] = "fa9121c7b32b9e01733d034cfc78cbf67f926c7ed83e82200ef8681819692176"
          .. "0b4beff48404df811b953828274461673c68d04e297b0eb7b2b4d60fc6b566a2",
        [112] = "c01d080efd492776a1c43bd23dd99d0a2e626d481e16782e75d54c2503b5dc32"
          .. "bd05f0f1ba33e568b88fd2d970929b719ecbb152f58f130a407c8830604b70ca",
        [128] = "b73d1929aa615934e61a871596b3f3b33359f42b8175602e89f7e06e5f658a24"
          .. "3667807ed300314b95cacdd579f3e33abdfbe351909519a846d465c59582f321",
      },
    }
    for algorithm, lengths in pairs(expected) do
      for length, digest in pairs(lengths) do
        local message = ("a"):rep(length)
        check(digest, algorithm, value("digest(a, m)", { a = algorithm, m = message }))
        -- In two parts, which makes no difference.
        local parts = { a = algorithm, m = message:sub(1, 40), n = message:sub(41) }
        check(digest, algorithm, value("digest(a, m, n)", parts))
      end
    end
  end)

  it("takes any bytes, and a name in any case", function()
    local all = {}
    for byte = 0, 255 do all[#all + 1] = string.char(byte) end
    check(
      "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880",
      "SHA256",
      value("digest('sha256', m)", { m = table.concat(all) })
    )
  end)

  it("hands out garbage behind the digests whose size the firmware has wrong", function()
    assert.equal(32, #value("crypto.new_hash('SHA224'):finalize()"))
    assert.equal(64, #value("crypto.new_hash('SHA384'):finalize()"))
  end)

  it("raises what the firmware raises", function()
    assert.equal("Unsupported algorithm: SHA-1", problem("crypto.new_hash('SHA-1')"))
    assert.equal("Error starting context", problem("crypto.new_hash('ripemd160')"))
    assert.equal(
      "bad argument #1 to 'new_hash' (string expected, got no value)",
      problem("crypto.new_hash()")
    )
    assert.equal(
      "bad argument #1 to 'update' (string expected, got table)",
      problem("crypto.new_hash('MD5'):update({})")
    )
    assert.equal(
      "bad argument #1 to 'update' (crypto.hasher expected, got string)",
      problem("crypto.new_hash('MD5').update('x')")
    )
  end)

  it("says loudly that nothing may follow finalize", function()
    for _, call in ipairs({ "update('x')", "finalize()" }) do
      local why = problem("local hash = crypto.new_hash('MD5') hash:finalize() hash:" .. call)
      assert.matches("of a hash after finalize%(%) is not modelled", why)
      assert.equal(why, bed.notes[#bed.notes])
    end
  end)

  it("leaves no garbage on the program's heap", function()
    bed.run("text = ('x'):rep(5000) hash = crypto.new_hash('SHA512')")
    collectgarbage()
    collectgarbage()
    local before = bed.device.luaBytes()
    collectgarbage("stop")
    bed.run("hash:update(text)")
    local taken = bed.device.luaBytes() - before
    collectgarbage("restart")
    assert.is_true(taken < 15000, taken)
  end)

  it("does not count as the program's instructions", function()
    local function nothing() return false end
    local watchdog = require("sim.watchdog").createWatchdog({ mustStop = nothing })
    local disarm = watchdog.arm()
    local hook = debug.gethook()
    local inside
    watchdog.uncounted(function() inside = debug.gethook() end)
    assert.is_nil(inside)
    assert.equal(hook, (debug.gethook()))
    disarm()
  end)
end)

describe("crypto.new_hmac", function()
  it("makes the codes of RFC 2202 and RFC 4231", function()
    local jefe = { k = "Jefe", m = "what do ya want for nothing?" }
    check("750c783e6ab0b503eaa86e310a5db738", "MD5", value("hmac('MD5', k, m)", jefe))
    check("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "SHA1", value("hmac('SHA1', k, m)", jefe))
    check(
      "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44",
      "SHA224",
      value("hmac('SHA224', k, m)", jefe)
    )
    check(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
      "SHA256",
      value("hmac('SHA256', k, m)", jefe)
    )
    check(
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
        .. "8e2240ca5e69e2c78b3239ecfab21649",
      "SHA384",
      value("hmac('SHA384', k, m)", jefe)
    )
    check(
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        .. "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
      "SHA512",
      value("hmac('SHA512', k, m)", jefe)
    )
  end)

  it("shortens a key that is longer than a block", function()
    local long = {
      k = support.bytes(("aa"):rep(131)),
      m = "Test Using Larger Than Block-Size Key - Hash Key First",
    }
    check(
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
      "SHA256",
      value("hmac('SHA256', k, m)", long)
    )
    check(
      "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
        .. "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
      "SHA512",
      value("hmac('SHA512', k, m)", long)
    )
  end)

  it("needs a key", function()
    assert.equal(
      "bad argument #2 to 'new_hmac' (string expected, got no value)",
      problem("crypto.new_hmac('MD5')")
    )
  end)
end)

describe("encoder", function()
  -- RFC 4648, 10.
  local BASE64 = {
    [""] = "",
    f = "Zg==",
    fo = "Zm8=",
    foo = "Zm9v",
    foob = "Zm9vYg==",
    fooba = "Zm9vYmE=",
    foobar = "Zm9vYmFy",
  }

  it("makes base64 and reads it", function()
    for bytes, text in pairs(BASE64) do
      assert.equal(text, value("encoder.toBase64(b)", { b = bytes }))
      assert.equal(bytes, value("encoder.fromBase64(b)", { b = text }))
    end
  end)

  it("keeps every byte", function()
    local all = {}
    for byte = 0, 255 do all[#all + 1] = string.char(byte) end
    local bytes = table.concat(all)
    local data = { b = bytes }
    assert.equal(bytes, value("encoder.fromBase64(encoder.toBase64(b))", data))
    assert.equal(bytes, value("encoder.fromHex(encoder.toHex(b))", data))
    assert.equal(support.hex(bytes), value("encoder.toHex(b)", data))
    assert.equal("+/+/", value("encoder.toBase64(b)", { b = support.bytes("fbffbf") }))
  end)

  it("raises for what is no base64", function()
    local wrong = { "Zg=", "Zg", "Z", "====", "Z===", "Zg==Zg==", "Zm=v", "Zm9-", "Zm9\n", "Zm 9", "Zm9v\0AAA" }
    for _, text in ipairs(wrong) do
      bed.device.globals().t = text
      assert.equal("Invalid base64 string", problem("encoder.fromBase64(t)"), text)
    end
    -- Bits that make no byte are not looked at.
    assert.equal("f", value("encoder.fromBase64('Zh==')"))
  end)

  it("makes lower case hex and reads both", function()
    assert.equal("", value("encoder.toHex('')"))
    assert.equal("", value("encoder.fromHex('')"))
    assert.equal("00ff0a", value("encoder.toHex('\\000\\255\\n')"))
    assert.equal("JjJ", value("encoder.fromHex('4A6a4a')"))
    for _, text in ipairs({ "4", "4g", "0x", " 4", "4a4" }) do
      assert.equal("Invalid hex string", problem(("encoder.fromHex('%s')"):format(text)), text)
    end
  end)

  it("takes text and numbers", function()
    assert.equal("3132", value("encoder.toHex(12)"))
    for _, name in ipairs({ "toBase64", "fromBase64", "toHex", "fromHex" }) do
      assert.equal(
        ("bad argument #1 to '%s' (string expected, got no value)"):format(name),
        problem(("encoder.%s()"):format(name))
      )
    end
  end)
end)
