/** What the command line says of the device itself: modules and levels on pins, its heap. Pure. */
import { OPTIONAL_MODULES, type OptionalModule } from "../optional_modules";
import { isPin } from "../pin_numbers";
import { WrongOption } from "./wrong_option";

/** A level that somebody puts on a pin before the device boots. */
export interface PinLevel {
  readonly pin: number;
  readonly level: 0 | 1;
}

const BYTES_PER_KILOBYTE = 1024;
/** The largest RAM that a module with an ESP32 has. */
const MAX_HEAP_BYTES = 8192 * BYTES_PER_KILOBYTE;

const isOptional = (name: string): name is OptionalModule =>
  (OPTIONAL_MODULES as readonly string[]).includes(name);

/** `crypto,encoder`: each one once. */
export function parseModules(text: string): readonly OptionalModule[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isOptional(name));
  if (unknown !== undefined) {
    throw new WrongOption(
      `--modules ${text}: there is no "${unknown}" to switch on, only ${OPTIONAL_MODULES.join(", ")}`,
    );
  }
  return OPTIONAL_MODULES.filter((name) => names.includes(name));
}

/** `160K` or `163840`: bytes. */
export function parseHeap(text: string): number {
  const [, digits = "", unit] = /^(\d{1,8})(K?)$/.exec(text) ?? [];
  const bytes = Number(digits) * (unit === "K" ? BYTES_PER_KILOBYTE : 1);
  if (bytes >= 1 && bytes <= MAX_HEAP_BYTES) return bytes;
  throw new WrongOption(`--heap ${text} is no number of bytes or kilobytes from 1 to 8192K`);
}

/** `0=0`: a pin and its level. */
export function parsePinLevel(text: string): PinLevel {
  const [, digits = "-1", level] = /^(\d{1,2})=([01])$/.exec(text) ?? [];
  const pin = Number(digits);
  if (level === undefined || !isPin(pin)) {
    throw new WrongOption(
      `--gpio ${text} is not PIN=LEVEL, where PIN is 0 to 39 without 24 and 28 to 31, and LEVEL 0 or 1`,
    );
  }
  return { pin, level: level === "1" ? 1 : 0 };
}
