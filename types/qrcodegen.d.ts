/**
 * NodeMCU module `qrcodegen`. CONFIG_NODEMCU_CMODULE_QRCODEGEN, off by default:
 * `if (qrcodegen !== undefined)` first. Source: components/modules/qrcodegen.c (dev-esp32).
 */

declare namespace qrcodegen {
  /** A finished code: opaque bytes. */
  type QrCode = string & { readonly __qrCode: unique symbol };

  interface Options {
    /** 1 to 40, default 1. */
    minver?: number;
    /** minver to 40. The default 40 takes nearly 8 KB while encoding: give a small one. */
    maxver?: number;
    /** Error correction, default LOW. */
    ecl?: number;
    /** AUTO or 0 to 7. */
    mask?: number;
    /** Raises the error correction where it costs no larger version. */
    boostecl?: boolean;
  }

  /** @noSelf */
  interface Module {
    readonly LOW: number;
    readonly MEDIUM: number;
    readonly QUARTILE: number;
    readonly HIGH: number;
    readonly AUTO: number;
    /** Undefined when text does not fit maxver. */
    encodeText(text: string, options?: Options): QrCode | undefined;
    /** Side length in modules. */
    getSize(code: QrCode): number;
    /** True for dark; x and y from 0. */
    getPixel(code: QrCode, x: number, y: number): boolean;
  }
}

declare const qrcodegen: qrcodegen.Module | undefined;
