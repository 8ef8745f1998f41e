/**
 * How long curl waits for the first byte of the page behind the connection: from the simulated device
 * with real sockets, and from a small server in C on the same machine. Only their ratio is told.
 */
import { execFile, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { readForDevice } from "../tools/device_lua.mjs";
import { ROOT } from "../tools/fresh_folder.mjs";
import { setupModules } from "../tools/sizes.mjs";

const run = promisify(execFile);
const PAGE = join(ROOT, "build/page/portal.html.gz");
const TIMES = 25;
const START_LIMIT_MS = 30000;
const POLL_MS = 200;

/** The first line of a program's output that fits. */
function waitForLine(child, pattern) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error("a server did not start")), START_LIMIT_MS);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = pattern.exec(line);
      if (!found) return;
      clearTimeout(limit);
      resolve(found[1]);
    });
    child.on("error", reject);
    child.on("exit", () => reject(new Error("a server ended at once")));
  });
}

function end(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.on("close", resolve);
    child.kill();
  });
}

/** What curl tells of one request: [status, seconds]. */
async function ask(url) {
  const what = "%{http_code} %{time_connect} %{time_starttransfer}";
  const gzip = ["-H", "Accept-Encoding: gzip", "-H", "Accept: text/html"];
  const argv = ["-s", "-o", "/dev/null", "-w", what, "-m", "20", ...gzip, url];
  // Refused and reset connections are told by curl's exit code, and by status 0.
  const { stdout } = await run("curl", argv).catch((error) => error);
  const [status, connected, firstByte] = stdout.split(" ").map(Number);
  return [status, firstByte - connected];
}

/** The device is not there at once: it scans first. */
async function untilAnswered(url) {
  const deadlineMs = Date.now() + START_LIMIT_MS;
  while ((await ask(url))[0] !== 200) {
    if (Date.now() > deadlineMs) throw new Error(`${url} is not answered`);
    await sleep(POLL_MS);
  }
}

/** The median of several requests. */
async function waitedSeconds(url) {
  await untilAnswered(url);
  const times = [];
  for (let index = 0; index < TIMES; index += 1) {
    const [status, seconds] = await ask(url);
    if (status !== 200) throw new Error(`${url} is answered with ${status}`);
    times.push(seconds);
  }
  return times.sort((a, b) => a - b)[Math.floor(TIMES / 2)];
}

async function measureC(folder) {
  const program = join(folder, "page_server");
  await run("cc", ["-O2", "-o", program, join(ROOT, "bench/page_server.c")]);
  const server = spawn(program, [PAGE], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    return await waitedSeconds(`http://127.0.0.1:${await waitForLine(server, /^(\d+)$/)}/`);
  } finally {
    await end(server);
  }
}

async function measureDevice(folder) {
  for (const name of setupModules()) {
    writeFileSync(join(folder, `${name}.lua`), readForDevice(`${name}.lua`));
  }
  copyFileSync(PAGE, join(folder, "portal.html.gz"));
  writeFileSync(join(folder, "init.lua"), 'dofile("wifi_setup.lua")\n');
  const options = ["--flash", folder, "--map", "80=0", "--map", "udp:53=0"];
  const program = [join(ROOT, "bin/nodemcu-sim"), ...options];
  const device = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "ignore"] });
  try {
    return await waitedSeconds(await waitForLine(device, /^(http:\S+)/));
  } finally {
    await end(device);
  }
}

/** The device's time as a multiple of that of the server in C. */
export async function measureFirstByte() {
  const folder = mkdtempSync(join(tmpdir(), "nodemcu-bench-"));
  try {
    const [inC, onDevice] = [await measureC(folder), await measureDevice(folder)];
    return onDevice / inC;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
