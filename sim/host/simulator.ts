/** The real back end put together: host sockets, files and time around the Lua process. */
import { randomBytes } from "node:crypto";
import { lookup } from "node:dns";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "./arguments";
import { watchAirFile } from "./air_file";
import { createPinHolder } from "./air_pins";
import { wordsOf } from "../../tools/system_words.mjs";
import { CannotStart, codeOf, EXIT_WRONG_OPTION } from "./cannot_start";
import { isEmptyDirectory, openFlashDirectory, type FlashDirectory } from "./flash_directory";
import { openHostConsole, type HostConsole } from "./host_console";
import { createHostPorts, freeMap, type Advise, type HostPort, type HostPorts } from "./host_ports";
import { startLua } from "./lua_process";
import { decodeUtf8, encodeUtf8, toBytes, toText } from "./message_line";
import { writeOwnFiles } from "./own_files";
import { createReachability } from "./reachability";
import { createTcpBridge } from "./tcp_bridge";
import { readTraceFields, type TraceFields, type TraceFile } from "./trace_file";
import { createUdpBridge } from "./udp_bridge";
import { createUdpGroups } from "./udp_groups";

export interface Simulator {
  stop(): void;
}

export interface Surroundings {
  readonly root: string;
  readonly interpreter: string;
  readonly airFile: string;
  out(bytes: Buffer): void;
  tellAddress(line: string): void;
  note(text: string): void;
  readonly advise: Advise;
  greet(find: HostPorts["find"]): void;
  /** The Lua process ended by itself. */
  onEnd(report: string): void;
}

const HTTP_PORT = 80;
const RANDOM_SEED_BYTES = 32;
/** What the setup starts when the device is online. */
const APP = "app.lua";

function openFlash(settings: Settings, around: Surroundings): FlashDirectory {
  const { flashDirectory, refresh } = settings;
  try {
    const isNew = flashDirectory !== undefined && !existsSync(flashDirectory);
    const isEmpty = flashDirectory === undefined || isEmptyDirectory(flashDirectory);
    const flash = openFlashDirectory(flashDirectory, around.note);
    if (isEmpty || refresh) writeOwnFiles(around.root, flash.path, around.note);
    if (isEmpty && flashDirectory !== undefined && !refresh) {
      around.note(`${flashDirectory} is ${isNew ? "new" : "empty"}: filled with the WiFi setup`);
    }
    return flash;
  } catch (error) {
    const isFile = ["ENOTDIR", "EEXIST"].includes(codeOf(error));
    const why = isFile ? "is not a folder" : `can't be used: ${wordsOf(error)}`;
    const sentence = `--flash ${flashDirectory} ${why}`;
    throw new CannotStart(sentence, EXIT_WRONG_OPTION);
  }
}

/** Starts the device. `trace` is open and emptied; throws a CannotStart. */
export async function startSimulator(
  settings: Settings,
  trace: TraceFile,
  around: Surroundings,
): Promise<Simulator> {
  const ports = createHostPorts(around.advise);
  let flash: FlashDirectory;
  let console: HostConsole;
  try {
    for (const map of settings.maps) await ports.open(map);
    flash = openFlash(settings, around);
    console = await openHostConsole(settings.console, settings.speed, around);
  } catch (error) {
    ports.close();
    throw error;
  }
  const reach = createReachability(
    (kind) => ports.find(kind, HTTP_PORT),
    () => (existsSync(join(flash.path, APP)) ? undefined : flash.path),
    around.note,
  );
  around.greet(ports.find);
  around.tellAddress(`${reach.url()}\n`);
  const store = flash.readStore();

  async function ensurePort(kind: "tcp" | "udp", devicePort: number): Promise<HostPort> {
    const known = ports.find(kind, devicePort);
    if (known !== undefined) return known;
    const port = await ports.open(freeMap(kind, devicePort));
    around.note(`${kind} port ${devicePort} of the device is ${port.hostAddress}:${port.hostPort}`);
    return port;
  }

  async function onTrace(fields: TraceFields): Promise<void> {
    if (fields.get("event") === "listen") {
      const kind = fields.get("proto") === "udp" ? "udp" : "tcp";
      const port = await ensurePort(kind, Number(fields.get("port")));
      fields.set("hostPort", port.hostPort);
    }
    trace.write(fields);
    reach.heard(fields);
  }

  function saveStore(key: string, value: string | undefined): void {
    if (value === undefined) store.delete(key);
    else store.set(key, value);
    flash.writeStore(store);
  }

  function answerFiles(): void {
    for (const [name, bytes] of flash.read()) lua.answer(["file", name, bytes]);
    lua.answer(["files-end"]);
  }

  function findAddress(id: string, name: string): void {
    lookup(decodeUtf8(name) ?? "", { family: 4 }, (error, address) => {
      lua.post(["found", id, error === null ? address : ""]);
    });
  }

  type Handler = (...fields: string[]) => Promise<void> | undefined | void;
  const handlers: Readonly<Record<string, Handler>> = {
    out: (bytes = "", atMs) => console.out(toBytes(bytes), Number(atMs)),
    note: (text = "") => around.note(decodeUtf8(text) ?? text),
    trace: (...encoded) => onTrace(readTraceFields(encoded)),
    "files-ask": answerFiles,
    "file-write": (name = "", bytes = "") => flash.write(name, bytes),
    "file-remove": (name = "") => flash.remove(name),
    "store-set": (key = "", value = "") => saveStore(key, value),
    "store-remove": (key = "") => saveStore(key, undefined),
    listen: async (kind, port) => {
      await ensurePort(kind === "udp" ? "udp" : "tcp", Number(port));
    },
    unlisten: (kind, port) => (kind === "udp" ? udp.forget(Number(port)) : undefined),
    accepted: (id = "", deviceIp = "") => tcp.accepted(id, deviceIp),
    refused: (id = "") => tcp.refused(id),
    data: (id = "", bytes = "") => tcp.data(id, bytes),
    fin: (id = "") => tcp.fin(id),
    reset: (id = "") => tcp.reset(id),
    connect: (id = "", host = "", port = "") => tcp.connect(id, host, Number(port)),
    reply: (devicePort, address = "", port, bytes = "") => {
      const sent = ports.sendFrom(Number(devicePort), address, Number(port), toBytes(bytes));
      if (!sent) udp.send(Number(devicePort), address, Number(port), toBytes(bytes));
    },
    send: (devicePort, address = "", port, bytes = "") =>
      udp.send(Number(devicePort), address, Number(port), toBytes(bytes)),
    group: (devicePort, group = "", port, bytes = "") =>
      groups.send(Number(devicePort), group, Number(port), toBytes(bytes)),
    lookup: (id = "", name = "") => findAddress(id, name),
  };

  const lua = startLua(around.interpreter, {
    root: around.root,
    speed: settings.speed,
    line: console,
    onMessage([kind = "", ...fields]) {
      const handler = handlers[kind];
      if (handler === undefined) throw new Error(`the Lua side says ${kind}, which nobody knows`);
      return handler(...fields) ?? undefined;
    },
    onEnd: around.onEnd,
  });
  console.start(lua);
  const tcp = createTcpBridge(lua, reach.refused, around.note);
  const udp = createUdpBridge(lua);
  const groups = createUdpGroups(
    ports,
    (devicePort) =>
      settings.maps.some((map) => map.kind === "udp" && map.devicePort === devicePort),
    (devicePort, address, clientPort, bytes, group) =>
      lua.post(["datagram", devicePort, address, clientPort, toText(bytes), group]),
    around.note,
  );
  ports.serve({
    onConnection: tcp.incoming,
    onDatagram: (port, address, clientPort, bytes) => {
      groups.heard(port, address, clientPort);
      lua.post(["datagram", port.devicePort, address, clientPort, toText(bytes)]);
    },
  });

  for (const [key, value] of store) lua.post(["store", key, value]);
  const { firmware, modules, heapLimitBytes } = settings;
  const seed = randomBytes(RANDOM_SEED_BYTES).toString("hex");
  lua.post(["create", firmware, modules.join(","), heapLimitBytes ?? "", seed]);
  const holdPins = createPinHolder(settings.pinLevels, (pin, level) => {
    lua.post(["gpio", pin, level ?? ""]);
  });
  const air = watchAirFile(
    around.airFile,
    (literal, pins) => {
      lua.post(["air", literal]);
      holdPins(pins);
    },
    (reason) => lua.post(["air-wrong", encodeUtf8(reason)]),
  );
  lua.post(["boot"]);

  return {
    stop() {
      lua.kill();
      console.close();
      air.close();
      tcp.close();
      udp.close();
      groups.close();
      ports.close();
      trace.close();
      flash.dispose();
    },
  };
}
