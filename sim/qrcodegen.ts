/** The module `qrcodegen`. Source: components/modules/qrcodegen.c. */
import { checkInteger, checkString } from "./arguments";
import type { Kernel } from "./chip";
import { cutString } from "./lua_arguments";
import { optionBoolean, optionInRange, optionsOf } from "./options";
import { bitsUsed, codeBytes, segmentOf, type Segment } from "./qr_data";
import { applyMask, penaltyOf } from "./qr_mask";
import { drawData, drawFormat, newMatrix, type Matrix } from "./qr_matrix";
import { dataBytes, LAST_VERSION, sizeOf } from "./qr_tables";

const LOW = 0;
const HIGH = 3;
const AUTO = -1;
const LAST_MASK = 7;
const BYTE_BITS = 8;
const LEAST_SIZE = 21;
const GREATEST_SIZE = 177;
/** The buffer is as long as for the greatest version that was allowed; nobody clears its end. */
const GARBAGE = string.char(0xa5);

interface Wanted {
  readonly minVersion: number;
  readonly maxVersion: number;
  readonly level: number;
  readonly mask: number;
  readonly boost: boolean;
}

const bufferBytes = (size: number): number => Math.floor((size * size + 7) / BYTE_BITS) + 1;

function fits(segment: Segment, version: number, level: number): boolean {
  const used = bitsUsed(segment, version);
  return used !== undefined && used <= dataBytes(version, level) * BYTE_BITS;
}

/** Draws the format with the mask that looks best. The first one wins a draw. */
function chooseMask(matrix: Matrix, level: number): number {
  let best = 0;
  let least: number | undefined;
  for (const mask of $range(0, LAST_MASK)) {
    drawFormat(matrix, level, mask);
    applyMask(matrix, mask);
    const penalty = penaltyOf(matrix);
    if (least === undefined || penalty < least) {
      best = mask;
      least = penalty;
    }
    applyMask(matrix, mask);
  }
  return best;
}

/** The size in the first byte, then eight modules a byte, the least significant bit first. */
function pack({ size, modules }: Matrix): string {
  const bytes = [string.char(size)];
  for (const first of $range(0, size * size - 1, BYTE_BITS)) {
    let byte = 0;
    for (const index of $range(first + BYTE_BITS - 1, first, -1)) {
      byte = byte * 2 + (index < size * size ? modules.get(index) : 0);
    }
    bytes.push(string.char(byte));
  }
  return table.concat(bytes);
}

function encode(text: string, wanted: Wanted): string | undefined {
  const segment = segmentOf(text);
  if (segment === undefined) return undefined;
  let version = wanted.minVersion;
  while (!fits(segment, version, wanted.level)) {
    version += 1;
    if (version > wanted.maxVersion) return undefined;
  }
  let level = wanted.level;
  for (const higher of $range(LOW + 1, HIGH)) {
    if (wanted.boost && fits(segment, version, higher)) level = higher;
  }
  const matrix = newMatrix(version);
  drawData(matrix, codeBytes(segment, version, level));
  const mask = wanted.mask === AUTO ? chooseMask(matrix, level) : wanted.mask;
  applyMask(matrix, mask);
  drawFormat(matrix, level, mask);
  const code = pack(matrix);
  return code + string.rep(GARBAGE, bufferBytes(sizeOf(wanted.maxVersion)) - code.length);
}

export function createQrcodegen(kernel: Kernel): Record<string, unknown> {
  /** What is no code aborts the chip. */
  function checkSize(code: string, functionName: string): number {
    const size = code === "" ? 0 : string.byte(code, 1);
    if (size < LEAST_SIZE || size > GREATEST_SIZE) {
      kernel.crash("abort", `assert failed: ${functionName} qrcodegen.c`);
    }
    return size;
  }

  function encodeText(given: unknown, table: unknown): string | undefined {
    const text = checkString(given, 1, "encodeText");
    const options = optionsOf(kernel, "encodeText", table);
    const minVersion = optionInRange(options, "minver", 1, 1, LAST_VERSION);
    const maxVersion = optionInRange(options, "maxver", LAST_VERSION, minVersion, LAST_VERSION);
    const level = optionInRange(options, "ecl", LOW, LOW, HIGH);
    const mask = optionInRange(options, "mask", AUTO, AUTO, LAST_MASK);
    const boost = optionBoolean(options, "boostecl", false);
    let code: string | undefined;
    kernel.watchdog.uncounted(() => {
      const wanted: Wanted = { minVersion, maxVersion, level, mask, boost };
      code = encode(cutString(text, text.length), wanted);
    });
    return code;
  }

  return {
    encodeText,
    getSize: (code: unknown) => checkSize(checkString(code, 1, "getSize"), "qrcodegen_getSize"),
    getPixel: (code: unknown, xValue: unknown, yValue: unknown) => {
      const bytes = checkString(code, 1, "getPixel");
      const x = checkInteger(xValue, 2, "getPixel");
      const y = checkInteger(yValue, 3, "getPixel");
      const size = bytes === "" ? 0 : string.byte(bytes, 1);
      if (x < 0 || y < 0 || x >= size || y >= size) return false;
      checkSize(bytes, "getModule");
      const index = y * size + x;
      const place = Math.floor(index / BYTE_BITS) + 2;
      let byte = place <= bytes.length ? string.byte(bytes, place) : 0;
      for (const _ of $range(1, index % BYTE_BITS)) byte = Math.floor(byte / 2);
      return byte % 2 === 1;
    },
    LOW,
    MEDIUM: 1,
    QUARTILE: 2,
    HIGH,
    AUTO,
  };
}
