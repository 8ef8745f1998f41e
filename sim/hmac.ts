/** A digest with a key. RFC 2104. */
import { blockBytesOf, createDigest, type Algorithm, type Digest } from "./digest";
import { xorLimbs } from "./words";

const INNER = 0x36;
const OUTER = 0x5c;

function masked(key: string, mask: number, length: number): string {
  const [bytes] = string.gsub(key, ".", (byte) =>
    string.char(xorLimbs(stringByte(byte) ?? 0, mask)),
  );
  return bytes + string.rep(string.char(mask), length - key.length);
}

export function createHmac(algorithm: Algorithm, key: string): Digest {
  const blockBytes = blockBytesOf(algorithm);
  let used = key;
  if (key.length > blockBytes) {
    const short = createDigest(algorithm);
    short.update(key);
    used = short.finish();
  }
  const inner = createDigest(algorithm);
  inner.update(masked(used, INNER, blockBytes));

  return {
    algorithm,
    update: inner.update,
    finish: () => {
      const outer = createDigest(algorithm);
      outer.update(masked(used, OUTER, blockBytes));
      outer.update(inner.finish());
      return outer.finish();
    },
  };
}
