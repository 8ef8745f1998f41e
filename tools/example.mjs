/**
 * What `make example` runs: builds an example and runs it on a simulated device.
 *
 *   node tools/example.mjs NAME [--fresh] [options of nodemcu-sim]
 *
 * build/examples/NAME is its flash, build/examples/NAME.jsonl its trace. --fresh forgets the network
 * that it has joined.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildExamples, exampleNames, readmeOf } from "./build_examples.mjs";
import { buildSimulator, checkOptions, runSimulator } from "./build_sim.mjs";
import { makeFlash } from "./example_flash.mjs";
import { ROOT } from "./fresh_folder.mjs";

const EXIT_WRONG_NAME = 2;
const EXIT_FAILED = 1;

function end(code, sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** The README's section of that name, without the marks of Markdown. */
function whatToLookAt(name) {
  const section = /## What to look at\n+([^]*?)\n## /.exec(readmeOf(name))?.[1] ?? "";
  return section
    .replace(/^```.*\n/gm, "")
    .replace(/`/g, "")
    .trim();
}

const [name, ...options] = process.argv.slice(2);
const names = exampleNames();
if (process.argv.includes("--help")) {
  process.stdout.write(
    `make example NAME=…    runs one of ${names.join(", ")}; FRESH=1: on an empty device
ARGS="..." takes the options of bin/nodemcu-sim, which its own --help lists
`,
  );
  process.exit(0);
}
if (!names.includes(name)) {
  const what =
    name === undefined || name === "" ? "Which example?" : `There is no example ${name}.`;
  end(EXIT_WRONG_NAME, `${what} make example NAME=… knows: ${names.join(", ")}.`);
}

const argv = options.filter((option) => option !== "--fresh");
await checkOptions(argv);
const flash = join(ROOT, "build/examples", name);
const trace = `${flash}.jsonl`;
if (options.includes("--fresh")) rmSync(flash, { recursive: true, force: true });
try {
  buildExamples();
  await buildSimulator();
  await makeFlash(name, flash);
} catch (error) {
  end(EXIT_FAILED, `The example ${name} can't be built: ${error.message}`);
}

process.stderr.write(`${whatToLookAt(name)}\n\nCtrl-C ends.\n\n`);
await runSimulator(
  ["--flash", flash, "--trace", trace, ...argv],
  (options) => `make example NAME=${name} ARGS="${options}"`,
);
