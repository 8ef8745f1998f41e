/**
 * What `make sim` runs: the simulator with its flash kept in build/flash, our own files refreshed,
 * an app.lua that answers, and an air file to edit.
 *
 *   node tools/sim.mjs [--fresh] [options of nodemcu-sim]
 *
 * --fresh forgets the network and restores the air file. Files of the user's own stay.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { checkOptions, runSimulator } from "./build_sim.mjs";
import { wrongUse } from "./command_line.mjs";
import { forReader } from "./fold_text.mjs";
import { beginAnew, hasOwnStart } from "./fresh_flash.mjs";
import { savedSsid } from "./saved_network.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const FLASH = join(ROOT, "build/flash");
const AIR = join(ROOT, "build/air.json");
const OLD_AIR = join(ROOT, "build/air.old.json");
const FIRST_AIR = join(ROOT, "sim/air.default.json");
const FIRST_APP = join(ROOT, "sim/app.default.lua");

/** With one of these the hints below would not be about what runs. */
const OTHER_WORLD = /^--(flash|air)\b/;
const ONLY_TELLS = /^(--(help|version)|-h)$/;

const shown = (path) => relative(process.cwd(), path) || path;
const advise = (option) => `make sim ARGS="${option}"`;

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

/** Says what it left alone. */
function removeWhatIsOurs() {
  const kept = existsSync(FLASH) ? beginAnew(FLASH) : [];
  const lines = ["All begins anew: no network is saved."];
  if (kept.length > 0) lines.push(`Kept, as they are yours in ${shown(FLASH)}: ${kept.join(", ")}`);
  if (existsSync(AIR) && !readFileSync(AIR).equals(readFileSync(FIRST_AIR))) {
    renameSync(AIR, OLD_AIR);
    lines.push(`The networks are the first ones again; yours are in ${shown(OLD_AIR)}`);
  }
  return lines;
}

/** Online, something has to answer: where there is no program of the user's, ours does. */
function putApp() {
  const app = join(FLASH, "app.lua");
  if (existsSync(app) || existsSync(join(FLASH, "app.lc")) || hasOwnStart(FLASH)) return [];
  mkdirSync(FLASH, { recursive: true });
  copyFileSync(FIRST_APP, app);
  return [`${shown(app)} was put there: nine lines that say hello, and yours to change.`];
}

function whatToOpen() {
  const ssid = savedSsid(FLASH);
  if (ssid === undefined) {
    return [
      "Open the address below in a browser: you are a phone on its access point.",
      easyNetwork(),
    ];
  }
  return [
    `The device joins ${ssid} by itself, as before, or else its access point comes back.`,
    "make sim FRESH=1 begins anew: it forgets that network, and keeps your files.",
  ];
}

const whatComesThen = () => [
  "Some ten seconds after Finish, and at each start that joins by itself, app.lua",
  "runs: what it serves at port 80 is then at the same address.",
];

const argv = process.argv.slice(2).filter((argument) => argument !== "--fresh");
const isFresh = process.argv.includes("--fresh");
await checkOptions(argv, advise);
if (argv.some((argument) => ONLY_TELLS.test(argument))) {
  process.stdout.write('make sim [FRESH=1] [ARGS="OPTIONS"], with options of nodemcu-sim:\n\n');
  await runSimulator(argv, { advise });
  process.exit(0);
}
const isOtherWorld = argv.some((argument) => OTHER_WORLD.test(argument));
if (isFresh && isOtherWorld) {
  wrongUse(`FRESH=1 is about ${shown(FLASH)} and ${shown(AIR)}: it goes with no other.`);
}
const lines = isFresh ? removeWhatIsOurs() : [];
mkdirSync(dirname(AIR), { recursive: true });
if (!existsSync(AIR)) copyFileSync(FIRST_AIR, AIR);
if (!isOtherWorld) lines.push(...putApp());

function greet() {
  if (isOtherWorld) return;
  lines.push(
    ...whatToOpen(),
    ...whatComesThen(),
    `The networks in range are in ${shown(AIR)}: edit it while this runs. Ctrl-C ends.`,
  );
  for (const line of lines.filter((line) => line !== undefined)) {
    process.stderr.write(forReader(process.stderr, `${line}\n`));
  }
}

await runSimulator(["--flash", FLASH, "--air", AIR, "--refresh", ...argv], { advise, greet });
