/**
 * Empty files in flash that ask for the setup at the next start. One counts only once it is removed:
 * a flash that can't remove it never opens the setup again and again.
 * Firmware: components/modules/file.c, whose remove tells of no error.
 */
import { warning } from "./logger";

export const DOUBLE_RESET_FLAG = "double_reset.flag";
export const BUTTON_FLAG = "setup_button.flag";

export function isRaised(name: string): boolean {
  return file.exists(name);
}

/** Writes it. Where it can't be, a log line says so. */
export function raise(name: string): boolean {
  const [, handle] = pcall(() => io.open(name, "w")[0]);
  if (handle !== undefined && type(handle) !== "string") (handle as LuaFile).close();
  const isThere = isRaised(name);
  if (!isThere) warning("flag", "%s can't be written: is the flash full?", name);
  return isThere;
}

/** Removes it; whether it was there and is gone. */
export function lower(name: string): boolean {
  if (!isRaised(name)) return false;
  pcall(file.remove, name);
  const isGone = !isRaised(name);
  if (!isGone) warning("flag", "%s can't be removed, and does not count", name);
  return isGone;
}
