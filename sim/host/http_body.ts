/** Where an HTTP/1.1 body ends: counts and chunks, never changes a byte. Pure. RFC 9112 §6-7. */

export type BodyKind =
  | { readonly kind: "none" }
  | { readonly kind: "length"; readonly byteCount: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "until-close" };

export interface BodyReader {
  /** How many bytes from `offset` on belong to this body. */
  take(bytes: Buffer, offset: number): number;
  done(): boolean;
  /** The framing makes no sense: nothing after it can be understood. */
  broken(): boolean;
}

const LF = 0x0a;
const MAX_LINE_BYTES = 4096;

function createLengthReader(byteCount: number): BodyReader {
  let left = byteCount;
  return {
    take(bytes, offset) {
      const taken = Math.min(left, bytes.length - offset);
      left -= taken;
      return taken;
    },
    done: () => left === 0,
    broken: () => false,
  };
}

type ChunkState = "size" | "data" | "data-end" | "trailer" | "done" | "broken";

function createChunkedReader(): BodyReader {
  let state: ChunkState = "size";
  let left = 0;
  let line = "";

  function endLine(): void {
    const text = line.replace(/[\r\n]+$/, "");
    line = "";
    if (state === "size") {
      const size = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(text)?.[1];
      if (size === undefined) state = "broken";
      else {
        left = parseInt(size, 16);
        state = left === 0 ? "trailer" : "data";
      }
    } else if (state === "data-end") state = text === "" ? "size" : "broken";
    else if (text === "") state = "done";
  }

  function takeLine(bytes: Buffer, offset: number): number {
    const found = bytes.indexOf(LF, offset);
    const end = found < 0 ? bytes.length : found + 1;
    line += bytes.toString("latin1", offset, end);
    if (found >= 0) endLine();
    else if (line.length > MAX_LINE_BYTES) state = "broken";
    return end - offset;
  }

  function takeData(bytes: Buffer, offset: number): number {
    const taken = Math.min(left, bytes.length - offset);
    left -= taken;
    if (left === 0) state = "data-end";
    return taken;
  }

  return {
    take(bytes, offset) {
      let at = offset;
      while (at < bytes.length && state !== "done" && state !== "broken") {
        at += state === "data" ? takeData(bytes, at) : takeLine(bytes, at);
      }
      return at - offset;
    },
    done: () => state === "done",
    broken: () => state === "broken",
  };
}

/** A reader for a body, or undefined when none follows the head. */
export function createBodyReader(body: BodyKind): BodyReader | undefined {
  if (body.kind === "length" && body.byteCount > 0) return createLengthReader(body.byteCount);
  if (body.kind === "chunked") return createChunkedReader();
  if (body.kind === "until-close") return createLengthReader(Infinity);
  return undefined;
}
