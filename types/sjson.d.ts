/**
 * NodeMCU module `sjson`: JSON. CONFIG_NODEMCU_CMODULE_SJSON, off by default:
 * `if (sjson !== undefined)` first. Source: components/modules/sjson.c (dev-esp32).
 */

declare namespace sjson {
  interface DecodeOptions {
    /** Stands for JSON null; by default a light userdata, which is true in a condition. */
    null?: unknown;
    metatable?: object;
  }

  interface EncodeOptions {
    /** The value to write as null. */
    null?: unknown;
  }

  interface Encoder {
    /** At most size bytes (default 1024); undefined at the end. */
    read(size?: number): string | undefined;
  }

  interface Decoder {
    /** The result once it is complete. Raises "JSON parse error: …". */
    write(json: string): unknown;
    /** Raises "decode not complete". */
    result(): unknown;
  }

  /** @noSelf */
  interface Module {
    /**
     * Does not escape a backslash: text with one comes out as broken JSON. An empty table is [].
     * At most 20 levels: raises "encoder stack overflow". Floats with 9 digits.
     */
    encode(value: object, options?: EncodeOptions): string;
    /**
     * Object or array at the top. Raises "JSON parse error: …" and
     * "Incomplete JSON object passed to sjson.decode". Integers above 31 bits become floats.
     */
    decode(json: string, options?: DecodeOptions): unknown;
    encoder(value: object, options?: EncodeOptions): Encoder;
    decoder(options?: DecodeOptions): Decoder;
  }
}

declare const sjson: sjson.Module | undefined;
