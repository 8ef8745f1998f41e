/** What only the label says: passwords, setup codes and key pairs, from the system's secure generator. */
import { randomInt } from "node:crypto";
import { blake2b } from "blakejs";
import nacl from "tweetnacl";

/** No two look alike on paper: no 0 O o, 1 l I. */
const LETTERS = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
/** 69 bits: a recorded WPA2 handshake can be tried against as many passwords as one likes. */
const PASSWORD_LETTERS = 12;
/** Only tried at the device's own pace: docs/portal.md. */
const CODE_DIGITS = 8;
const FINGERPRINT_BYTES = 8;

const hex = (bytes) => Buffer.from(bytes).toString("hex");

export function makePassword() {
  return Array.from({ length: PASSWORD_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join(
    "",
  );
}

export function makeSetupCode() {
  return Array.from({ length: CODE_DIGITS }, () => randomInt(10)).join("");
}

/** An X25519 key pair, as hexadecimal digits. */
export function makeSealKeys() {
  const { publicKey, secretKey } = nacl.box.keyPair();
  return { public: hex(publicKey), secret: hex(secretKey) };
}

/**
 * What a person compares: the first bytes of the BLAKE2b hash of a public key, in groups of four
 * digits. The page shows the same.
 *
 * @param {string} publicKey 64 hexadecimal digits
 */
export function fingerprint(publicKey) {
  const hash = blake2b(Buffer.from(publicKey, "hex"), undefined, FINGERPRINT_BYTES);
  return hex(hash).match(/.{4}/g).join("-");
}
