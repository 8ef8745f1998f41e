/**
 * The console: standard output with node.output's diversion, and the interpreter that runs one line
 * per LOW task. Bytes typed at it, echo and line editing are not modelled.
 * Sources: components/lua/lua-5.3/lua.c, components/modules/node.c (node_output).
 */
import type { AnyFunction } from "./contract";
import type { Kernel } from "./chip";
import { callWithHandler, countArguments, typeOf, type Multi } from "./native";
import type { Loader } from "./lua_load";
import { traceback } from "./position";

const LOW = 0;
const HIGH = 2;
const OUTPUT_CHUNK_BYTES = 127;
const OVERFLOW = "E: output overflow\n";
const PROMPT = "> ";
const CONTINUED_PROMPT = ">> ";

/** @noSelf */
export interface Console {
  /** Standard output: print, io.write, prompts. */
  write(bytes: string): void;
  /** node.output. */
  divert(callback: AnyFunction | undefined, toConsole: boolean): void;
  /** The interpreter's globals and loader, known once the environment stands. */
  attach(globals: Record<string, unknown>, loader: Loader): void;
  /** Runs a chunk as a line of the console; returns its error. */
  run(code: string): string | undefined;
  /** Input, as typed: each line that it completes runs in a LOW task, then comes the prompt. */
  input(text: string): void;
  /** The first prompt, which waits for the pump. */
  greet(): void;
}

export function createConsole(kernel: Kernel): Console {
  let diversion: AnyFunction | undefined;
  let echoes = true;
  let globals: Record<string, unknown> = {};
  let loader: Loader | undefined;
  let unfinished = "";
  let typed = "";

  function postChunk(chunk: string): void {
    const posted = kernel.tasks.post(HIGH, () => {
      kernel.call(diversion, chunk);
    });
    if (!posted) kernel.world.consoleOut(OVERFLOW);
    else if (echoes) kernel.world.consoleOut(chunk);
  }

  function write(bytes: string): void {
    if (diversion === undefined) {
      kernel.world.consoleOut(bytes);
      return;
    }
    for (const at of $range(1, bytes.length, OUTPUT_CHUNK_BYTES)) {
      postChunk(string.sub(bytes, at, at + OUTPUT_CHUNK_BYTES - 1));
    }
  }

  function prompt(): void {
    const text =
      unfinished === ""
        ? (globals["_PROMPT"] ?? PROMPT)
        : (globals["_PROMPT2"] ?? CONTINUED_PROMPT);
    write(tostring(text));
  }

  function compile(code: string): LuaMultiReturn<[chunk: Multi | undefined, problem: string]> {
    const expression = stringMatch(code, "^=(.*)$");
    const source = expression === undefined ? code : `return ${expression}`;
    const [chunk, problem] = loader!.load(source, "=stdin");
    return $multi(chunk as Multi | undefined, problem as string);
  }

  function fail(problem: unknown): string {
    kernel.call(globals["print"] as AnyFunction, "Lua error: ", problem);
    return tostring(problem);
  }

  const printResults: Multi = (ok, ...results) => {
    kernel.checkDown();
    if (ok !== true) {
      const [problem] = countArguments(1, ...results);
      return $multi(fail(problem));
    }
    const [count] = countArguments("#", ...results);
    if (count > 0) (globals["print"] as Multi)(...results);
    return $multi();
  };

  function execute(chunk: Multi): string | undefined {
    const [problem] = printResults(
      ...callWithHandler(chunk, (thrown: unknown) =>
        typeOf(thrown) === "string" && !kernel.isDown() ? traceback(thrown as string) : thrown,
      ),
    );
    return problem as string | undefined;
  }

  function run(code: string): string | undefined {
    const [chunk, problem] = compile(code);
    return chunk === undefined ? fail(problem) : execute(chunk);
  }

  function postLine(line: string): void {
    kernel.tasks.post(LOW, () => {
      const code = unfinished === "" ? line : `${unfinished}\n${line}`;
      const [chunk, problem] = compile(code);
      const endsEarly = stringMatch(tostring(problem), "<eof>'?$") !== undefined;
      const isPart = chunk === undefined && endsEarly;
      unfinished = isPart ? code : "";
      if (!isPart) run(code);
      prompt();
    });
  }

  return {
    write,
    divert: (callback, toConsole) => {
      diversion = callback;
      echoes = toConsole;
    },
    attach: (newGlobals, newLoader) => {
      globals = newGlobals;
      loader = newLoader;
    },
    run,
    input: (text) => {
      typed += text;
      for (const [line] of string.gmatch(typed, "([^\r\n]*)\r?\n")) postLine(line!);
      typed = stringMatch(typed, "[^\n]*$")!;
    },
    greet: () => {
      kernel.tasks.post(LOW, prompt);
    },
  };
}
