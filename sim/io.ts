/**
 * The io library on the flash, a table in RAM. Standard output is the console; standard input
 * belongs to the interpreter and is not modelled. Source: components/lua/lua-5.3/liolib.c.
 */
import { checkString } from "./arguments";
import type { Kernel } from "./chip";
import type { Console } from "./console";
import { createHandles, type Handles } from "./io_handle";
import { makeFile, openFile } from "./io_file";
import { typeOf, type Multi } from "./native";
import { ENOSPC, NO_SPACE, type Spiffs } from "./spiffs";
import { unmodelled } from "./unmodelled";

const MODE_PATTERN = "^[rwa]%+?b?$";

export function createIo(
  kernel: Kernel,
  spiffs: Spiffs,
  console: Console,
): Record<string, unknown> {
  const handles: Handles = createHandles(kernel, spiffs, console);

  function open(name: string, mode: string): LuaMultiReturn<any[]> {
    const mustExist = string.sub(mode, 1, 1) === "r";
    const [problem, errorNumber] = spiffs.refusal(name, mustExist);
    if (problem !== undefined) return $multi(undefined, `${name}: ${problem}`, errorNumber);
    if (!makeFile(spiffs, name, mode)) return $multi(undefined, `${name}: ${NO_SPACE}`, ENOSPC);
    return $multi(handles.create(openFile(spiffs, name, mode)));
  }

  const io: Record<string, unknown> = {
    stdin: handles.stdin,
    stdout: handles.stdout,
    stderr: handles.stderr,
    tmpfile: unmodelled(kernel, "io.tmpfile"),
  };
  let output: object = handles.stdout;

  io["open"] = (name: unknown, mode: unknown) => {
    const fileName = checkString(name, 1, "open");
    const fileMode = mode === undefined ? "r" : checkString(mode, 2, "open");
    if (stringMatch(fileMode, MODE_PATTERN) === undefined)
      kernel.argumentError(2, "open", "invalid mode");
    return open(fileName, fileMode);
  };
  io["popen"] = () => kernel.raise("'popen' not supported");
  io["type"] = (value: unknown) => handles.describe(value);
  io["close"] = (handle: unknown) => handles.methods["close"]!(handle ?? output);
  const write: Multi = (...args) =>
    handles.methods["write"]!(output, ...args) as LuaMultiReturn<any[]>;
  io["write"] = write;
  io["read"] = (...args: any[]) => handles.methods["read"]!(handles.stdin, ...args);
  io["flush"] = () => handles.methods["flush"]!(output);
  io["input"] = unmodelled(kernel, "io.input");
  io["output"] = (target: unknown) => {
    if (target === undefined) return output;
    if (typeOf(target) === "string") {
      const [handle, problem] = open(target as string, "w");
      if (handle === undefined) kernel.raise(problem as string);
      output = handle as object;
    } else {
      output = target as object;
    }
    return output;
  };
  io["lines"] = (name: unknown, ...formats: any[]) => {
    if (name === undefined) return handles.methods["lines"]!(handles.stdin);
    const [handle, problem] = open(checkString(name, 1, "lines"), "r");
    if (handle === undefined) kernel.raise(problem as string);
    return handles.linesOf(handle as object, formats, true);
  };
  return io;
}
