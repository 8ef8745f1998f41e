/** bin/nodemcu-sim: reads the command line, runs the simulator until it is told to stop. */
import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { HELP, parseArguments, type Settings } from "./arguments";
import { CannotStart, codeOf, EXIT_FAILED, EXIT_WRONG_OPTION } from "./cannot_start";
import type { Advise } from "./host_ports";
import { findInterpreter } from "./lua_process";
import { startSimulator, type Simulator } from "./simulator";
import { openTraceFile, type TraceFile } from "./trace_file";

const EXIT_OK = 0;

function note(text: string): void {
  process.stderr.write(`nodemcu-sim: ${text}\n`);
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
    end(EXIT_WRONG_OPTION, `--air ${path} can't be read (${codeOf(error)})`);
  }
}

function openTrace(settings: Settings): TraceFile {
  try {
    return openTraceFile(settings.traceFile);
  } catch (error) {
    end(EXIT_WRONG_OPTION, `--trace ${settings.traceFile} can't be written (${codeOf(error)})`);
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

async function run(root: string, settings: Settings, advise: Advise): Promise<void> {
  const airFile = settings.airFile ?? join(root, "sim/air.default.json");
  checkAirFile(airFile);
  const interpreter = findInterpreter(root);
  if (interpreter === undefined)
    end(EXIT_FAILED, "lua5.3 is not installed (make setup installs it)");
  let simulator: Simulator | undefined;
  stopWith(() => simulator);
  try {
    simulator = await startSimulator(settings, openTrace(settings), {
      root,
      interpreter,
      airFile,
      note,
      advise,
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

/** `root` is the project's folder; `advise` tells how the user gives an option. */
export async function main(
  root: string,
  argv: readonly string[],
  advise: Advise = (option) => option,
): Promise<void> {
  const parsed = parseArguments(argv);
  if (parsed.kind === "help") process.stdout.write(HELP);
  else if (parsed.kind === "version") process.stdout.write(version(root));
  else if (parsed.kind === "wrong") end(EXIT_WRONG_OPTION, parsed.sentence);
  else await run(root, parsed.settings, advise);
}
