/**
 * NodeMCU module `crypto`: digests. CONFIG_NODEMCU_CMODULE_CRYPTO, off by default:
 * `if (crypto !== undefined)` first. Source: components/modules/crypto.c (dev-esp32).
 */

declare namespace crypto {
  /**
   * SHA224 and SHA384 end in garbage bytes, RIPEMD160 is not in the default IDF build ("Error
   * starting context"). The firmware ignores upper and lower case.
   */
  type Algorithm = "MD5" | "RIPEMD160" | "SHA1" | "SHA224" | "SHA256" | "SHA384" | "SHA512";

  interface Hash {
    update(data: string): void;
    /** Raw bytes. Nothing may be called afterwards. */
    finalize(): string;
  }

  /** @noSelf */
  interface Module {
    /** Raises "Unsupported algorithm: X". */
    new_hash(algorithm: Algorithm): Hash;
    new_hmac(algorithm: Algorithm, key: string): Hash;
  }
}

declare const crypto: crypto.Module | undefined;
