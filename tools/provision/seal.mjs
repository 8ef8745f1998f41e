/** Seals a form for a device's key, as the page does. Format: docs/sealing.md (crypto_box_seal). */
import { blake2b } from "blakejs";
import nacl from "tweetnacl";

/** All that is sealed has a multiple of this length, so that the length tells little. */
const BLOCK_BYTES = 256;

/** A form ends where the next field would begin: more of these signs change nothing. */
function pad(text) {
  const bytes = Buffer.from(text, "utf8");
  const padded = Buffer.alloc(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES, "&");
  bytes.copy(padded);
  return padded;
}

/**
 * @param {string} text the form
 * @param {string} publicKey of the device, 64 hexadecimal digits
 * @returns {string} the box, in hexadecimal digits
 */
export function seal(text, publicKey) {
  const theirs = new Uint8Array(Buffer.from(publicKey, "hex"));
  const ours = nacl.box.keyPair();
  const both = Buffer.concat([ours.publicKey, theirs]);
  const nonce = blake2b(both, undefined, nacl.box.nonceLength);
  const box = nacl.box(pad(text), nonce, theirs, ours.secretKey);
  ours.secretKey.fill(0);
  return Buffer.concat([ours.publicKey, box]).toString("hex");
}
