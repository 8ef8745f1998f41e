/** bin/nodemcu-sim: reads the command line, runs the simulator until it is told to stop. */
import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { HELP, parseArguments, type Settings } from "./arguments";
import { forReader } from "../../tools/fold_text.mjs";
import { unreadable, wordsOf } from "../../tools/system_words.mjs";
import { CannotStart, EXIT_FAILED, EXIT_WRONG_OPTION } from "./cannot_start";
import type { Advise, HostPorts } from "./host_ports";
import { canLimitHeap, findInterpreter } from "./lua_process";
import { startSimulator, type Simulator } from "./simulator";
import { openTraceFile, type TraceFile } from "./trace_file";

const EXIT_OK = 0;

/** Who starts the simulator: without these it is somebody who typed nodemcu-sim. */
export interface Caller {
  /** How the user gives an option. */
  readonly advise?: Advise;
  /** Says what there is to see, before the address is told. */
  greet?(find: HostPorts["find"]): void;
}

function note(text: string): void {
  process.stderr.write(forReader(process.stderr, `nodemcu-sim: ${text}\n`));
}

function end(code: number, sentence?: string): never {
  if (sentence !== undefined) note(sentence);
  process.exit(code);
}

function version(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return `nodemcu-sim ${version}\n`;
}

function checkAirFile(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    end(
      EXIT_WRONG_OPTION,
      unreadable(path, error, "--air names a file with the networks in range"),
    );
  }
}

function openTrace(settings: Settings): TraceFile {
  try {
    return openTraceFile(settings.traceFile);
  } catch (error) {
    end(EXIT_WRONG_OPTION, `--trace ${settings.traceFile} can't be written: ${wordsOf(error)}`);
  }
}

/** Stops cleanly whatever ends us: a signal, a reader of our output that left, our own bug. */
function stopWith(simulator: () => Simulator | undefined): void {
  const stop = (): void => simulator()?.stop();
  process.once("exit", stop);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(EXIT_OK));
  }
  process.stdout.on("error", () => process.exit(EXIT_OK));
  process.stderr.on("error", () => undefined);
}

async function run(root: string, settings: Settings, caller: Caller): Promise<void> {
  const airFile = settings.airFile ?? join(root, "sim/air.default.json");
  checkAirFile(airFile);
  const interpreter = findInterpreter(root);
  if (interpreter === undefined)
    end(EXIT_FAILED, "lua5.3 is not installed (make setup installs it)");
  if (settings.heapLimitBytes !== undefined && !canLimitHeap(root, interpreter))
    end(EXIT_FAILED, "--heap needs the Lua with the chip's numbers (make lua32 builds it)");
  let simulator: Simulator | undefined;
  stopWith(() => simulator);
  try {
    simulator = await startSimulator(settings, openTrace(settings), {
      root,
      interpreter,
      airFile,
      note,
      advise: caller.advise ?? ((option) => option),
      greet: (find) => caller.greet?.(find),
      out: (bytes) => process.stdout.write(bytes),
      tellAddress: (line) =>
        (settings.console.place?.kind === "stdio" ? process.stderr : process.stdout).write(line),
      onEnd: (report) => end(EXIT_FAILED, `the simulator itself failed:\n${report}`),
    });
  } catch (error) {
    if (error instanceof CannotStart) end(error.exitCode, error.message);
    throw error;
  }
}

/** `root` is the project's folder. */
export async function main(
  root: string,
  argv: readonly string[],
  caller: Caller = {},
): Promise<void> {
  const parsed = parseArguments(argv, caller.advise?.("--help"));
  if (parsed.kind === "help") process.stdout.write(HELP);
  else if (parsed.kind === "version") process.stdout.write(version(root));
  else if (parsed.kind === "wrong") end(EXIT_WRONG_OPTION, parsed.sentence);
  else await run(root, parsed.settings, caller);
}
