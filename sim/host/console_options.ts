/** What the command line says of the console and the chip. Pure. */
import { CHIP_MODELS, type ChipModel, type ConsoleKind } from "../chip_models";
import type { ConsolePlace } from "./console_port";
import { WrongOption } from "./wrong_option";

const DEFAULT_BAUD = 115200;
const LEAST_BAUD = 300;
const MAX_BAUD = 5_000_000;
const MAX_PORT = 65535;

export interface ConsoleSettings {
  /** Undefined: the device only talks, to standard output. */
  readonly place: ConsolePlace | undefined;
  /** 0: bytes take no time. */
  readonly baud: number;
  readonly logFile: string | undefined;
  readonly chip: ChipModel;
  readonly kind: ConsoleKind;
}

export interface ConsoleOptions {
  readonly console?: string | undefined;
  readonly baud?: string | undefined;
  readonly "console-log"?: string | undefined;
  readonly chip?: string | undefined;
  readonly "usb-console"?: boolean | undefined;
}

function parsePlace(text: string): ConsolePlace {
  if (text === "stdio") return { kind: "stdio" };
  const [, kind, rest = ""] = /^(tcp|pty):(.+)$/.exec(text) ?? [];
  if (kind === "pty") return { kind, path: rest };
  if (kind === "tcp" && /^\d{1,5}$/.test(rest) && Number(rest) <= MAX_PORT) {
    return { kind, port: Number(rest) };
  }
  throw new WrongOption(`--console ${text} is none of stdio, tcp:PORT and pty:PATH`);
}

function parseBaud(text: string): number {
  const baud = /^\d{1,7}$/.test(text) ? Number(text) : -1;
  if (baud === 0 || (baud >= LEAST_BAUD && baud <= MAX_BAUD)) return baud;
  throw new WrongOption(
    `--baud ${text} is neither 0 nor a number from ${LEAST_BAUD} to ${MAX_BAUD}`,
  );
}

function parseChip(text: string): ChipModel {
  const model = CHIP_MODELS.find((name) => name === text);
  if (model === undefined) {
    throw new WrongOption(`--chip ${text} is none of ${CHIP_MODELS.join(", ")}`);
  }
  return model;
}

export function parseConsole(options: ConsoleOptions): ConsoleSettings {
  const place = options.console === undefined ? undefined : parsePlace(options.console);
  const chip = parseChip(options.chip ?? "esp32");
  const isUsb = options["usb-console"] === true;
  if (isUsb && chip === "esp32") {
    throw new WrongOption("--usb-console: the esp32 has no USB, give another --chip");
  }
  for (const name of ["baud", "console-log"] as const) {
    if (place === undefined && options[name] !== undefined) {
      throw new WrongOption(`--${name} is of no use without --console`);
    }
  }
  if (isUsb && options.baud !== undefined) {
    throw new WrongOption("--baud is of no use with --usb-console, which has no pace");
  }
  if (options["console-log"] === "") throw new WrongOption("--console-log needs a name");
  const paced = place !== undefined && !isUsb;
  return {
    place,
    baud: parseBaud(options.baud ?? String(paced ? DEFAULT_BAUD : 0)),
    logFile: options["console-log"],
    chip,
    kind: isUsb ? "usb" : "uart",
  };
}
