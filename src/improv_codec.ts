/**
 * Packets of Improv Wi-Fi Serial among other bytes: bytes in, packets and the rest out. Pure.
 * Source: improv-wifi.com/serial, version 1.
 */

/** What a packet is. */
export const enum Kind {
  State = 1,
  Error = 2,
  Command = 3,
  Result = 4,
}

/** What the device says of itself. */
export const enum State {
  Ready = 2,
  Provisioning = 3,
  Provisioned = 4,
}

export const enum ErrorState {
  None = 0,
  InvalidPacket = 1,
  UnknownCommand = 2,
  UnableToConnect = 3,
  Unknown = 255,
}

export const enum Command {
  SendSettings = 1,
  RequestState = 2,
  RequestInfo = 3,
  RequestNetworks = 4,
}

/** After a packet: what is left of its line. */
const enum Skips {
  Nothing,
  LineEnd,
  Line,
}

/** The name, and the version of the format. */
const HEADER = "IMPROV" + string.char(1);
const NAME_BYTES = 6;
/** The header, the kind and the length. */
const DATA_AT = 10;
/** What a length byte can tell. */
const MAX_DATA_BYTES = 255;

/** Where a reader stands in its bytes. */
export interface Reader {
  /** The beginning of what may become a packet. */
  pending: string;
  skips: Skips;
}

/** Who gets what was read. None of them may be called back while it runs. @noSelf */
export interface Sink {
  /** Bytes that belong to no packet. */
  text(bytes: string): void;
  packet(kind: number, data: string): void;
  /** A packet whose sum is wrong, or that ended too early. */
  broken(): void;
}

export function createReader(): Reader {
  return { pending: "", skips: Skips.Nothing };
}

function sumOf(bytes: string): number {
  let sum = 0;
  for (const at of $range(1, bytes.length)) sum += string.byte(bytes, at)!;
  return sum % 256;
}

/** Where a header begins, which may be cut off at the end; else one past the end. */
function findHeader(bytes: string): number {
  let from = 1;
  while (true) {
    const [at] = stringFind(bytes, "I", from, true);
    if (at === undefined) return bytes.length + 1;
    const seen = string.sub(bytes, at, at + HEADER.length - 1);
    if (seen === string.sub(HEADER, 1, seen.length)) return at;
    from = at + 1;
  }
}

/** Without the rest of the line that a packet was in, as far as it is there. */
function skipRest(reader: Reader, text: string): string {
  if (reader.skips === Skips.Nothing || text === "") return text;
  const pattern = reader.skips === Skips.Line ? "^[^\n]*\n?" : "^\r*\n?";
  const [, end] = stringFind(text, pattern);
  const isOver = end! < text.length || string.sub(text, end!, end) === "\n";
  if (isOver) reader.skips = Skips.Nothing;
  return string.sub(text, end! + 1);
}

/** The whole packet's size, once its length is there. */
function sizeOf(bytes: string): number {
  return DATA_AT + (string.byte(bytes, DATA_AT - 1) ?? MAX_DATA_BYTES);
}

/** Takes the packet in front. What was in a broken one is nobody's text: it may hold a password. */
function takePacket(reader: Reader, size: number, sink: Sink): void {
  const packet = string.sub(reader.pending, 1, size - 1);
  const sum = string.byte(reader.pending, size);
  if (sumOf(packet) === sum) {
    reader.pending = string.sub(reader.pending, size + 1);
    reader.skips = Skips.LineEnd;
    sink.packet(string.byte(packet, HEADER.length + 1)!, string.sub(packet, DATA_AT));
  } else {
    // A byte got lost, and the next packet's header is in what was taken for this one's data.
    const taken = string.sub(reader.pending, 2, size);
    const others = string.sub(reader.pending, size + 1);
    reader.pending = string.sub(taken, findHeader(taken)) + others;
    reader.skips = Skips.Line;
    sink.broken();
  }
}

/** Takes the next bytes of a line. */
export function feed(reader: Reader, bytes: string, sink: Sink): void {
  reader.pending += bytes;
  while (true) {
    const at = findHeader(reader.pending);
    if (at > 1) {
      const text = skipRest(reader, string.sub(reader.pending, 1, at - 1));
      reader.pending = string.sub(reader.pending, at);
      if (text !== "") sink.text(text);
    }
    const size = sizeOf(reader.pending);
    if (reader.pending.length < size) return;
    reader.skips = Skips.Nothing;
    takePacket(reader, size, sink);
  }
}

/** Nothing came for a while: what is pending becomes no packet any more. */
export function giveUp(reader: Reader, sink: Sink): void {
  const { pending } = reader;
  reader.pending = "";
  if (pending === "") return;
  if (pending.length > NAME_BYTES) {
    reader.skips = Skips.Line;
    sink.broken();
  } else if (skipRest(reader, pending) !== "") sink.text(pending);
}

/**
 * One packet, with line ends around it: what stands before it on its line would hide it.
 *
 * @param data up to 255 bytes
 */
export function encodePacket(kind: number, data: string): string {
  const packet = HEADER + string.char(kind, data.length) + data;
  return `\n${packet}${string.char(sumOf(packet))}\n`;
}

/** @param texts all in all up to 253 bytes, one more for each of them counted */
export function encodeResult(command: number, texts: readonly string[]): string {
  let body = "";
  for (const text of texts) body += string.char(text.length) + text;
  return encodePacket(Kind.Result, string.char(command, body.length) + body);
}

/** A command and what it comes with; nothing where the lengths do not fit. */
export function decodeCommand(
  data: string,
): LuaMultiReturn<[command: number, values: string] | [undefined, string]> {
  const [command, length] = string.byte(data, 1, 2);
  if (length === undefined || length !== data.length - 2) return $multi(undefined, "");
  return $multi(command!, string.sub(data, 3));
}

/** Name and password of a network; nothing where the lengths do not fit. */
export function decodeSettings(
  values: string,
): LuaMultiReturn<[ssid: string, password: string] | [undefined, string]> {
  const ssidBytes = string.byte(values, 1) as number | undefined;
  if (ssidBytes === undefined) return $multi(undefined, "");
  const passwordBytes = string.byte(values, ssidBytes + 2) as number | undefined;
  if (passwordBytes === undefined || values.length !== ssidBytes + passwordBytes + 2) {
    return $multi(undefined, "");
  }
  return $multi(string.sub(values, 2, ssidBytes + 1), string.sub(values, ssidBytes + 3));
}
