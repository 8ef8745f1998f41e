/**
 * Whole files that a power cut can't halve: the new text is written beside the old one, which then
 * gives way. SPIFFS renames over nothing, so there are moments with both, or with the new one alone.
 * Firmware: components/modules/file.c.
 */
import { warning } from "./logger";

const NEW = ".new";
/** Behind the text: without it the file was cut short. */
const END = "\nend\n";

function readWhole(name: string): string | undefined {
  const [handle] = io.open(name, "rb");
  if (handle === undefined) return undefined;
  const text = handle.read("*a");
  handle.close();
  if (text === undefined || string.sub(text, -END.length) !== END) return undefined;
  return string.sub(text, 1, -END.length - 1);
}

/**
 * Whether there is such a file, by whichever of its two names. Names have at most 27 bytes.
 *
 * @example require("safe_file").isThere("door.state")
 */
export function isThere(name: string): boolean {
  return file.exists(name) || file.exists(name + NEW);
}

/**
 * The text as it was before the last replace or after it, whatever happened meanwhile; nothing when
 * there is none, or it was damaged.
 *
 * @example print(require("safe_file").read("door.state") or "never opened")
 */
export function read(name: string): string | undefined {
  return readWhole(name) ?? readWhole(name + NEW);
}

function write(name: string, text: string): boolean {
  const [handle] = io.open(name, "wb");
  if (handle === undefined) return false;
  const [written] = handle.write(text + END);
  const closed = handle.close();
  return written !== undefined && closed;
}

/**
 * Replaces the text.
 *
 * @returns false, and a log line with the name, when the flash is full or refuses: then the old text is
 *   still there
 * @example require("safe_file").replace("door.state", "open")
 */
export function replace(name: string, text: string): boolean {
  const fresh = name + NEW;
  // The new one is all there is when the power went between removing and renaming.
  if (!file.exists(name) && readWhole(fresh) !== undefined) file.rename(fresh, name);
  // A file that was interrupted is mended by nothing but its removal.
  file.remove(fresh);
  if (!write(fresh, text)) {
    file.remove(fresh);
    warning("flash", "%s can't be written: is the flash full?", name);
    return false;
  }
  file.remove(name);
  return file.rename(fresh, name);
}

/**
 * Removes the file; a power cut meanwhile leaves it whole or gone.
 *
 * @example require("safe_file").remove("door.state")
 */
export function remove(name: string): void {
  // The old one last: until then it is what counts.
  file.remove(name + NEW);
  file.remove(name);
}

/**
 * The names of all files that begin so, whole or not.
 *
 * @example for _, name in ipairs(require("safe_file").namesWith("door.")) do print(name) end
 */
export function namesWith(prefix: string): string[] {
  const names: string[] = [];
  for (const [name] of pairs(file.list() ?? {})) {
    if (stringFind(name as string, prefix, 1, true)[0] === 1) names.push(name as string);
  }
  return names;
}
