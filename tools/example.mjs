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
import { fold, forReader } from "./fold_text.mjs";
import { ROOT } from "./fresh_folder.mjs";
import { terminalText } from "./terminal_text.mjs";

const EXIT_WRONG_NAME = 2;
const EXIT_FAILED = 1;

function end(code, sentence) {
  process.stderr.write(forReader(process.stderr, `${sentence}\n`));
  process.exit(code);
}

/** The README's section of that name, with the ports that this run has. */
function whatToLookAt(name, find) {
  const section = /## What to look at\n+([^]*?)\n## /.exec(readmeOf(name))?.[1] ?? "";
  const [web, dns] = [find("tcp", 80), find("udp", 53)].map(({ hostAddress, hostPort }) => ({
    address: hostAddress === "0.0.0.0" ? "127.0.0.1" : hostAddress,
    port: hostPort,
  }));
  const ported = section
    .replaceAll("127.0.0.1:8080", `${web.address}:${web.port}`)
    .replaceAll("-p 5300 @127.0.0.1", `-p ${dns.port} @${dns.address}`);
  return terminalText(ported, `examples/${name}`);
}

const [name, ...options] = process.argv.slice(2);
const names = exampleNames();
/** The demo has a target of its own. */
const target = name === "demo" ? "make demo" : `make example NAME=${name}`;
const advise = (option) => `${target} ARGS="${option}"`;
if (process.argv.includes("--help")) {
  process.stdout.write(
    fold(`make example NAME=…   runs one of ${names.join(", ")}
FRESH=1   on a device that has joined nothing yet
ARGS="…"  options of nodemcu-sim, which bin/nodemcu-sim --help lists
`),
  );
  process.exit(0);
}
if (!names.includes(name)) {
  const what =
    name === undefined || name === "" ? "Which example?" : `There is no example ${name}.`;
  end(EXIT_WRONG_NAME, `${what} make example NAME=… knows: ${names.join(", ")}.`);
}

const argv = options.filter((option) => option !== "--fresh");
await checkOptions(argv, advise);
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

await runSimulator(["--flash", flash, "--trace", trace, ...argv], {
  advise,
  greet: (find) => process.stderr.write(`${whatToLookAt(name, find)}\n\nCtrl-C ends.\n\n`),
});
