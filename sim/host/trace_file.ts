/** The trace: one JSON object a line, written at once, into a file emptied at start. */
import { closeSync, openSync, writeSync } from "node:fs";
import { decodeUtf8, toBytes } from "./message_line";

export type TraceFields = Map<string, string | number>;

export interface TraceFile {
  write(fields: TraceFields): void;
  close(): void;
}

const toHex = (text: string): string => toBytes(text).toString("hex");

/** Bytes become text; an ssid that is not UTF-8 stands in ssidHex. */
function toJson(fields: TraceFields): string {
  const readable: Record<string, string | number> = {};
  for (const [name, value] of fields) {
    const text = typeof value === "string" ? decodeUtf8(value) : value;
    if (text === undefined && name === "ssid") readable["ssidHex"] = toHex(String(value));
    else readable[name] = text ?? Buffer.from(toBytes(String(value))).toString("utf8");
  }
  return JSON.stringify(readable);
}

/** `fields` as the Lua side sends them: name, then `n` with digits or `s` with bytes. */
export function readTraceFields(encoded: readonly string[]): TraceFields {
  const read = new Map<string, string | number>();
  for (let index = 0; index + 1 < encoded.length; index += 2) {
    const value = encoded[index + 1] ?? "";
    read.set(encoded[index] ?? "", value[0] === "n" ? Number(value.slice(1)) : value.slice(1));
  }
  const first = ["event", "atMs"];
  const rest = [...read.keys()].filter((name) => !first.includes(name)).sort();
  return new Map(
    [...first, ...rest].flatMap((name) => {
      const value = read.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

export function openTraceFile(path: string | undefined): TraceFile {
  if (path === undefined) return { write: () => undefined, close: () => undefined };
  const descriptor = openSync(path, "w");
  return {
    write: (fields) => {
      writeSync(descriptor, toJson(fields) + "\n");
    },
    close: () => closeSync(descriptor),
  };
}
