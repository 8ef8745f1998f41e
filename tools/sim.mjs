/**
 * What `make sim` runs: the simulator with its flash kept in build/flash, our own files refreshed,
 * and an air file to edit.
 *
 *   node tools/sim.mjs [--fresh] [options of nodemcu-sim]
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { runSimulator } from "./build_sim.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const FLASH = join(ROOT, "build/flash");
const AIR = join(ROOT, "build/air.json");

const argv = process.argv.slice(2).filter((argument) => argument !== "--fresh");
if (process.argv.includes("--fresh")) rmSync(FLASH, { recursive: true, force: true });
mkdirSync(dirname(AIR), { recursive: true });
if (!existsSync(AIR)) copyFileSync(join(ROOT, "sim/air.default.json"), AIR);

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

const path = relative(process.cwd(), AIR) || AIR;
process.stderr.write(
  [
    "Open the address below in a browser: you are a phone on the device's access point.",
    easyNetwork(),
    `The networks in range are in ${path}: edit it while the device runs. Ctrl-C ends.`,
    "",
  ]
    .filter((line) => line !== undefined)
    .join("\n"),
);

await runSimulator(["--flash", FLASH, "--air", AIR, "--refresh", ...argv]);
