/** What a settings.lua that can't be used may have asked for. Loaded for such a one only. */
import { read, sizeOf } from "./flash_files";

/** Nothing when there is none, or no way to it. */
function textOf(file: string): string {
  let text = "";
  const pieces = read(file, sizeOf(file) ?? 0) as unknown as LuaIterable<string>;
  for (const piece of pieces) text += piece;
  return text;
}

/**
 * Whether a file that can't be used may have asked for a guard: it names one, or loads another file
 * (dofile, loadfile, require), or its end is missing.
 */
export function mayBeGuarded(
  file: string,
  guards: Record<string, string>,
  problem: string,
): boolean {
  const text = textOf(file);
  const sign =
    stringFind(problem, "<eof>", 1, true)[0] ??
    stringFind(text, "[do]file")[0] ??
    stringFind(text, "require%A")[0];
  if (text === "" || sign !== undefined) return true;
  for (const [name] of pairs(guards)) {
    if (stringFind(text, name, 1, true)[0] !== undefined) return true;
  }
  return false;
}
