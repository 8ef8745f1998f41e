/** Files in flash: the only file that says `io` and `file`. Four may be open at a time in all. */
import { Pull } from "./http_codec";

const PIECE_BYTES = 1400;

export function exists(name: string): boolean {
  return file.exists(name);
}

/** Bytes, or nothing when there is no such file. */
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
 * @param size as sizeOf told it: this file system does not seek beyond the end, but stays where it was
 */
export function read(name: string, size: number): Pull {
  let at = 0;
  return () => {
    if (at >= size) return undefined;
    const [handle] = io.open(name, "rb");
    if (handle === undefined) return undefined;
    handle.seek("set", at);
    const piece = handle.read(PIECE_BYTES);
    handle.close();
    at += PIECE_BYTES;
    return piece;
  };
}
