/** Runs bin/nodemcu-sim with a flash of small Lua programs, and reads what it says. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), "../../bin/nodemcu-sim");
/** Machines that run the tests have other work, too. */
const PATIENCE_MS = 30000;
const POLL_MS = 15;

export const HOME = { ssid: "Home", password: "homesweethome", joinDelayMs: 10 };

/** Lua: an open access point of the default address; `more` runs after it. */
export const accessPoint = (more = "") => `
wifi.mode(wifi.SOFTAP)
wifi.ap.config({ ssid = "test", auth = wifi.AUTH_OPEN, channel = 6 })
wifi.start()
${more}`;

/** Lua: joins the network; \`more\` runs after it. */
export const station = (more = "", save = false) => `
wifi.mode(wifi.STATION)
wifi.sta.config({ ssid = "Home", pwd = "homesweethome" }, ${save})
wifi.sta.on("start", function() wifi.sta.connect() end)
wifi.start()
${more}`;

export async function until(what, look) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(POLL_MS);
  }
}

export function makeFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "nodemcu-sim-spec-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the program; the first argument may be options of spawn, and the path of another one. */
export function launch(t, ...argv) {
  const { program = PROGRAM, ...options } = typeof argv[0] === "object" ? argv.shift() : {};
  const child = spawn(process.execPath, [program, ...argv], options);
  const said = { out: "", err: "" };
  child.stdout.on("data", (bytes) => (said.out += bytes));
  child.stderr.on("data", (bytes) => (said.err += bytes));
  const ended = new Promise((resolve) => child.on("close", resolve));
  t.after(() => child.kill("SIGKILL"));
  return { child, said, ended };
}

/** A device whose flash holds `files`, with its trace. */
export function startDevice(
  t,
  { files = {}, networks = [], argv = [], folder = makeFolder(t), program = PROGRAM },
) {
  const flash = join(folder, "flash");
  mkdirSync(flash, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(flash, name), text);
  const air = join(folder, "air.json");
  const setAir = (list) => writeFileSync(air, JSON.stringify({ networks: list }));
  setAir(networks);
  const trace = join(folder, "trace.jsonl");
  writeFileSync(trace, "");
  const maps = ["--map", "80=0", "--map", "udp:53=0"];
  const where = ["--flash", flash, "--air", air, "--trace", trace];
  const running = launch(t, { program }, ...where, ...maps, ...argv);

  const events = () =>
    readFileSync(trace, "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const event = (name, fields = {}) =>
    until(
      `the event ${name} ${JSON.stringify(fields)}; ${running.said.err}${running.said.out}`,
      () =>
        events().find(
          (one) =>
            one.event === name &&
            Object.entries(fields).every(([key, value]) => one[key] === value),
        ),
    );

  return {
    ...running,
    folder,
    flash,
    air,
    setAir,
    events,
    event,
    url: () => until("the first line", () => /^(http:\S+)\n/.exec(running.said.out)?.[1]),
    output: (pattern) => until(String(pattern), () => pattern.exec(running.said.out)),
    note: (pattern) => until(String(pattern), () => pattern.exec(running.said.err)),
    hostPort: async (proto, port) => (await event("listen", { proto, port })).hostPort,
    async stop(signal = "SIGTERM") {
      running.child.kill(signal);
      return running.ended;
    },
  };
}

/** Sends bytes over TCP, and gives all that comes back and how the connection ended. */
export function talk(port, bytes, { end = false, expected = Infinity } = {}) {
  return new Promise((resolve) => {
    const got = [];
    let how = "fin";
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.on("connect", () => (end ? socket.end(bytes) : socket.write(bytes)));
    socket.on("data", (piece) => {
      got.push(piece);
      if (Buffer.concat(got).length >= expected) socket.end();
    });
    socket.on("end", () => socket.end());
    socket.on("error", (error) => (how = error.code));
    socket.on("close", () => resolve({ bytes: Buffer.concat(got), how }));
  });
}
