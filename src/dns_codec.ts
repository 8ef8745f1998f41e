/**
 * DNS messages as byte strings: a query in, the answer of a captive portal out. Pure.
 * RFC 1035 section 4; which answer each question gets and why: docs/portal.md.
 */

/** Returns the IPv4 address for a lower-case name without its final dot, or nothing. */
export type Resolve = (name: string) => string | undefined;

const enum Limit {
  HeaderBytes = 12,
  LabelBytes = 63,
  NameBytes = 255,
}

const enum ResponseCode {
  NoError = 0,
  FormatError = 1,
  NameError = 3,
  NotImplemented = 4,
  Refused = 5,
}

const enum Field {
  TypeA = 1,
  ClassIn = 1,
  Any = 255,
  /** Small, so that no hijacked answer is carried home in a cache. */
  TimeToLiveSeconds = 10,
}

/** In the third byte of a message: a reply; from here on an opcode; AA, which is always set. */
const enum Flag {
  Reply = 128,
  Opcode = 8,
  Authoritative = 4,
}

/** Names that begin or end so are looked at: dns_names_codec knows those that are special. */
const enum Special {
  Start = "^.[MUWmuw][ASPasp]",
  LastLabelBytes = 4,
}

/**
 * Takes digits for a number, as Lua does.
 *
 * @customName string.char
 */
declare function charOf(...bytes: (number | string)[]): string;

let recordAddress = "";
let record = "";

/** The last one is kept: a portal has but one address. */
function recordOf(address: string): string {
  if (address !== recordAddress) {
    record = charOf(
      192,
      Limit.HeaderBytes,
      0,
      Field.TypeA,
      0,
      Field.ClassIn,
      0,
      0,
      0,
      Field.TimeToLiveSeconds,
      0,
      4,
      ...string.match(address, "^(%d+)%.(%d+)%.(%d+)%.(%d+)$"),
    );
    recordAddress = address;
  }
  return record;
}

/**
 * The reply to one datagram, or nothing where silence is the answer (too short, or a reply itself).
 * Never longer than the query plus 16 bytes. A query that can't be read is answered with FORMERR,
 * one of another opcode with NOTIMP, one of another class with REFUSED. RFC 1035 section 4.1.
 *
 * @param query the datagram
 * @param resolve the address of all names, or a function that is asked for types A and ANY only.
 *   Raises when that is no IPv4 address
 * @example
 * local reply = require("dns_codec").answer(datagram, "192.168.4.1")
 * if reply then socket:send(port, ip, reply) end
 */
export function answer(query: string, resolve: Resolve | string): string | undefined {
  if (query.length < Limit.HeaderBytes) return undefined;
  const [flags, , questionsHigh, questions] = string.byte(query, 3, 6);
  if (flags! >= Flag.Reply) return undefined;

  let at = Limit.HeaderBytes + 1;
  let lastSize = 0;
  let size = string.byte(query, at);
  while (size !== undefined && size > 0 && size <= Limit.LabelBytes) {
    lastSize = size;
    at += size + 1;
    size = string.byte(query, at);
  }
  const [typeHigh, typeLow, classHigh, classLow] = string.byte(query, at + 1, at + 4);
  let code = ResponseCode.FormatError;
  let questionEnd = Limit.HeaderBytes;
  let address: string | undefined;
  if (flags! >= Flag.Opcode) {
    code = ResponseCode.NotImplemented;
  } else if (
    size === 0 &&
    classLow !== undefined &&
    at <= Limit.HeaderBytes + Limit.NameBytes &&
    questions === 1 &&
    questionsHigh === 0
  ) {
    questionEnd = at + 4;
    code = ResponseCode.NoError;
    const wantsAddress = typeHigh === 0 && (typeLow === Field.TypeA || typeLow === Field.Any);
    if (classHigh !== 0 || (classLow !== Field.ClassIn && classLow !== Field.Any)) {
      code = ResponseCode.Refused;
    } else if (
      type(resolve) === "string" &&
      lastSize !== Special.LastLabelBytes &&
      stringFind(query, Special.Start, Limit.HeaderBytes + 1)[0] === undefined
    ) {
      if (wantsAddress) address = resolve as string;
    } else {
      const names = require("./dns_names_codec") as typeof import("./dns_names_codec");
      const name = names.nameOf(query);
      if (names.isDenied(name)) code = ResponseCode.NameError;
      else if (wantsAddress && !names.hasNoAddress(name)) {
        address = typeof resolve === "string" ? resolve : resolve(name);
      }
    }
  }
  // ID, QR=1, the query's opcode and RD, AA=1, RA=1, TC=Z=AD=CD=0, the code; the counts; the question
  // byte for byte, since resolvers compare the case of the letters. EDNS data after it is cut off.
  return (
    string.sub(query, 1, 2) +
    string.char(
      Flag.Reply + Flag.Authoritative + flags! - (flags! % Flag.Opcode) + (flags! % 2),
      128 + code,
      0,
      questionEnd > Limit.HeaderBytes ? 1 : 0,
      0,
      address === undefined ? 0 : 1,
      0,
      0,
      0,
      0,
    ) +
    string.sub(query, Limit.HeaderBytes + 1, questionEnd) +
    (address === undefined ? "" : recordOf(address))
  );
}
