/**
 * Follows one direction of an HTTP/1.1 connection. Bytes leave as they come; only a header line
 * that may be rewritten is held until it is complete. Pure. RFC 9112.
 */
import { createBodyReader, type BodyKind, type BodyReader } from "./http_body";

export interface MessageRules {
  /** Lower-case names of the headers that may be rewritten. */
  readonly rewritable: readonly string[];
  /** False: this is no HTTP, and everything passes from here on. */
  startLine(line: string): boolean;
  header(name: string, value: string): void;
  /** The value to send, or undefined to hold the line until a later header, or the end, decides. */
  rewrite(name: string, value: string): string | undefined;
  /** The head is complete: from now on rewrite must decide. Says what follows. */
  headEnded(): BodyKind | { readonly kind: "tunnel" };
}

export interface MessageStream {
  push(bytes: Buffer): Buffer;
  /** From now on everything passes untouched. */
  tunnel(): void;
  /** The bytes still held when the connection ends. */
  finish(): Buffer;
}

interface HeldText {
  readonly text: string;
  readonly undecided: boolean;
}

const LF = 0x0a;
/** Longer lines, and heads that wait for longer, pass unread. */
const MAX_LINE_BYTES = 16384;
const MAX_HELD_BYTES = 65536;
const HEADER = /^([^\s:]+):[ \t]*(.*?)[ \t]*\r?\n$/s;

export function createMessageStream(rules: MessageRules): MessageStream {
  let state: "start" | "headers" | "body" | "tunnel" = "start";
  let body: BodyReader | undefined;
  let line = "";
  /** How much of the present line has left already. */
  let lineSent = 0;
  let held: HeldText[] = [];
  let out: Buffer[] = [];

  function emit(text: string): void {
    if (text === "") return;
    if (held.length > 0) held.push({ text, undecided: false });
    else out.push(Buffer.from(text, "latin1"));
  }

  function rewritten(text: string): string | undefined {
    const [, name = "", value = ""] = HEADER.exec(text) ?? [];
    const next = rules.rewrite(name.toLowerCase(), value);
    if (next === undefined || next === value) return next === undefined ? undefined : text;
    const at = text.indexOf(value, name.length + 1);
    return text.slice(0, at) + next + text.slice(at + value.length);
  }

  function release(force: boolean): void {
    const decided = held.map((item) => (item.undecided ? rewritten(item.text) : item.text));
    if (!force && decided.includes(undefined)) return;
    const texts = held.map((item, index) => decided[index] ?? item.text);
    held = [];
    texts.forEach(emit);
  }

  function isRewritable(text: string): boolean {
    const lower = text.toLowerCase();
    return rules.rewritable.some((name) => lower.startsWith(`${name}:`));
  }

  function mayBecomeRewritable(text: string): boolean {
    const lower = text.toLowerCase();
    return rules.rewritable.some((name) => `${name}:`.startsWith(lower)) || isRewritable(text);
  }

  function endHead(): void {
    const next = rules.headEnded();
    release(true);
    if (next.kind === "tunnel") state = "tunnel";
    else {
      body = createBodyReader(next);
      state = body === undefined ? "start" : "body";
    }
  }

  function endHeader(text: string): void {
    const [, name, value = ""] = HEADER.exec(text) ?? [];
    if (name !== undefined) rules.header(name.toLowerCase(), value);
    if (lineSent > 0 || name === undefined || !isRewritable(text)) {
      emit(text.slice(lineSent));
      return;
    }
    const next = rewritten(text);
    if (next === undefined) held.push({ text, undecided: true });
    else emit(next);
    if (held.length > 0) release(false);
  }

  function endLine(): void {
    const blank = line === "\r\n" || line === "\n";
    if (state === "start") {
      emit(line.slice(lineSent));
      if (!blank) state = rules.startLine(line.replace(/\r?\n$/, "")) ? "headers" : "tunnel";
    } else if (blank) {
      emit(line.slice(lineSent));
      endHead();
    } else endHeader(line);
    line = "";
    lineSent = 0;
  }

  function keepPartialLine(): void {
    const tooLong = line.length > MAX_LINE_BYTES;
    const mayHold = state === "headers" && lineSent === 0 && mayBecomeRewritable(line);
    if (mayHold && !tooLong) return;
    emit(line.slice(lineSent));
    lineSent = line.length;
    if (held.reduce((sum, item) => sum + item.text.length, 0) > MAX_HELD_BYTES) release(true);
    if (state === "start" && tooLong) state = "tunnel";
  }

  function takeLine(bytes: Buffer, at: number): number {
    const found = bytes.indexOf(LF, at);
    const end = found < 0 ? bytes.length : found + 1;
    line += bytes.toString("latin1", at, end);
    if (found >= 0) endLine();
    else keepPartialLine();
    return end - at;
  }

  function takeBody(bytes: Buffer, at: number, reader: BodyReader): number {
    const taken = reader.take(bytes, at);
    out.push(bytes.subarray(at, at + taken));
    if (reader.broken()) state = "tunnel";
    else if (reader.done()) state = "start";
    return taken;
  }

  function flushHeld(): void {
    release(true);
    emit(line.slice(lineSent));
    line = "";
    lineSent = 0;
  }

  function taken(): Buffer {
    const [only, ...more] = out;
    const all = only !== undefined && more.length === 0 ? only : Buffer.concat(out);
    out = [];
    return all;
  }

  return {
    push(bytes) {
      let at = 0;
      while (at < bytes.length) {
        if (state === "body" && body !== undefined) at += takeBody(bytes, at, body);
        else if (state !== "tunnel") at += takeLine(bytes, at);
        else {
          flushHeld();
          out.push(bytes.subarray(at));
          at = bytes.length;
        }
      }
      return taken();
    },
    tunnel() {
      state = "tunnel";
    },
    finish() {
      flushHeld();
      return taken();
    },
  };
}
