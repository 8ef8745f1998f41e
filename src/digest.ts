/**
 * SHA-1 and base64: by the firmware's modules `crypto` and `encoder` where it has them, else by own
 * code, which is loaded when it is needed. Same results.
 * Firmware: components/modules/crypto.c and encoder.c.
 */

/**
 * The SHA-1 digest, 20 raw bytes. Its own code is given back at once: digests are rare.
 *
 * @param bytes less than 16 MB
 * @example
 * local digest = require("digest")
 * print(digest.toBase64(digest.sha1("abc"))) --> qZk+NkcGgWq6PiVxeFDCbJzQ2J0=
 */
export function sha1(bytes: string): string {
  if (crypto === undefined) {
    const codec = require("./sha1_codec") as typeof import("./sha1_codec");
    luaPackage.loaded.sha1_codec = undefined;
    return codec.sha1(bytes);
  }
  const hash = crypto.new_hash("SHA1");
  hash.update(bytes);
  return hash.finalize();
}

/**
 * Base64 with padding and without line ends. RFC 4648 section 4.
 *
 * @param bytes any, of any length: the result has four characters for three of them
 * @example require("digest").toBase64("foob") -- "Zm9vYg=="
 */
export function toBase64(bytes: string): string {
  if (encoder === undefined) {
    const codec = require("./base64_codec") as typeof import("./base64_codec");
    return codec.encodeBase64(bytes);
  }
  return encoder.toBase64(bytes);
}
