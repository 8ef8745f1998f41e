/** Paths of URLs. Pure. RFC 3986. */
import { hexToByte } from "./hex_codec";

/**
 * Percent signs decoded, once; nothing when one is malformed. A plus sign is a plus sign here.
 * RFC 3986 section 2.1.
 *
 * @example require("web_path_codec").decodePath("/caf%C3%A9") -- "/café"
 */
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
 * @example
 * require("web_path_codec").fileOf("/css/page.css") -- "css/page.css"
 * require("web_path_codec").fileOf("/%2e%2e/init.lua") -- nil
 */
export function fileOf(path: string): string | undefined {
  const decoded = decodePath(path);
  if (decoded === undefined || string.sub(decoded, 1, 1) !== "/") return undefined;
  if (stringFind(decoded, "[%c\\]")[0] !== undefined) return undefined;
  if (stringFind(decoded, "/[./]")[0] !== undefined) return undefined;
  const name = string.sub(decoded, 2);
  return name === "" || string.sub(name, -1) === "/" ? name + "index.html" : name;
}
