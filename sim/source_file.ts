/**
 * The text of a Lua file. Read in pieces on the chip: it takes none of the program's heap.
 * Source: components/lua/lua-5.3/lauxlib.c (luaL_loadfilex).
 */
import { NO_SUCH_FILE, type Spiffs } from "./spiffs";

export function readSource(
  spiffs: Spiffs,
  name: string,
): LuaMultiReturn<[bytes: string | undefined, problem: string]> {
  const [bytes, problem] = spiffs.readWhole(name);
  if (bytes === undefined) return $multi(undefined, `cannot open ${name}: ${problem}`);
  if (spiffs.isDamaged(name)) return $multi(undefined, `cannot read ${name}: ${NO_SUCH_FILE}`);
  // A first line that begins with # is skipped, its end kept for the line numbers.
  const [body] = string.gsub(bytes, "^#[^\n]*", "");
  return $multi(body, "");
}
