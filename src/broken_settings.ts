/** What a settings.lua that can't be used may have asked for. Loaded for such a one only. */
import { read, sizeOf } from "./flash_files";

/** Nothing when there is none, or no way to it. */
function textOf(file: string): string {
  const pull = read(file, sizeOf(file) ?? 0);
  let text = "";
  let piece = pull();
  while (piece !== undefined) {
    text += piece;
    piece = pull();
  }
  return text;
}

/** Whether a file that can't be used may have asked for a guard: it names one, or its end is missing. */
export function mayBeGuarded(file: string, guards: Record<string, true>, problem: string): boolean {
  const text = textOf(file);
  if (text === "" || stringFind(problem, "<eof>", 1, true)[0] !== undefined) return true;
  for (const [name] of pairs(guards)) {
    if (stringFind(text, name, 1, true)[0] !== undefined) return true;
  }
  return false;
}
