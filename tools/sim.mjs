/**
 * What `make sim` runs: the simulator with its flash kept in build/flash, our own files refreshed,
 * and an air file to edit.
 *
 *   node tools/sim.mjs [--fresh] [options of nodemcu-sim]
 *
 * --fresh empties the flash and restores the air file.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { checkOptions, runSimulator } from "./build_sim.mjs";
import { savedSsid } from "./saved_network.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const FLASH = join(ROOT, "build/flash");
const AIR = join(ROOT, "build/air.json");

/** With one of these the hints below would not be about what runs. */
const OTHER_WORLD = /^(--(flash|air|help|version)\b|-h$)/;

const shown = (path) => relative(process.cwd(), path) || path;

/** The user may have broken the file; the simulator says so. */
function easyNetwork() {
  try {
    const { networks } = JSON.parse(readFileSync(AIR, "utf8"));
    const easy = networks.find(({ ssid, password, hidden }) => ssid && password && hidden !== true);
    return easy && `Try the network ${easy.ssid} with the password ${easy.password}`;
  } catch {
    return undefined;
  }
}

function whatToOpen() {
  const ssid = savedSsid(FLASH);
  if (ssid === undefined) {
    return [
      "Open the address below in a browser: you are a phone on the device's access point.",
      easyNetwork(),
    ];
  }
  return [
    `The device joins ${ssid} by itself, as it did before; if it can't, its access point comes back.`,
    "make sim FRESH=1 begins anew: it empties the flash and restores the networks.",
  ];
}

function whatComesThen() {
  const app = join(FLASH, "app.lua");
  const missing = existsSync(app) ? "" : ", which is yours to write";
  return [
    `Online, it runs ${shown(app)}${missing}.`,
    "What that serves at port 80 is then at the same address.",
  ];
}

const argv = process.argv.slice(2).filter((argument) => argument !== "--fresh");
await checkOptions(argv);
if (process.argv.includes("--fresh")) {
  rmSync(FLASH, { recursive: true, force: true });
  rmSync(AIR, { force: true });
}
mkdirSync(dirname(AIR), { recursive: true });
if (!existsSync(AIR)) copyFileSync(join(ROOT, "sim/air.default.json"), AIR);

if (!argv.some((argument) => OTHER_WORLD.test(argument))) {
  const lines = [
    ...whatToOpen(),
    ...whatComesThen(),
    `The networks in range are in ${shown(AIR)}: edit it while the device runs. Ctrl-C ends.`,
  ];
  process.stderr.write(`${lines.filter((line) => line !== undefined).join("\n")}\n`);
}

await runSimulator(
  ["--flash", FLASH, "--air", AIR, "--refresh", ...argv],
  (options) => `make sim ARGS="${options}"`,
);
