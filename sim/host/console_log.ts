/** The console's log: a line for each run of bytes, with the device's time and who sent them. */
import { closeSync, openSync, writeSync } from "node:fs";
import { toText } from "./message_line";

export interface ConsoleLog {
  write(from: "client" | "device", bytes: Uint8Array, atMs: number): void;
  close(): void;
}

const NO_LOG: ConsoleLog = { write: () => undefined, close: () => undefined };
const ARROWS = { client: ">", device: "<" } as const;
const ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
};

/** Bytes as text on one line: what is not printable ASCII is escaped. */
function readable(bytes: Uint8Array): string {
  return toText(bytes).replace(
    // eslint-disable-next-line no-control-regex
    /[\\\x00-\x1f\x7f-\xff]/g,
    (byte) => ESCAPES[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

/** Throws what the file system does. */
export function openConsoleLog(path: string | undefined): ConsoleLog {
  if (path === undefined) return NO_LOG;
  const descriptor = openSync(path, "w");
  return {
    write(from, bytes, atMs) {
      writeSync(descriptor, `${atMs} ${ARROWS[from]} ${readable(bytes)}\n`);
    },
    close: () => closeSync(descriptor),
  };
}
