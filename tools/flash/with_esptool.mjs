/** Flashes with Espressif's own esptool, where it is on the PATH. Version 5 spells with hyphens. */
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { Failure } from "./failure.mjs";
import { explainLoaderText } from "./loader_errors.mjs";
import { explainOpenError } from "./serial_ports.mjs";

const NAMES = ["esptool", "esptool.py"];
const HYPHENS_SINCE = 5;
/** Older ones do not know all of the chips. */
const OLDEST = 4;
const VERSION_LIMIT_MS = 20000;
const KEPT_LINES = 12;

/**
 * @returns `{ program, major, version }` of the first that runs and is new enough, or undefined
 */
export function findEsptool() {
  for (const program of NAMES) {
    const run = spawnSync(program, ["version"], { encoding: "utf8", timeout: VERSION_LIMIT_MS });
    const version = run.status === 0 ? /\bv?(\d+)\.\d+[\w.]*/.exec(run.stdout) : null;
    if (version && Number(version[1]) >= OLDEST) {
      return { program, major: Number(version[1]), version: version[0].replace(/^v/, "") };
    }
  }
  return undefined;
}

/** The arguments for one run that erases if asked, writes, verifies by MD5, and resets. */
export function esptoolArguments(major, { port, baud, plan, erase }) {
  const word = (text) => (major >= HYPHENS_SINCE ? text.replaceAll("_", "-") : text);
  const option = (text) => `--${word(text)}`;
  return [
    ...["--chip", plan.chip.name, "--port", port, "--baud", String(baud)],
    ...["--before", word("default_reset"), "--after", word("hard_reset")],
    word("write_flash"),
    ...(erase ? ["--erase-all"] : []),
    ...[option("flash_mode"), "keep", option("flash_freq"), "keep", option("flash_size"), "keep"],
    ...plan.parts.flatMap(({ offset, path }) => [`0x${offset.toString(16)}`, path]),
  ];
}

/** How far it is with all parts, from lines such as "Writing at 0x00010000... (12 %)". */
function watchWriting(plan, progress) {
  let bytesBefore = 0;
  let part;
  return (line) => {
    const found = /^Writing at (0x[0-9a-f]+).*?(\d+(?:\.\d+)?) ?%/i.exec(line);
    if (!found) return;
    const address = Number(found[1]);
    const now = plan.parts.findLast(({ offset }) => offset <= address);
    if (now !== part) {
      part = now;
      const index = plan.parts.indexOf(now);
      bytesBefore = plan.parts.slice(0, index).reduce((sum, { bytes }) => sum + bytes.length, 0);
    }
    const share = Math.min(1, Number(found[2]) / 100);
    progress.update((bytesBefore + (part?.bytes.length ?? 0) * share) / plan.totalBytes);
  };
}

function run(program, argv, onLine) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PYTHONUNBUFFERED: "1" },
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", onLine);
    }
    child.on("error", reject);
    child.on("close", resolve);
  });
}

/**
 * @param {{ program: string, major: number }} esptool of findEsptool
 * @param {{ port: string, baud: number, plan, erase: boolean, say, startProgress }} job
 * @returns `{ needsButton }`: whether somebody has to press EN to start the program
 * @throws {Failure}
 */
export async function flashWithEsptool(esptool, job) {
  const lines = [];
  const progress = job.startProgress();
  const onWriting = watchWriting(job.plan, progress);
  if (job.erase) job.say("Erasing the flash: up to a minute…");
  const code = await run(esptool.program, esptoolArguments(esptool.major, job), (line) => {
    lines.push(line.trim());
    onWriting(line.replace(/^.*\r/, ""));
  });
  progress.end();
  const text = lines.join("\n");
  // Version 4 and 5 warn of a port without DTR and RTS in the same words.
  const noSignals = /chip was not reset/i.test(text);
  if (code === 0) return { needsButton: noSignals };
  throw (
    explainLoaderText(text, { port: job.port, canReset: !noSignals }) ??
    (await explainOpenError(job.port, text)) ??
    new Failure(
      `esptool ended with ${code}; its last words were:\n${lines.slice(-KEPT_LINES).join("\n")}`,
    )
  );
}
