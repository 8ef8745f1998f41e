/**
 * NodeMCU module `sodium`: random numbers and sealed boxes. CONFIG_NODEMCU_CMODULE_SODIUM, off by
 * default: `if (sodium !== undefined)` first. Source: components/modules/sodium.c (dev-esp32).
 */

declare namespace sodium {
  /** @noSelf */
  interface Random {
    /** A signed 32-bit integer. */
    random(): number;
    /** 0 to limit - 1. */
    uniform(limit: number): number;
    buf(byteCount: number): string;
  }

  /** @noSelf */
  interface CryptoBox {
    keypair(): LuaMultiReturn<[publicKey: string, secretKey: string]>;
    /** Raises "Bad public key size!". */
    seal(message: string, publicKey: string): string;
    /**
     * Undefined when it does not fit the keys. Raises "Bad secret key size!", and an allocation
     * error when sealed is under 48 bytes.
     */
    seal_open(sealed: string, publicKey: string, secretKey: string): string | undefined;
  }

  /** @noSelf */
  interface Module {
    readonly random: Random;
    readonly crypto_box: CryptoBox;
  }
}

declare const sodium: sodium.Module | undefined;
