/** Paths of URLs. Pure. RFC 3986. */
import { hexToByte } from "./hex_codec";

/** Percent signs decoded, once; nothing when one is malformed. A plus sign is a plus sign here. */
export function decodePath(path: string): string | undefined {
  const [checked] = string.gsub(path, "%%%x%x", "");
  if (stringFind(checked, "%", 1, true)[0] !== undefined) return undefined;
  const [decoded] = string.gsub(path, "%%(%x%x)", hexToByte);
  return decoded;
}

/**
 * The file below a root folder that a path names, or nothing where it would lead out of it or to a
 * hidden file: `..`, `.`, empty segments, backslashes, control characters, also percent-encoded.
 *
 * @param path begins with a slash; one that ends with it means `index.html` there
 */
export function fileOf(path: string): string | undefined {
  const decoded = decodePath(path);
  if (decoded === undefined || string.sub(decoded, 1, 1) !== "/") return undefined;
  if (stringFind(decoded, "[%c\\]")[0] !== undefined) return undefined;
  if (stringFind(decoded, "/[./]")[0] !== undefined) return undefined;
  const name = string.sub(decoded, 2);
  return name === "" || string.sub(name, -1) === "/" ? name + "index.html" : name;
}
