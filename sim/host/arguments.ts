/** The command line of nodemcu-sim, read into settings. Pure. */
import { parseArgs } from "node:util";
import type { OptionalModule } from "../optional_modules";
import { parseConsole, type ConsoleSettings } from "./console_options";
import { parseHeap, parseModules, parsePinLevel, type PinLevel } from "./device_options";
import { WrongOption } from "./wrong_option";

export type MapKind = "tcp" | "udp" | "sta";

/** A port of the device at an address of this host; hostPort 0 is any free one. */
export interface PortMap {
  readonly kind: MapKind;
  readonly devicePort: number;
  readonly hostAddress: string;
  readonly hostPort: number;
}

export interface Settings {
  readonly flashDirectory: string | undefined;
  readonly maps: readonly PortMap[];
  readonly airFile: string | undefined;
  readonly traceFile: string | undefined;
  readonly speed: number;
  readonly firmware: "snapshot" | "newer";
  /** Switched on beside those of a default build. */
  readonly modules: readonly OptionalModule[];
  /** What the device's program may take of the heap; undefined: as much as it wants. */
  readonly heapLimitBytes: number | undefined;
  /** In the order of the command line: the last one of a pin counts. */
  readonly pinLevels: readonly PinLevel[];
  readonly console: ConsoleSettings;
  /** Our own files in the flash are written anew at start. */
  readonly refresh: boolean;
}

export type Arguments =
  | { readonly kind: "run"; readonly settings: Settings }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "wrong"; readonly sentence: string };

export const LOOPBACK = "127.0.0.1";
const MAX_PORT = 65535;
const MAX_SPEED = 1000;

const DEFAULT_MAPS: readonly PortMap[] = [
  { kind: "tcp", devicePort: 80, hostAddress: LOOPBACK, hostPort: 8080 },
  { kind: "udp", devicePort: 53, hostAddress: LOOPBACK, hostPort: 5300 },
];

export const HELP = `Usage: nodemcu-sim [options]

Runs a folder as the flash of a simulated NodeMCU-ESP32, from init.lua on.

  --flash DIR          the flash; a missing or empty DIR is filled with the
                       WiFi setup: for an empty board put any file there
                       (default: a fresh temporary folder, removed at the end)
  --map [tcp:|udp:|sta:]DEVICE=HOST
                       a port of the device at a port of this computer
                       (default: 80=8080 and udp:53=5300; any other port that
                       the device opens gets a free one). HOST is a port of
                       127.0.0.1, 0 for a free one, or ADDRESS:PORT. While the
                       access point is up, who comes by it is a phone on it;
                       sta: is always the network that the device joined. May
                       be given several times.
  --air FILE.json      the networks in range; may be edited while it runs
  --trace FILE         one JSON object a line of what the device does
  --speed N            device time runs N times as fast
  --firmware newer     a firmware in which closing sockets works
                       (default: snapshot)
  --modules LIST       firmware modules that a default build lacks, parted by
                       commas: crypto, encoder, qrcodegen, rtcmem, sjson,
                       sodium, time
  --heap SIZE          the heap that is free when the program starts, in bytes
                       or as 160K: an allocation beyond it fails
                       (default: no limit). Needs make lua32.
  --gpio PIN=LEVEL     what is wired to a pin: 0=0 is a button at GPIO 0, held
                       from the start. May be given several times.
  --console stdio|tcp:PORT|pty:PATH
                       the Lua console, to type at: on standard input and
                       output, at a port of 127.0.0.1, or at a pseudo terminal
                       that PATH leads to while this runs. Without it the
                       device only talks, to standard output.
  --baud N             the pace of the console's line
                       (default: 115200; 0: bytes take no time)
  --console-log FILE   all bytes of the console, with the device's time and who
                       sent them
  --chip NAME          esp32 (default), esp32s2, esp32s3, esp32c3 or esp32c6
  --usb-console        the console is on the chip's own USB, not on its UART
  --refresh            write our own files in DIR anew
  --help, --version
`;

const OPTIONS = {
  flash: { type: "string" },
  map: { type: "string", multiple: true },
  air: { type: "string" },
  trace: { type: "string" },
  speed: { type: "string" },
  firmware: { type: "string" },
  modules: { type: "string" },
  heap: { type: "string" },
  gpio: { type: "string", multiple: true },
  console: { type: "string" },
  baud: { type: "string" },
  "console-log": { type: "string" },
  chip: { type: "string" },
  "usb-console": { type: "boolean" },
  refresh: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

function readPort(text: string, least: number): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port >= least && port <= MAX_PORT ? port : undefined;
}

function isAddress(text: string): boolean {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  return bytes !== undefined && bytes.every((byte) => Number(byte) <= 255);
}

export function parseMap(text: string): PortMap {
  const wrong = new WrongOption(
    `--map ${text} is not [tcp:|udp:|sta:]DEVICE=HOST, where HOST is a port or ADDRESS:PORT`,
  );
  const [, kind = "tcp", device = "", address = LOOPBACK, host = ""] =
    /^(?:(tcp|udp|sta):)?(\d+)=(?:([^:=]+):)?(\d+)$/.exec(text) ?? [];
  const devicePort = readPort(device, 1);
  const hostPort = readPort(host, 0);
  if (devicePort === undefined || hostPort === undefined || !isAddress(address)) throw wrong;
  return { kind: kind as MapKind, devicePort, hostAddress: address, hostPort };
}

/** Each map changes only what it names; the last one wins. */
function mergeMaps(texts: readonly string[]): PortMap[] {
  const merged = new Map<string, PortMap>();
  for (const map of [...DEFAULT_MAPS, ...texts.map(parseMap)]) {
    merged.set(`${map.kind}:${map.devicePort}`, map);
  }
  return [...merged.values()];
}

function readSpeed(text: string): number {
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (speed > 0 && speed <= MAX_SPEED) return speed;
  throw new WrongOption(`--speed ${text} is not a number above 0 and up to ${MAX_SPEED}`);
}

function readFirmware(text: string): "snapshot" | "newer" {
  if (text === "snapshot" || text === "newer") return text;
  throw new WrongOption(`--firmware ${text} is neither newer nor snapshot`);
}

function readName(option: string, text: string | undefined): string | undefined {
  if (text === "") throw new WrongOption(`--${option} needs a name`);
  return text;
}

function parse(argv: readonly string[]): Arguments {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: false });
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  return {
    kind: "run",
    settings: {
      flashDirectory: readName("flash", values.flash),
      maps: mergeMaps(values.map ?? []),
      airFile: readName("air", values.air),
      traceFile: readName("trace", values.trace),
      speed: readSpeed(values.speed ?? "1"),
      firmware: readFirmware(values.firmware ?? "snapshot"),
      modules: values.modules === undefined ? [] : parseModules(values.modules),
      heapLimitBytes: values.heap === undefined ? undefined : parseHeap(values.heap),
      pinLevels: (values.gpio ?? []).map(parsePinLevel),
      console: parseConsole(values),
      refresh: values.refresh ?? false,
    },
  };
}

/** `help`: what the user types to read more. */
export function parseArguments(argv: readonly string[], help = "nodemcu-sim --help"): Arguments {
  try {
    return parse(argv);
  } catch (error) {
    // parseArgs adds advice after its first sentence.
    const sentence = String((error as Error).message).split(/\.\s|\n/)[0] ?? "";
    return { kind: "wrong", sentence: `${sentence} (see ${help})` };
  }
}
