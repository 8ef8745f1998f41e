/** NaCl's boxes with an anonymous sender. Sources: libsodium's crypto_box_seal.c, crypto_box_easy.c. */
import { blake2b } from "./blake2b";
import { poly1305 } from "./poly1305";
import { hsalsa20, xorBytes, xsalsa20 } from "./salsa20";
import { KEY_BYTES, publicKeyOf, x25519 } from "./x25519";

const TAG_BYTES = 16;
const NONCE_BYTES = 24;
export const SEAL_BYTES = KEY_BYTES + TAG_BYTES;
const ZEROS = (count: number): string => string.rep(string.char(0), count);

/** What both ends know; undefined when the public key is a bad point. */
function sharedKey(secret: string, publicKey: string): string | undefined {
  const product = x25519(secret, publicKey);
  return product === ZEROS(KEY_BYTES) ? undefined : hsalsa20(product, ZEROS(16));
}

const nonceOf = (sender: string, receiver: string): string =>
  blake2b(sender + receiver, NONCE_BYTES);

/** `sender` is a new secret key of 32 random bytes. Undefined: nothing can be sealed for that key. */
export function seal(message: string, receiver: string, sender: string): string | undefined {
  const senderPublic = publicKeyOf(sender);
  const key = sharedKey(sender, receiver);
  if (key === undefined) return undefined;
  const nonce = nonceOf(senderPublic, receiver);
  const stream = xsalsa20(key, nonce, KEY_BYTES + message.length);
  const cipher = xorBytes(message, string.sub(stream, KEY_BYTES + 1));
  return senderPublic + poly1305(cipher, string.sub(stream, 1, KEY_BYTES)) + cipher;
}

/** Undefined: it was not sealed for this key, or changed since. */
export function openSeal(sealed: string, publicKey: string, secret: string): string | undefined {
  const sender = string.sub(sealed, 1, KEY_BYTES);
  const tag = string.sub(sealed, KEY_BYTES + 1, SEAL_BYTES);
  const cipher = string.sub(sealed, SEAL_BYTES + 1);
  const key = sharedKey(secret, sender);
  if (key === undefined) return undefined;
  const stream = xsalsa20(key, nonceOf(sender, publicKey), KEY_BYTES + cipher.length);
  if (poly1305(cipher, string.sub(stream, 1, KEY_BYTES)) !== tag) return undefined;
  return xorBytes(cipher, string.sub(stream, KEY_BYTES + 1));
}
