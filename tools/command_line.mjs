/** What all our commands do with their arguments: --help is answered, a mistake is one sentence. */
import { parseArgs } from "node:util";
import { fold, forReader } from "./fold_text.mjs";

const WRONG_USE = 2;

/** Ends the program: what was wrong, in one sentence. */
export function wrongUse(problem) {
  process.stderr.write(forReader(process.stderr, `${problem}\n`));
  process.exit(WRONG_USE);
}

/** How its user asks the command for help: by make where it is a target. */
function askingForHelp(usage) {
  const [target] = /\bmake [a-z-]+/.exec(usage.split("\n")[0]) ?? [];
  return target === undefined ? "--help" : `${target} ARGS=--help`;
}

/**
 * Reads the arguments; ends the program after --help and after a mistake.
 *
 * @param {string} usage what --help prints
 * @param {import("node:util").ParseArgsConfig} [config] as parseArgs takes it
 */
export function commandLine(usage, config = {}) {
  const options = { ...config.options, help: { type: "boolean" } };
  let parsed;
  try {
    parsed = parseArgs({ ...config, options });
  } catch (error) {
    wrongUse(`${error.message.split(". ")[0]}; ${askingForHelp(usage)} lists the options.`);
  }
  if (parsed.values.help) {
    process.stdout.write(fold(usage));
    process.exit(0);
  }
  return parsed;
}

/** A whole number from `least` on; else the program ends. */
export function wholeNumber(name, text, least) {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) {
    wrongUse(`${name} has to be a whole number, ${least} or more.`);
  }
  return number;
}
