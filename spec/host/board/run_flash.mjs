/** Runs tools/flash/main.mjs with a PATH of one folder only, so that no esptool but ours is found. */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), "../../../tools/flash/main.mjs");
const LIMIT_MS = 90000;

/** @returns {Promise<{ code: number, out: string, err: string }>} */
export function runFlash(programFolder, argv) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...argv], {
      env: { ...process.env, PATH: programFolder },
      timeout: LIMIT_MS,
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (bytes) => (out += bytes));
    child.stderr.on("data", (bytes) => (err += bytes));
    child.on("close", (code) => resolve({ code, out, err }));
  });
}
