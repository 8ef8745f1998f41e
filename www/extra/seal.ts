/**
 * The extra script seal.js: loaded only where the device has a key. Seals what a form holds, so that
 * whoever listens learns nothing of it. Format: docs/sealing.md (libsodium's crypto_box_seal).
 */
import { blake2b } from "blakejs/blake2b.js";
import nacl from "tweetnacl/nacl.js";
import "../sealing";

const FINGERPRINT_BYTES = 8;
/** All that is sealed has a multiple of this length, so that the length tells little. */
const BLOCK_BYTES = 256;

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 16 ? "0" : "") + byte.toString(16)).join("");
}

function fromHex(digits: string): Uint8Array {
  return new Uint8Array((digits.match(/../g) || []).map((pair) => parseInt(pair, 16)));
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function fingerprint(publicKey: string): string {
  const hash = toHex(blake2b(fromHex(publicKey), undefined, FINGERPRINT_BYTES));
  return (hash.match(/.{4}/g) || []).join("-");
}

/** A form ends where the next field would begin: more of these signs change nothing. */
function pad(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES);
  padded.fill("&".charCodeAt(0));
  padded.set(bytes);
  return padded;
}

function seal(text: string, publicKey: string): string {
  const theirs = fromHex(publicKey);
  const ours = nacl.box.keyPair();
  const nonce = blake2b(concat(ours.publicKey, theirs), undefined, nacl.box.nonceLength);
  const box = nacl.box(pad(text), nonce, theirs, ours.secretKey);
  ours.secretKey.fill(0);
  return toHex(concat(ours.publicKey, box));
}

// Without the browser's secure numbers there is no sealing, and the page says so.
if (self.crypto) window.sealing = { fingerprint, seal };
