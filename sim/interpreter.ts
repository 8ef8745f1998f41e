/**
 * The interpreter of the console: chunks of one line or, where the first ones end too early, more.
 * Source: components/lua/lua-5.3/lua.c (dojob, docall, l_print).
 */
import type { Kernel } from "./chip";
import { call, callWithHandler, countArguments, typeOf, type Multi } from "./native";
import type { Loader } from "./lua_load";
import { traceback } from "./position";

const PROMPT = "> ";
const CONTINUED_PROMPT = ">> ";

/** @noSelf */
export interface Interpreter {
  /** One line of input, without its end. */
  line(text: string): void;
  /** Runs a chunk as a line; returns its error. */
  run(code: string): string | undefined;
  /** The program's _PROMPT or _PROMPT2 where it is text, else what the firmware has. */
  prompt(): string;
}

/** `=` stands for `return`, in a first line only. */
function asChunk(line: string): string {
  return string.sub(line, 1, 1) === "=" ? `return ${string.sub(line, 2)}` : line;
}

export function createInterpreter(
  kernel: Kernel,
  globals: Record<string, unknown>,
  loader: Loader,
  write: (text: string) => void,
): Interpreter {
  let unfinished: string | undefined;

  function compile(code: string): LuaMultiReturn<[chunk: Multi | undefined, problem: string]> {
    const [chunk, problem] = loader.load(code, "=stdin");
    return $multi(chunk as Multi | undefined, problem as string);
  }

  /** By the program's own print, which may fail. */
  const print: Multi = (...values) => {
    const [ok, problem] = call(globals["print"] as Multi, ...values);
    kernel.checkDown();
    if (ok !== true) write(`error calling 'print' (${tostring(problem)})\n`);
    return $multi();
  };

  function fail(problem: unknown): string {
    if (problem === undefined) print(problem);
    else print("Lua error: ", problem);
    return tostring(problem);
  }

  const printResults: Multi = (ok, ...results) => {
    kernel.checkDown();
    if (ok !== true) {
      const [problem] = countArguments(1, ...results);
      return $multi(fail(problem));
    }
    const [count] = countArguments("#", ...results);
    if (count > 0) print(...results);
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

  function finish(chunk: Multi | undefined, problem: string): string | undefined {
    return chunk === undefined ? fail(problem) : execute(chunk);
  }

  return {
    line: (text) => {
      const code = unfinished === undefined ? asChunk(text) : `${unfinished}\n${text}`;
      const [chunk, problem] = compile(code);
      const endsEarly = stringMatch(tostring(problem), "<eof>'?$") !== undefined;
      unfinished = chunk === undefined && endsEarly ? code : undefined;
      if (unfinished === undefined) finish(chunk, problem);
    },
    run: (code) => {
      const [chunk, problem] = compile(asChunk(code));
      return finish(chunk, problem);
    },
    prompt: () => {
      const own = globals[unfinished === undefined ? "_PROMPT" : "_PROMPT2"];
      if (typeOf(own) === "string" || typeOf(own) === "number") return tostring(own);
      return unfinished === undefined ? PROMPT : CONTINUED_PROMPT;
    },
  };
}
