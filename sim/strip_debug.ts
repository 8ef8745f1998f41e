/**
 * What node.stripdebug takes from code. The VM of tools/lua32 does it in place, as the firmware does;
 * another Lua 5.3 makes level 3 out of bytecode, and keeps the names of level 2; Lua 5.1 keeps all.
 * A line is 4 bytes for each instruction here, and about 1 on the chip, which packs them.
 * Source: components/lua/lua-5.3/ldump.c (luaU_stripdebug), lparser.c (compile_stripdebug).
 */
import { loadProgram, stripInPlace, workForCaller } from "./heap";
import { hostLibrary, setEnvironment, type Multi } from "./native";

workForCaller();

/** The level that leaves code as it is. */
export const KEEP_NAMES = 1;
const WITHOUT_LINES = 3;

/** The header of a binary chunk up to its table of sizes; those of an integer and a float in it. */
const SIZES_AT = 13;
const INTEGER_SIZE = SIZES_AT + 3;
const FLOAT_SIZE = SIZES_AT + 4;
/** A longer name is written with more than one byte of length. */
const LONGEST_NAME = 253;

const dump = hostLibrary("string")["dump"] as Multi;

/** Bytecode without debug information, in which the name of the source still stands, as on the chip. */
function bytecodeOf(chunk: Multi, name: string): string {
  const [bytes] = dump(chunk, true);
  const code = bytes as string;
  if (name.length > LONGEST_NAME) return code;
  const numberBytes = string.byte(code, INTEGER_SIZE) + string.byte(code, FLOAT_SIZE);
  // Two numbers, and how many upvalues there are.
  const nameAt = FLOAT_SIZE + numberBytes + 2;
  const length = string.char(name.length + 1);
  return string.sub(code, 1, nameAt - 1) + length + name + string.sub(code, nameAt + 1);
}

/** The chunk, just compiled under this name, or the same without what the level takes. */
export function stripped(chunk: Multi, name: string, environment: unknown, level: number): Multi {
  if (stripInPlace !== undefined) stripInPlace(chunk, level);
  else if (level === WITHOUT_LINES) {
    const [bare] = loadProgram(bytecodeOf(chunk, name), name, "b", environment);
    return bare as Multi;
  }
  return chunk;
}

/** Strips a function that is there already; returns how many bytes that freed, 0 where it can't be. */
export function stripFunction(target: Multi, level: number): number {
  if (stripInPlace === undefined || setEnvironment !== undefined || level === KEEP_NAMES) return 0;
  const [bytes] = stripInPlace(target, level);
  return bytes as number;
}
