/**
 * Files in flash: the only file that says `io` and `file`. Four may be open at a time in all.
 * Firmware: components/modules/file.c.
 */
import { Pull } from "./http_codec";

const enum Limit {
  PieceBytes = 1400,
}

/**
 * Whether there is a file of this name. Names are at most 31 bytes; a slash is a part of the name.
 *
 * @example require("flash_files").exists("www/index.html")
 */
export function exists(name: string): boolean {
  return file.exists(name);
}

/**
 * Bytes, or nothing when there is no such file.
 *
 * @example print(require("flash_files").sizeOf("settings.lua") or "no settings")
 */
export function sizeOf(name: string): number | undefined {
  const [handle] = io.open(name, "rb");
  if (handle === undefined) return undefined;
  const [size] = handle.seek("end");
  handle.close();
  return size;
}

/**
 * Gives the file piece by piece; it is open only while a piece is read.
 *
 * @param size as sizeOf told it: a seek beyond the end leaves the place as it was
 * @returns a function that gives 1 to 1400 bytes at each call; nothing at the end, or once the file
 *   can't be opened
 * @example
 * local files = require("flash_files")
 * for piece in files.read("log.txt", files.sizeOf("log.txt") or 0) do print(#piece) end
 */
export function read(name: string, size: number): Pull {
  let at = 0;
  return () => {
    if (at >= size) return undefined;
    const [handle] = io.open(name, "rb");
    if (handle === undefined) return undefined;
    handle.seek("set", at);
    const piece = handle.read(Limit.PieceBytes);
    handle.close();
    at += Limit.PieceBytes;
    return piece;
  };
}
