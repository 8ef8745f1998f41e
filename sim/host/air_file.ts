/**
 * Watches the air file by reading it again and again, which sees every way in which editors save.
 * Says what is wrong only when it looks the same twice: a file may be seen half written.
 */
import { readFileSync } from "node:fs";
import { toLuaLiteral } from "./lua_literal";

export interface AirFile {
  close(): void;
}

const POLL_MS = 250;

type Reading =
  | { readonly text: string; readonly literal: string }
  | { readonly text: string; readonly wrong: string };

function read(path: string): Reading {
  let text = "";
  try {
    text = readFileSync(path, "utf8");
    return { text, literal: toLuaLiteral(JSON.parse(text)) };
  } catch (error) {
    const unreadable = (error as NodeJS.ErrnoException).code;
    return { text, wrong: unreadable ?? String((error as Error).message).split("\n")[0] ?? "" };
  }
}

/** `onAir` gets the description as Lua source; `onWrong` why there is none. */
export function watchAirFile(
  path: string,
  onAir: (literal: string) => void,
  onWrong: (reason: string) => void,
): AirFile {
  let told: string | undefined;
  let suspect: string | undefined;

  function look(first: boolean): void {
    const reading = read(path);
    const sight = "wrong" in reading ? `${reading.wrong}\n${reading.text}` : reading.text;
    if (sight === told) return;
    if ("literal" in reading) onAir(reading.literal);
    else if (first || sight === suspect) onWrong(reading.wrong);
    else {
      suspect = sight;
      return;
    }
    told = sight;
    suspect = undefined;
  }

  look(true);
  const timer = setInterval(() => look(false), POLL_MS);
  return { close: () => clearInterval(timer) };
}
