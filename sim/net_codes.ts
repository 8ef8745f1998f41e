/** lwIP's err_t, and the words that net's methods raise for it. Source: CM/net.c:210-230. */
import type { Chip } from "./contract";

export const OK = 0;
export const OUT_OF_MEMORY = -1;
export const BUFFER_ERROR = -2;
export const NO_ROUTE = -4;
export const IN_PROGRESS = -5;
export const ILLEGAL_VALUE = -6;
export const WOULD_BLOCK = -7;
export const ADDRESS_IN_USE = -8;
export const NOT_CONNECTED = -11;
export const ABORTED = -13;
export const RESET = -14;
export const ILLEGAL_ARGUMENT = -16;
export const UNKNOWN = -99;

const words: Record<number, string> = {
  [OUT_OF_MEMORY]: "out of memory",
  [BUFFER_ERROR]: "buffer error",
  [NO_ROUTE]: "routing problem",
  [IN_PROGRESS]: "in progress",
  [ILLEGAL_VALUE]: "illegal value",
  [WOULD_BLOCK]: "would block",
  [ADDRESS_IN_USE]: "address in use",
  [NOT_CONNECTED]: "not connected",
  [ABORTED]: "connection aborted",
  [RESET]: "connection reset",
  [ILLEGAL_ARGUMENT]: "illegal argument",
};

/** lwip_lua_checkerr. */
export function raiseCode(chip: Chip, code: number): void {
  if (code !== OK) chip.raise(words[code] ?? "unknown error");
}
