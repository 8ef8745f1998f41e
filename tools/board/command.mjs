/** What the commands for a board have in common: arguments, a missing port, sentences, exit codes. */
import { parseArgs } from "node:util";
import { forReader } from "../fold_text.mjs";
import { Failure, wrongUsage } from "../flash/failure.mjs";
import { portsHere } from "../flash/serial_ports.mjs";
import { DEFAULT_BAUD } from "./port.mjs";
import { printable } from "./say.mjs";

const BAUD = { baud: { type: "string", default: String(DEFAULT_BAUD) } };

/** Written from the table of options: there is nothing to forget. */
function helpOf(name, options) {
  const all = { ...BAUD, ...options };
  const lines = Object.entries(all).map(([option, { type, default: value, help }]) => {
    const form = `--${option}${type === "string" ? " VALUE" : ""}`;
    const usual = typeof value === "string" && value !== "" ? ` (${value})` : "";
    return `  ${form.padEnd(22)} ${help ?? "the speed of the line"}${usual}`;
  });
  return `make ${name} PORT=/dev/ttyUSB0 ARGS="..."\nWithout PORT it lists the ports found.\n${lines.join("\n")}\n`;
}

async function readArguments(name, options) {
  let parsed;
  try {
    parsed = parseArgs({ options: { ...BAUD, ...options }, allowPositionals: true });
  } catch (error) {
    const [mistake] = error.message.split(". ");
    throw wrongUsage(`${mistake}: make ${name} ARGS=--help lists the options.`);
  }
  const [path, ...others] = parsed.positionals;
  if (!path) throw wrongUsage(`Which port? make ${name} PORT=…; ${await portsHere()}`);
  if (others.length > 0)
    throw wrongUsage(`What is ${others.join(" ")}? The options stand in ARGS.`);
  const baud = Number(parsed.values.baud);
  if (!(baud > 0)) throw wrongUsage(`--baud ${parsed.values.baud} is no speed: take 115200.`);
  return { ...parsed.values, path, baud };
}

/**
 * Runs a command of the Makefile: a Failure becomes its sentence and exit code.
 *
 * @param {string} name its target
 * @param {object} options of node:util's parseArgs, each with its `help`; --baud is always there
 * @param {(values: object) => Promise<void>} run gets the options, `path` and `baud`
 */
export async function runCommand(name, options, run) {
  if (process.argv.includes("--help")) {
    process.stdout.write(helpOf(name, options));
    return;
  }
  try {
    await run(await readArguments(name, options));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(forReader(process.stderr, `${printable(error.message)}\n`));
    process.exitCode = error.exitCode;
  }
}

/** Ctrl-C in the middle of writing is safe; the user hears what to do. */
export function explainInterruption(sentence) {
  for (const [signal, number] of [
    ["SIGINT", 2],
    ["SIGTERM", 15],
  ]) {
    process.on(signal, () => {
      process.stderr.write(`\n${sentence}\n`);
      process.exit(128 + number);
    });
  }
}
