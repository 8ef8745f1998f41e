local support = require("support")
local sha1 = require("sha1_codec").sha1
local encodeBase64 = require("base64_codec").encodeBase64

local function sha1Hex(text) return support.hex(sha1(text)) end

-- The same bytes on every Lua: no number in it reaches 2^31.
local function createRandom()
  local seed = 1
  return function(limit)
    seed = (seed * 3877 + 29573) % 139968
    return seed % limit
  end
end

local function randomBytes(random, count)
  local bytes = {}
  for index = 1, count do bytes[index] = string.char(random(256)) end
  return table.concat(bytes)
end

describe("sha1_codec", function()
  it("gives the digests of FIPS 180 and RFC 3174", function()
    assert.equal("da39a3ee5e6b4b0d3255bfef95601890afd80709", sha1Hex(""))
    assert.equal("a9993e364706816aba3e25717850c26c9cd0d89d", sha1Hex("abc"))
    assert.equal(
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
      sha1Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
    )
    assert.equal("dea356a2cddd90c7a7ecedc5ebb563934f460452", sha1Hex(("01234567"):rep(80)))
  end)

  it("pads right around the end of a block", function()
    local digests = {
      [55] = "c1c8bbdc22796e28c0e15163d20899b65621d65a",
      [56] = "c2db330f6083854c99d4b5bfb6e8f29f201be699",
      [63] = "03f09f5b158a7a8cdad920bddc29b81c18a551f5",
      [64] = "0098ba824b5c16427bd7a1122a5a442a25ec644d",
      [119] = "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56",
    }
    for count, digest in pairs(digests) do assert.equal(digest, sha1Hex(("a"):rep(count)), count) end
  end)

  it("takes bytes of any kind", function()
    assert.equal("ffc6261e487efa8c7442069f71acfc4aa826993d", sha1Hex(("\255"):rep(64)))
    assert.equal("c8d7d0ef0eedfa82d2ea1aa592845b9a6d4b02b7", sha1Hex(("\0"):rep(64)))
    local all = {}
    for byte = 0, 255 do all[#all + 1] = string.char(byte) end
    assert.equal("4916d6bdb7f78e6803698cab32d1586ea457dfc8", sha1Hex(table.concat(all)))
  end)

  it("takes long inputs", function()
    assert.equal("a080cbda64850abb7b7f67ee875ba068074ff6fe", sha1Hex(("a"):rep(10000)))
    assert.equal("4e3cf3a6714e5c1668b5735f631bab0a37a7d76e", sha1Hex(("abcdefgh"):rep(12500)))
  end)

  it("agrees with sha1sum on a thousand random inputs", function()
    local random = createRandom()
    local digests = {}
    for index = 1, 1000 do digests[index] = sha1(randomBytes(random, random(200))) end
    -- sha1sum of the thousand digests of sha1sum, one after the other.
    assert.equal("3de7e2fbceec76a6619b230612349b50c9217813", sha1Hex(table.concat(digests)))
  end)
end)

describe("base64_codec", function()
  it("gives the texts of RFC 4648", function()
    local texts = { "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy" }
    for index, text in ipairs(texts) do assert.equal(text, encodeBase64(("foobar"):sub(1, index - 1))) end
  end)

  it("uses every digit and takes bytes of any kind", function()
    local all = support.bytes("00108310518720928b30d38f41149351559761969b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3dfbf")
    assert.equal("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", encodeBase64(all))
    assert.equal("AAAA", encodeBase64("\0\0\0"))
    assert.equal("////", encodeBase64("\255\255\255"))
    assert.equal("DQoN", encodeBase64("\r\n\r"))
  end)

  it("agrees with base64 on a thousand random inputs", function()
    local random = createRandom()
    local texts = {}
    for index = 1, 1000 do texts[index] = encodeBase64(randomBytes(random, random(200))) end
    assert.equal("f3e6c568a54631aaca22a7c42ba653a40888df7b", sha1Hex(table.concat(texts)))
  end)
end)

describe("digest", function()
  local function fresh()
    package.loaded["digest"] = nil
    return require("digest")
  end

  after_each(function()
    _G.crypto = nil
    _G.encoder = nil
  end)

  it("uses own code on a firmware without crypto and encoder", function()
    local digest = fresh()
    assert.equal("qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", digest.toBase64(digest.sha1("abc")))
    assert.is_nil(package.loaded["sha1_codec"])
  end)

  it("uses the firmware's modules when they are there, and loads no code of its own", function()
    package.loaded["sha1_codec"] = nil
    package.loaded["base64_codec"] = nil
    _G.crypto = {
      new_hash = function(algorithm)
        local data = ""
        return {
          update = function(_, bytes) data = data .. bytes end,
          finalize = function() return algorithm .. " of " .. data end,
        }
      end,
    }
    _G.encoder = { toBase64 = function(bytes) return "base64 of " .. bytes end }
    local digest = fresh()
    assert.equal("base64 of SHA1 of abc", digest.toBase64(digest.sha1("abc")))
    assert.is_nil(package.loaded["sha1_codec"])
    assert.is_nil(package.loaded["base64_codec"])
  end)
end)
