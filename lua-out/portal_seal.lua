local ____exports = {}
local ____form_codec = require("form_codec")
local decodeForm = ____form_codec.decodeForm
local ____hex_codec = require("hex_codec")
local decodeHex = ____hex_codec.decodeHex
local encodeHex = ____hex_codec.encodeHex
local OVERHEAD_BYTES = 48
local CHALLENGE_BYTES = 8
local function openBox(seal, box)
    if #box < OVERHEAD_BYTES then
        return nil
    end
    return sodium.crypto_box.seal_open(box, seal.publicKey, seal.secretKey)
end
function ____exports.createSeal(keys)
    local ____sodium_0 = sodium
    local box = ____sodium_0.crypto_box
    local random = ____sodium_0.random
    local challenge = encodeHex(random.buf(CHALLENGE_BYTES))
    if keys == nil then
        local publicKey, secretKey = box.keypair()
        return {
            publicKey = publicKey,
            publicKeyHex = encodeHex(publicKey),
            secretKey = secretKey,
            challenge = challenge
        }
    end
    local publicKey = decodeHex(keys.public)
    local publicKeyHex = encodeHex(publicKey)
    local seal = {
        publicKey = publicKey,
        publicKeyHex = publicKeyHex,
        secretKey = decodeHex(keys.secret),
        challenge = challenge
    }
    return openBox(
        seal,
        box.seal(challenge, publicKey)
    ) == challenge and seal or nil
end
function ____exports.openForm(seal, digits)
    local box = decodeHex(digits)
    local ____temp_1
    if box == nil then
        ____temp_1 = nil
    else
        ____temp_1 = openBox(seal, box)
    end
    local form = ____temp_1
    if form == nil then
        return nil
    end
    local fields = decodeForm(form)
    return fields.challenge == seal.challenge and fields or nil
end
function ____exports.wipe(seal)
    seal.secretKey = ""
end
return ____exports
