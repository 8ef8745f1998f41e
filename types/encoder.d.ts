/**
 * NodeMCU module `encoder`: base64 and hex. CONFIG_NODEMCU_CMODULE_ENCODER, off by default:
 * `if (encoder !== undefined)` first. Source: components/modules/encoder.c (dev-esp32).
 */

declare namespace encoder {
  /** @noSelf */
  interface Module {
    toBase64(bytes: string): string;
    /** Raises "Invalid base64 string", also when the length is no multiple of 4. */
    fromBase64(text: string): string;
    /** Lower case. */
    toHex(bytes: string): string;
    /** Raises "Invalid hex string". */
    fromHex(text: string): string;
  }
}

declare const encoder: encoder.Module | undefined;
