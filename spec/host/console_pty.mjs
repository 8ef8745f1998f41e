/** A simulated device with its console at a pseudo terminal, and the record of what passes there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openSerial } from "./serial_client.mjs";
import { makeFolder, startDevice } from "./support.mjs";

/** A device whose console is a pseudo terminal; `log` is what passed, with its times. */
export function startPty(t, { argv = [], ...options } = {}) {
  const folder = makeFolder(t);
  const path = join(folder, "tty");
  const log = join(folder, "log");
  const all = ["--console", `pty:${path}`, "--console-log", log, ...argv];
  const device = startDevice(t, { folder, argv: all, ...options });
  const ready = () => device.note(/the console is at /);
  /** Somebody at the console, after the boot. */
  async function client() {
    await ready();
    const serial = await openSerial(t, path);
    serial.write("print('booted')\n");
    await serial.answer(/\nbooted\n> $/);
    return serial;
  }
  return { ...device, path, log, ready, client };
}

/** [startMs, endMs] of what the log has of that sender and matches. */
export function timesIn(log, arrow, pattern) {
  for (const line of readFileSync(log, "utf8").split("\n")) {
    const [, start, end, from, text] = /^(\d+)-(\d+) ([<>]) (.*)$/.exec(line) ?? [];
    if (from === arrow && pattern.test(text)) return [Number(start), Number(end)];
  }
  return undefined;
}
