/**
 * DNS messages as byte strings: a query in, the answer of a captive portal out. Pure.
 * RFC 1035 section 4; which answer each question gets and why: docs/portal.md.
 */

/** Returns the IPv4 address for a lower-case name without its final dot, or nothing. */
export type Resolve = (name: string) => string | undefined;

const HEADER_BYTES = 12;
const MAX_LABEL_BYTES = 63;
const MAX_NAME_BYTES = 255;
/** Small, so that no hijacked answer is carried home in a cache. */
const TIME_TO_LIVE_SECONDS = 10;

const TYPE_A = 1;
const ANY = 255;
const CLASS_IN = 1;

const enum ResponseCode {
  NoError = 0,
  FormatError = 1,
  NameError = 3,
  NotImplemented = 4,
  Refused = 5,
}

/** Answering these names would keep DNS over HTTPS, Private Relay or a proxy search switched on. */
const DENIED_NAMES: Record<string, boolean> = {
  "use-application-dns.net": true,
  "mask.icloud.com": true,
  "mask-h2.icloud.com": true,
  wpad: true,
};

interface Question {
  readonly name: string;
  readonly type: number;
  readonly class: number;
  /** Where the question ends, counted as string.sub does. */
  readonly endAt: number;
}

function word(bytes: string, at: number): number {
  return string.byte(bytes, at)! * 256 + string.byte(bytes, at + 1)!;
}

/** The only question of a query, or nothing when it can't be read. */
function decodeQuestion(query: string): Question | undefined {
  const labels: string[] = [];
  let at = HEADER_BYTES + 1;
  let size = string.byte(query, at);
  while (size !== undefined && size > 0) {
    if (size > MAX_LABEL_BYTES || at + size > query.length) return undefined;
    labels.push(string.sub(query, at + 1, at + size));
    at += size + 1;
    size = string.byte(query, at);
  }
  const nameBytes = at - HEADER_BYTES;
  if (size === undefined || nameBytes > MAX_NAME_BYTES || at + 4 > query.length) return undefined;
  return {
    name: string.lower(table.concat(labels, ".")),
    type: word(query, at + 1),
    class: word(query, at + 3),
    endAt: at + 4,
  };
}

function isDenied(name: string): boolean {
  return DENIED_NAMES[name] === true || string.sub(name, 1, 5) === "wpad.";
}

/** Special-use name of RFC 9462: it exists, but has no address. */
function hasNoAddress(name: string): boolean {
  return name === "resolver.arpa" || string.sub(name, -14) === ".resolver.arpa";
}

/** ID, QR=1, the query's opcode and RD, AA=1, RA=1, TC=Z=AD=CD=0, the code; then the counts. */
function header(query: string, code: ResponseCode, questions: number, answers: number): string {
  const flags = string.byte(query, 3)!;
  const recursionDesired = flags % 2;
  const opcodeBits = Math.floor(flags / 8) % 16;
  return (
    string.sub(query, 1, 2) +
    string.char(128 + opcodeBits * 8 + 4 + recursionDesired, 128 + code) +
    string.char(0, questions, 0, answers, 0, 0, 0, 0)
  );
}

function addressRecord(address: string): string {
  const [a, b, c, d] = string.match(address, "^(%d+)%.(%d+)%.(%d+)%.(%d+)$");
  return (
    string.char(192, HEADER_BYTES, 0, TYPE_A, 0, CLASS_IN) +
    string.char(0, 0, 0, TIME_TO_LIVE_SECONDS, 0, 4) +
    string.char(tonumber(a)!, tonumber(b)!, tonumber(c)!, tonumber(d)!)
  );
}

/**
 * The reply to one datagram, or nothing where silence is the answer (too short, or a reply itself).
 * Never longer than the query plus 16 bytes. A query that can't be read is answered with FORMERR,
 * one of another opcode with NOTIMP, one of another class with REFUSED. RFC 1035 section 4.1.
 *
 * @param query the datagram
 * @param resolve asked for types A and ANY only. Raises when what it returns is no IPv4 address
 * @example
 * local reply = require("dns_codec").answer(datagram, function(name) return "192.168.4.1" end)
 * if reply then socket:send(port, ip, reply) end
 */
export function answer(query: string, resolve: Resolve): string | undefined {
  if (query.length < HEADER_BYTES) return undefined;
  const flags = string.byte(query, 3)!;
  if (flags >= 128) return undefined;
  if (Math.floor(flags / 8) % 16 !== 0) return header(query, ResponseCode.NotImplemented, 0, 0);
  const question = word(query, 5) === 1 ? decodeQuestion(query) : undefined;
  if (question === undefined) return header(query, ResponseCode.FormatError, 0, 0);

  // Echoed byte for byte: resolvers compare the case of the letters. EDNS data after it is cut off.
  const echo = string.sub(query, HEADER_BYTES + 1, question.endAt);
  if (question.class !== CLASS_IN && question.class !== ANY) {
    return header(query, ResponseCode.Refused, 1, 0) + echo;
  }
  if (isDenied(question.name)) return header(query, ResponseCode.NameError, 1, 0) + echo;
  const wantsAddress = question.type === TYPE_A || question.type === ANY;
  const address = wantsAddress && !hasNoAddress(question.name) ? resolve(question.name) : undefined;
  if (address === undefined) return header(query, ResponseCode.NoError, 1, 0) + echo;
  return header(query, ResponseCode.NoError, 1, 1) + echo + addressRecord(address);
}
