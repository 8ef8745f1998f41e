/** The module `crypto`: digests, with a key or without. Source: components/modules/crypto.c. */
import { checkString } from "./arguments";
import type { Kernel } from "./chip";
import { createDigest, type Algorithm, type Digest } from "./digest";
import { MD5 } from "./digest_md5";
import { SHA1 } from "./digest_sha1";
import { SHA224, SHA256, SHA384, SHA512 } from "./digest_sha2";
import { createHmac } from "./hmac";
import { unmodelled } from "./unmodelled";
import { createUserdata, type Method } from "./userdata";

interface Known {
  /** Undefined: the firmware knows the name, its IDF build lacks the code. */
  readonly algorithm: Algorithm | undefined;
  /** How many bytes the firmware hands out: the sizes of two are wrong in its table. */
  readonly outputBytes: number;
}

const ALGORITHMS: Record<string, Known> = {
  MD5: { algorithm: MD5, outputBytes: 16 },
  RIPEMD160: { algorithm: undefined, outputBytes: 20 },
  SHA1: { algorithm: SHA1, outputBytes: 20 },
  SHA224: { algorithm: SHA224, outputBytes: 32 },
  SHA256: { algorithm: SHA256, outputBytes: 32 },
  SHA384: { algorithm: SHA384, outputBytes: 64 },
  SHA512: { algorithm: SHA512, outputBytes: 64 },
};

/** What lies behind a short digest on the chip's stack is not known; it is not zero. */
const GARBAGE = string.char(0xa5);

interface Hasher {
  digest: Digest | undefined;
  readonly outputBytes: number;
}

export function createCrypto(kernel: Kernel): crypto.Module {
  const { uncounted } = kernel.watchdog;

  function digestOf(handle: object, methodName: string): Digest {
    const { digest } = hashers.stateOf(handle)!;
    return digest ?? unmodelled(kernel, `${methodName}() of a hash after finalize()`)();
  }

  const methods: Record<keyof crypto.Hash, Method> = {
    update: (handle, data) => {
      const bytes = checkString(data, 1, "update");
      const digest = digestOf(handle, "update");
      uncounted(() => {
        digest.update(bytes);
      });
    },
    finalize: (handle) => {
      const digest = digestOf(handle, "finalize");
      const hasher = hashers.stateOf(handle)!;
      let bytes = "";
      uncounted(() => {
        bytes = digest.finish();
      });
      hasher.digest = undefined;
      return bytes + string.rep(GARBAGE, hasher.outputBytes - bytes.length);
    },
  };
  const hashers = createUserdata<Hasher>("crypto.hasher", methods, () => {});

  function start(name: string, make: (algorithm: Algorithm) => Digest): crypto.Hash {
    const known = ALGORITHMS[string.upper(name)] as Known | undefined;
    if (known === undefined) return kernel.raise(`Unsupported algorithm: ${name}`);
    const { algorithm, outputBytes } = known;
    if (algorithm === undefined) return kernel.raise("Error starting context");
    let digest: Digest | undefined;
    uncounted(() => {
      digest = make(algorithm);
    });
    return hashers.create({ digest, outputBytes }) as crypto.Hash;
  }

  return {
    new_hash: (algorithm) => start(checkString(algorithm, 1, "new_hash"), createDigest),
    new_hmac: (algorithm, key) => {
      const name = checkString(algorithm, 1, "new_hmac");
      const bytes = checkString(key, 2, "new_hmac");
      return start(name, (chosen) => createHmac(chosen, bytes));
    },
  };
}
