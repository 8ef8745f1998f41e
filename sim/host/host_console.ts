/** The device's console on this computer: the port, the wire to it, and the turns with the device. */
import { wordsOf } from "../../tools/system_words.mjs";
import { CannotStart, EXIT_WRONG_OPTION } from "./cannot_start";
import { openConsoleLog, type ConsoleLog } from "./console_log";
import type { ConsoleSettings } from "./console_options";
import type { ConsolePlace, ConsolePort, ConsolePortEvents } from "./console_port";
import { openConsolePty } from "./console_pty";
import { openConsoleStdio } from "./console_stdio";
import { openConsoleTcp } from "./console_tcp";
import { createConsoleWire, type ConsoleWire } from "./console_wire";
import type { LuaProcess, SerialLine } from "./lua_process";
import { toText } from "./message_line";

export interface HostConsole extends SerialLine {
  /** The device wrote bytes at that time of its clock. */
  out(bytes: Buffer, atMs: number): void;
  /** The Lua process is there, the device is not: it learns of its console and of its chip. */
  start(lua: LuaProcess): void;
  close(): void;
}

export interface ConsoleSurroundings {
  readonly root: string;
  out(bytes: Buffer): void;
  note(text: string): void;
}

/** Without a client's place: what the device says goes out at once. */
function listenOnly(settings: ConsoleSettings, around: ConsoleSurroundings): HostConsole {
  return {
    out: (bytes) => around.out(bytes),
    messages: () => [],
    dueMs: () => undefined,
    start: (lua) => lua.post(["chip", settings.chip, settings.kind]),
    close: () => undefined,
  };
}

async function openPort(
  place: ConsolePlace,
  root: string,
  events: ConsolePortEvents,
): Promise<ConsolePort> {
  if (place.kind === "stdio") return openConsoleStdio(events);
  if (place.kind === "pty") {
    const port = await openConsolePty(root, place.path, events);
    events.note(`the console is at ${place.path}`);
    return port;
  }
  const port = await openConsoleTcp(place.port, events);
  events.note(`the console is at 127.0.0.1:${port.port}`);
  return port;
}

function openLog(path: string | undefined): ConsoleLog {
  try {
    return openConsoleLog(path);
  } catch (error) {
    const sentence = `--console-log ${path} can't be written: ${wordsOf(error)}`;
    throw new CannotStart(sentence, EXIT_WRONG_OPTION);
  }
}

/** Throws a CannotStart. */
export async function openHostConsole(
  settings: ConsoleSettings,
  speed: number,
  around: ConsoleSurroundings,
): Promise<HostConsole> {
  const { place, baud, logFile } = settings;
  if (place === undefined) return listenOnly(settings, around);
  const log = openLog(logFile);
  let wire: ConsoleWire | undefined;
  const port = await openPort(place, around.root, {
    onBytes: (bytes) => wire?.fromClient(bytes),
    note: (text) => around.note(text),
  });
  return {
    out: (bytes, atMs) => wire?.fromDevice(bytes, atMs),
    messages: (nowMs) =>
      (wire?.arrived(nowMs) ?? []).map(({ atMs, bytes }) => ["in", atMs, toText(bytes)]),
    dueMs: () => wire?.nextArrivalMs(),
    start(lua) {
      const { nowMs, lineChanged } = lua;
      lua.post(["chip", settings.chip, settings.kind]);
      lua.post(["console", baud]);
      wire = createConsoleWire({ baud, speed, log, port, nowMs, onArrival: lineChanged });
    },
    close() {
      wire?.close();
      port.close();
    },
  };
}
