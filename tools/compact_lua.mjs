/**
 * Lua as it lies on a board: the same program in two thirds of the bytes, and with fewer instructions.
 * Locals have names of a letter, constants and what is used once stand where they are used, and each
 * statement of the top level is one line: that is what the line numbers of errors still tell. Pure.
 */
import { bind } from "./compact/bindings.mjs";
import { printLua } from "./compact/print.mjs";
import { REWRITES } from "./compact/rewrites.mjs";
import { shortenNames } from "./compact/short_names.mjs";
import { parseLua } from "./compact/syntax_tree.mjs";

/**
 * @param {string} source valid Lua 5.1 or 5.3, with each byte as one character where it is not ASCII;
 *   no methods (`function a:b()`), which our compiler does not write
 * @param {{rewrites?: ((chunk: object) => void)[]}} options `rewrites`: [] leaves the bytecode as it is
 * @returns {string} the same program; without a line's end at its end
 * @throws {SyntaxError} at what no Lua can hold, with the number of its line
 * @example compactLua("local sum = 1 -- one\nreturn sum, sum") // "return 1,1"
 */
export function compactLua(source, { rewrites = REWRITES } = {}) {
  const chunk = parseLua(source);
  bind(chunk);
  for (const rewrite of rewrites) rewrite(chunk);
  shortenNames(chunk);
  return printLua(chunk);
}
