/**
 * The console's log: who sent which bytes, and from when to when in device milliseconds. A line of
 * it ends with a line of theirs, or where they pause.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { toText } from "./message_line";

export type Sender = "client" | "device";

export interface ConsoleLog {
  write(from: Sender, bytes: Uint8Array, atMs: number): void;
  close(): void;
}

interface Run {
  readonly startMs: number;
  endMs: number;
  text: string;
}

const NO_LOG: ConsoleLog = { write: () => undefined, close: () => undefined };
const ARROWS: Readonly<Record<Sender, string>> = { client: ">", device: "<" };
const MAX_PAUSE_MS = 20;
/** In the host's time: the file is complete so soon after the last byte. */
const MAX_SILENCE_MS = 100;
const ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
};

function escape(byte: string): string {
  return ESCAPES[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

/** On one line: what is not printable ASCII is escaped. */
const readable = (text: string): string => text.replace(/[^ -[\]-~]/g, escape);

/** Throws what the file system does. */
export function openConsoleLog(path: string | undefined): ConsoleLog {
  if (path === undefined) return NO_LOG;
  const descriptor = openSync(path, "w");
  const runs = new Map<Sender, Run>();
  let timer: NodeJS.Timeout | undefined;

  function end(from: Sender): void {
    const run = runs.get(from);
    if (run === undefined) return;
    runs.delete(from);
    const line = `${run.startMs}-${run.endMs} ${ARROWS[from]} ${readable(run.text)}\n`;
    writeSync(descriptor, line);
  }

  function endAll(): void {
    timer = undefined;
    end("client");
    end("device");
  }

  function add(from: Sender, text: string, atMs: number): void {
    const before = runs.get(from);
    if (before !== undefined && atMs - before.endMs > MAX_PAUSE_MS) end(from);
    const run = runs.get(from) ?? { startMs: atMs, endMs: atMs, text: "" };
    run.endMs = atMs;
    run.text += text;
    runs.set(from, run);
    if (text.endsWith("\n")) end(from);
  }

  return {
    write(from, bytes, atMs) {
      for (const [part] of toText(bytes).matchAll(/[^\n]*\n|[^\n]+/g)) add(from, part, atMs);
      if (timer === undefined) timer = setTimeout(endAll, MAX_SILENCE_MS);
      else timer.refresh();
    },
    close() {
      clearTimeout(timer);
      endAll();
      closeSync(descriptor);
    },
  };
}
