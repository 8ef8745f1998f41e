// A device for the browser tests: bin/nodemcu-sim with its own flash, air file and trace.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEVICE_PORT, DEVICE_URL } from "../../tools/browser.mjs";

const SIMULATOR = fileURLToPath(new URL("../../bin/nodemcu-sim", import.meta.url));
const POLL_MS = 50;

export const HOME = { ssid: "Home & Garden", password: "correct horse", channel: 6, rssi: -48 };
export const NETWORKS = [
  HOME,
  { ssid: "FRITZ!Box 7590", password: "battery staple", channel: 6, rssi: -57 },
  { ssid: "Café Zimt ☕", channel: 11, rssi: -63 },
  { ssid: '<script>alert("x")</script>', password: "no markup here", channel: 6, rssi: -66 },
  { ssid: "eduroam", auth: "enterprise", channel: 1, rssi: -70 },
  { ssid: "Attic", password: "under the roof", channel: 11, rssi: -74 },
  { ssid: "Unseen", password: "nobody knows", channel: 6, rssi: -60, hidden: true },
];

function delay(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export class SimulatedDevice {
  /** `modules` as the simulator's option takes them; `settings` the text of settings.lua. */
  constructor(air = { networks: NETWORKS, moveLossMs: 1000 }, { modules, settings } = {}) {
    this.modules = modules;
    this.folder = mkdtempSync(join(tmpdir(), "nodemcu-browser-"));
    this.airFile = join(this.folder, "air.json");
    this.traceFile = join(this.folder, "trace.jsonl");
    this.setAir(air);
    this.flash = join(this.folder, "flash");
    this.settings = settings;
  }

  setAir(air) {
    writeFileSync(this.airFile, JSON.stringify(air));
  }

  /** Starts it at `hostPort`, a free one by default; `url` is the address to open, a phone's at one port. */
  async start(hostPort = 0) {
    const options = ["--flash", this.flash, "--map", `80=${hostPort}`, "--map", "udp:53=0"];
    options.push("--air", this.airFile, "--trace", this.traceFile);
    if (this.settings) {
      mkdirSync(this.flash, { recursive: true });
      writeFileSync(join(this.flash, "settings.lua"), this.settings);
      // Only an empty flash gets our files by itself; an example's may hold others of these names.
      options.push("--refresh");
    }
    if (this.modules) options.push("--modules", this.modules);
    this.process = spawn(SIMULATOR, options, { stdio: ["ignore", "pipe", "pipe"] });
    this.log = "";
    this.process.stderr.on("data", (chunk) => (this.log += chunk));
    const firstLine = new Promise((resolve, reject) => {
      this.process.stdout.on("data", (chunk) => {
        this.log += chunk;
        const found = /^(http:\S+)\n/.exec(this.log.slice(this.log.indexOf("http:")));
        if (found) resolve(found[1]);
      });
      this.process.once("exit", (code) => reject(new Error(`ended with ${code}: ${this.log}`)));
    });
    const url = await firstLine;
    this.url = hostPort === DEVICE_PORT ? DEVICE_URL : url;
    return this.url;
  }

  events(name) {
    const lines = readFileSync(this.traceFile, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line)).filter((event) => event.event === name);
  }

  /** Waits for the count-th event of that name. */
  async event(name, count = 1, timeoutMs = 30000) {
    const endMs = Date.now() + timeoutMs;
    while (Date.now() < endMs) {
      const found = this.events(name);
      if (found.length >= count) return found[count - 1];
      await delay(POLL_MS);
    }
    throw new Error(`no ${name} (${count}) within ${timeoutMs} ms: ${this.log}`);
  }

  async stop() {
    if (!this.process || this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
