/** What all our commands do with their arguments: --help is answered, a mistake is one sentence. */
import { parseArgs } from "node:util";

const WRONG_USE = 2;

/** Ends the program: what was wrong, in one sentence. */
export function wrongUse(problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(WRONG_USE);
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
    wrongUse(`${error.message.split(". ")[0]}; --help lists the options.`);
  }
  if (parsed.values.help) {
    process.stdout.write(usage);
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
