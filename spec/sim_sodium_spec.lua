-- The simulated module sodium and the arithmetic behind it: vectors of the RFCs, and boxes that
-- libsodium itself sealed.
local support = require("support")
local bench = require("device_bench")
local value, problem = bench.value, bench.problem
local bytes, hex = support.bytes, support.hex
local x25519 = require("sim.x25519").x25519
local poly1305 = require("sim.poly1305").poly1305
local blake2b = require("sim.blake2b").blake2b
local salsa20 = require("sim.salsa20")
local createRandom = require("sim.random").createRandom

local SECRET = "030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dc"
local PUBLIC = "bb50ff9e82a574cfbf820e97f60fb9c143ec7415cf514f8cfd98eff59e059614"

--- By libsodium 1.0.20: message length, sealed box. Byte i of a message of n is 13 i + n.
local SEALED = {
  { 0, "9428daf8f5b95e7f87b370ab4b9b521c23f5c81d0942f7ecc428cd347723cb249c173b4403d55239bbe39f529beccbee" },
  { 1, "7f138889a94556a007b5c576c7ced83af2f861fb2a09a280d5c623fb97d35a7f2c2134a49402a40f95418bf0746e6daae6" },
  { 33, [[319982dc3c909375fd652b9f3786fe48ced9e310d5476e881cc200c04d53f35dbd51b9127648d229b108299d5595a975a0
    13611d8bec759d2a197dd9aa5db6ac79b25ef38f9f030f1825d1cdc8f6553db6]] },
  { 64, [[7d8760bd0372c5c7a2c437f7f0cbedf9bed5c434a9307c610a85c08ba215ca60290c1f0855397841ff970673b7f0510796
    d512fb8b2e01228773eb5c919426288bdae89367ea203fce9ce1416028a94d5924e44c2d617b526516f3f731ef865cceea333c70
    2d6484b604c0f8775022b5]] },
  { 130, [[b4c24df5dbec9ebd62b0f8b61a2f8b1d08a4a34b12574ab5f82288a397316140003b820dbc4742a28628262539a6741671
    0840035fb59240f3f5eb1f9320a95858b9d7299cbaf273a378e7200728156d7969607afd60798c077ce585c5fcf19990703ff627
    57011cffb9f9ddbcd2113d8c20cad2bbf30a0f1d3e6ac49dbc1240a851a5e592fe24eaafbccc0bf9cdf7e5cb0f6c5c5b391efffb
    aa63a417eb835e131c74dc477f13232178a7bcf7a4f05ed653]] },
}

local function messageOf(count)
  local codes = {}
  for index = 1, count do codes[index] = string.char(((index - 1) * 13 + count) % 256) end
  return table.concat(codes)
end

local function boot(program, more)
  local options = more or {}
  options.modules = { "sodium" }
  local bed = bench.boot(program, options)
  bed.device.globals().pk = bytes(PUBLIC)
  bed.device.globals().sk = bytes(SECRET)
  return bed
end

describe("X25519", function()
  it("gives what RFC 7748 gives", function()
    local cases = {
      {
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
      },
      {
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
      },
      {
        "77076d0a7318a57d3c16c17251b26645df4c4b4e1d9c8f2b7e2d6f5a3d2c1b0a",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
      },
    }
    for _, case in ipairs(cases) do assert.equal(case[3], hex(x25519(bytes(case[1]), bytes(case[2])))) end
    local nine = "\9" .. ("\0"):rep(31)
    local once = x25519(nine, nine)
    assert.equal("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079", hex(once))
  end)

  it("reduces points at and beyond p", function()
    -- p itself is 0, and p + 9 is 9.
    local p = "ed" .. ("ff"):rep(30) .. "7f"
    local secret = bytes(SECRET)
    assert.equal(("00"):rep(32), hex(x25519(secret, bytes(p))))
    assert.equal(PUBLIC, hex(x25519(secret, bytes("f6" .. ("ff"):rep(30) .. "7f"))))
  end)
end)

describe("Poly1305", function()
  it("gives what RFC 8439 gives, where it wraps as well", function()
    local text = "Cryptographic Forum Research Group"
    local key = "85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b"
    assert.equal("a8061dc1305136c6c22b8baf0c0127a9", hex(poly1305(text, bytes(key))))
    local zeros = ("00"):rep(16)
    local two = "02" .. ("00"):rep(15)
    local one = "01" .. ("00"):rep(15)
    local ones = ("ff"):rep(16)
    local cases = {
      { two .. zeros, ones, "03" .. ("00"):rep(15) },
      { two .. ones, two, "03" .. ("00"):rep(15) },
      { one .. zeros, ones .. "f0" .. ("ff"):rep(15) .. "11" .. ("00"):rep(15), "05" .. ("00"):rep(15) },
      { one .. zeros, ones .. "fb" .. ("fe"):rep(15) .. ("01"):rep(16), zeros },
      { two .. zeros, "fd" .. ("ff"):rep(15), "fa" .. ("ff"):rep(15) },
      {
        "0100000000000000040000000000000000000000000000000000000000000000",
        "e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000000000000000000001000000000000000000000000000000",
        "14000000000000005500000000000000",
      },
      {
        "0100000000000000040000000000000000000000000000000000000000000000",
        "e33594d7505e43b900000000000000003394d7505e4379cd010000000000000000000000000000000000000000000000",
        "13000000000000000000000000000000",
      },
    }
    for index, case in ipairs(cases) do
      assert.equal(case[3], hex(poly1305(bytes(case[2]), bytes(case[1]))), index)
    end
  end)
end)

describe("BLAKE2b", function()
  it("gives what RFC 7693 gives, over one block and more", function()
    assert.equal(
      "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        .. "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
      hex(blake2b("abc", 64))
    )
    -- Of node:crypto's blake2b512 and Python's hashlib.
    assert.equal("786a02f742015903", hex(blake2b("", 64)):sub(1, 16))
    assert.equal("cae66941d9efbd404e4d88758ea67670", hex(blake2b("", 16)))
  end)
end)

describe("XSalsa20", function()
  it("gives the keys and the stream of NaCl's papers", function()
    local first = "1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389"
    local nonce = bytes("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37")
    local second = "dc908dda0b9344a953629b733820778880f3ceb421bb61b91cbd4c3e66256ce4"
    assert.equal(second, hex(salsa20.hsalsa20(bytes(first), nonce:sub(1, 16))))
    local stream = salsa20.xsalsa20(bytes(first), nonce, 48)
    assert.equal("eea6a7251c1e72916d11c2cb214d3c252539121d8e234e652d651fa4c8cff880", hex(stream:sub(1, 32)))
    assert.equal(stream, salsa20.xsalsa20(bytes(first), nonce, 200):sub(1, 48))
  end)
end)

describe("sodium", function()
  it("is absent from a default build", function()
    assert.is_nil(value(bench.boot(), "sodium"))
  end)

  it("opens what libsodium sealed", function()
    local bed = boot()
    for _, case in ipairs(SEALED) do
      bed.device.globals().sealed = bytes(case[2])
      assert.equal(hex(messageOf(case[1])), hex(value(bed, "sodium.crypto_box.seal_open(sealed, pk, sk)")))
    end
  end)

  it("opens what it sealed, for keys that it made, and nothing that was changed", function()
    local bed = boot([[
      pk1, sk1 = sodium.crypto_box.keypair()
      sealed = sodium.crypto_box.seal("a message", pk1)
    ]])
    assert.equal("32 32 57", value(bed, "#pk1 .. ' ' .. #sk1 .. ' ' .. #sealed"))
    assert.equal("a message", value(bed, "sodium.crypto_box.seal_open(sealed, pk1, sk1)"))
    assert.is_true(value(bed, "sodium.crypto_box.seal('a message', pk1) ~= sealed"))
    assert.is_nil(value(bed, "sodium.crypto_box.seal_open(sealed, pk, sk)"))
    for _, at in ipairs({ 1, 33, 57 }) do
      local sealed = bed.global("sealed")
      local changed = string.char((sealed:byte(at) + 1) % 256)
      bed.device.globals().wrong = sealed:sub(1, at - 1) .. changed .. sealed:sub(at + 1)
      assert.is_nil(value(bed, "sodium.crypto_box.seal_open(wrong, pk1, sk1)"), at)
    end
  end)

  it("takes the time of a chip, and not the host's", function()
    local bed = boot([[
      pk1, sk1 = sodium.crypto_box.keypair()
      for _ = 1, 2 do
        sodium.crypto_box.seal_open(sodium.crypto_box.seal(("x"):rep(500), pk1), pk1, sk1)
      end
    ]])
    assert.same({}, bed.events("restart"))
    local before = bed.device.world.clock.nowMs()
    bed.run("sodium.crypto_box.keypair()")
    assert.equal(25, bed.device.world.clock.nowMs() - before)
  end)

  it("checks keys and boxes", function()
    local bed = boot()
    local box = "sodium.crypto_box."
    assert.equal("Bad public key size!", problem(bed, box .. "seal('x', 'short')"))
    assert.equal("Bad public key size!", problem(bed, box .. "seal_open(('x'):rep(60), '', sk)"))
    assert.equal("Bad secret key size!", problem(bed, box .. "seal_open(('x'):rep(60), pk, pk .. 'x')"))
    assert.equal("bad argument #1 to 'seal' (string expected, got no value)", problem(bed, box .. "seal()"))
    assert.equal("bad argument #2 to 'seal' (string expected, got no value)", problem(bed, box .. "seal('x')"))
    assert.equal("crypto_box_seal returned -1", problem(bed, box .. "seal('x', ('\\0'):rep(32))"))
    assert.equal("not enough memory", problem(bed, box .. "seal_open(('x'):rep(47), pk, sk)"))
    assert.is_nil(value(bed, box .. "seal_open(('x'):rep(48), pk, sk)"))
  end)
end)

describe("sodium.random", function()
  it("gives other numbers for other seeds, and the same for the same", function()
    local program = "text = sodium.random.buf(40) number = sodium.random.random()"
    local one, again, other = boot(program), boot(program), boot(program, { randomSeed = "other" })
    assert.equal(40, #one.global("text"))
    assert.equal(one.global("text"), again.global("text"))
    assert.equal(one.global("number"), again.global("number"))
    assert.are_not.equal(one.global("text"), other.global("text"))
    -- A restart is no new seed.
    one.run("before = text node.restart()")
    one.advance(1000)
    assert.are_not.equal(one.global("text"), again.global("text"))
  end)

  it("gives words with a sign", function()
    local bed = boot([[
      negative, positive = 0, 0
      for _ = 1, 60 do
        local number = sodium.random.random()
        if number < 0 then negative = negative + 1 else positive = positive + 1 end
      end
    ]])
    assert.is_true(bed.global("negative") > 10 and bed.global("positive") > 10)
  end)

  it("gives numbers below a bound, all of them", function()
    local bed = boot([[
      seen, count = {}, 0
      for _ = 1, 120 do
        local number = sodium.random.uniform(6)
        if not seen[number] then count = count + 1 end
        seen[number] = true
      end
      big = sodium.random.uniform(2000000011)
    ]])
    assert.equal(6, bed.global("count"))
    for number = 0, 5 do assert.is_true(bed.global("seen")[number]) end
    assert.is_true(bed.global("big") >= 0 and bed.global("big") < 2000000011)
    assert.equal("00", value(bed, "sodium.random.uniform(1) .. sodium.random.uniform(0)"))
    assert.equal("number", value(bed, "type(sodium.random.uniform(-5))"))
  end)

  it("gives as many bytes as it is asked for", function()
    local bed = boot()
    for _, count in ipairs({ 0, 1, 64, 65, 300 }) do
      assert.equal(count, value(bed, "#sodium.random.buf(" .. count .. ")"))
    end
    assert.equal("not enough memory", problem(bed, "sodium.random.buf(-1)"))
  end)

  it("goes on where it was, whatever the sizes", function()
    local one, two = createRandom("seed"), createRandom("seed")
    assert.equal(one(100), two(1) .. two(63) .. two(0) .. two(36))
  end)
end)
