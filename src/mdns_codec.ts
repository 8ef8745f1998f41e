/**
 * Multicast DNS messages as byte strings, both ways. Pure. RFC 1035 section 4, RFC 6762 section 18.
 * Names are what they are on the wire, uncompressed: a length before each label, and 0 at the end.
 */

/** Types of records. RFC 1035 section 3.2.2, RFC 2782, RFC 4034. */
export const enum RecordType {
  A = 1,
  Ptr = 12,
  Txt = 16,
  Srv = 33,
  Nsec = 47,
  Any = 255,
}

/** What is asked. Its name is in lower case. */
export interface Question {
  readonly name: string;
  readonly type: number;
  /** The QU bit: the asker wants the answer for itself. */
  readonly wantsUnicast: boolean;
}

/** A record. Received ones have their name in lower case. */
export interface Entry {
  readonly name: string;
  readonly type: number;
  /** The record's data; names in it are uncompressed too. */
  readonly data: string;
  /** 0 says goodbye. */
  readonly ttlSeconds: number;
}

/** A message, as far as it is about wanted names. Names are in lower case. */
export interface Message {
  readonly isReply: boolean;
  /** More known answers follow in another message. */
  readonly isTruncated: boolean;
  readonly questions: Question[];
  /** A query's known answers; all records of a reply. */
  readonly answers: Entry[];
  /** What a query that probes wants to claim. */
  readonly claims: Entry[];
  /** Where the question section ends, counted as string.sub does. */
  readonly questionsEndAt: number;
}

/** Tells whether a name, in lower case, matters. */
export type IsWanted = (name: string) => boolean;

const HEADER_BYTES = 12;
const MAX_LABEL_BYTES = 63;
const MAX_NAME_BYTES = 255;
/** Of each kind in one message: names can be much longer than the pointers that make them. */
const MAX_KEPT = 40;
const POINTER = 192;
const CLASS_IN = 1;
/** The top bit of a class: QU in a question, cache-flush in a record. */
const TOP_BIT = 32768;
const MAX_TTL_SECONDS = 65535;
const NAME_END = string.char(0);

/** Where the data of these types has a name: they may be compressed. RFC 6762 section 18.14. */
export const NAME_IN_DATA: Record<number, number | undefined> = {
  [RecordType.Ptr]: 0,
  [RecordType.Srv]: 6,
  [RecordType.Nsec]: 0,
};

type Found<Value> = LuaMultiReturn<[value: Value | undefined, nextAt: number]>;

function word(bytes: string, at: number): number {
  return string.byte(bytes, at)! * 256 + string.byte(bytes, at + 1)!;
}

/** Pointers must lead backwards, before the part of the name that they end: so there is no loop. */
function decodeName(bytes: string, startAt: number): Found<string> {
  let name = "";
  let partAt = startAt;
  let at = startAt;
  let nextAt = 0;
  let size = string.byte(bytes, at);
  while (size !== undefined && size > 0) {
    if (size >= POINTER) {
      const target = (size - POINTER) * 256 + (string.byte(bytes, at + 1) ?? 0) + 1;
      if (target >= partAt || target <= HEADER_BYTES) return $multi(undefined, 0);
      if (nextAt === 0) nextAt = at + 2;
      at = partAt = target;
    } else {
      name += string.sub(bytes, at, at + size);
      at += size + 1;
      if (size > MAX_LABEL_BYTES || name.length >= MAX_NAME_BYTES) return $multi(undefined, 0);
    }
    size = string.byte(bytes, at);
  }
  if (size === undefined) return $multi(undefined, 0);
  return $multi(name + NAME_END, nextAt === 0 ? at + 1 : nextAt);
}

function decodeQuestions(bytes: string, count: number, isWanted: IsWanted): Found<Question[]> {
  const questions: Question[] = [];
  let at = HEADER_BYTES + 1;
  for (const _ of $range(1, count)) {
    const [name, nextAt] = decodeName(bytes, at);
    if (name === undefined || nextAt + 3 > bytes.length) return $multi(undefined, 0);
    const key = string.lower(name);
    const questionClass = word(bytes, nextAt + 2) % TOP_BIT;
    const fits = questionClass === CLASS_IN || questionClass === RecordType.Any;
    if (fits && isWanted(key) && questions.length < MAX_KEPT) {
      const wantsUnicast = word(bytes, nextAt + 2) >= TOP_BIT;
      questions.push({ name: key, type: word(bytes, nextAt), wantsUnicast });
    }
    at = nextAt + 4;
  }
  return $multi(questions, at);
}

/** The data from dataAt to endAt, with its name uncompressed; nothing when that leads out of it. */
function decodeData(bytes: string, type: number, dataAt: number, endAt: number) {
  const offset = NAME_IN_DATA[type];
  if (offset === undefined) return string.sub(bytes, dataAt, endAt);
  const [name, nextAt] = decodeName(bytes, dataAt + offset);
  if (name === undefined || nextAt > endAt + 1) return undefined;
  return string.sub(bytes, dataAt, dataAt + offset - 1) + name + string.sub(bytes, nextAt, endAt);
}

/** Adds the wanted ones of these records to a list; tells where they end, or nothing. */
function decodeRecords(
  bytes: string,
  startAt: number,
  count: number,
  isWanted: IsWanted,
  kept: Entry[],
): number | undefined {
  let at = startAt;
  for (const _ of $range(1, count)) {
    const [name, nextAt] = decodeName(bytes, at);
    if (name === undefined || nextAt + 9 > bytes.length) return undefined;
    at = nextAt + 10 + word(bytes, nextAt + 8);
    if (at > bytes.length + 1) return undefined;
    const key = string.lower(name);
    const recordClass = word(bytes, nextAt + 2) % TOP_BIT;
    if (recordClass === CLASS_IN && isWanted(key) && kept.length < MAX_KEPT) {
      const type = word(bytes, nextAt);
      const data = decodeData(bytes, type, nextAt + 10, at - 1);
      if (data === undefined) return undefined;
      // More than 18 hours are not told apart: 32 bits overflow the chip's integers.
      const ttlSeconds = word(bytes, nextAt + 4) > 0 ? MAX_TTL_SECONDS : word(bytes, nextAt + 6);
      kept.push({ name: key, type, data, ttlSeconds });
    }
  }
  return at;
}

/**
 * Reads a datagram. Nothing comes of one that is broken, or of another opcode or response code.
 *
 * @param isWanted what it says about other names is left out; 40 of each kind are kept
 * @example
 * local function isLamp(name) return name == "\4lamp\5local\0" end
 * local message = require("mdns_codec").decode(datagram, isLamp)
 */
export function decode(bytes: string, isWanted: IsWanted): Message | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const flags = word(bytes, 3);
  const opcode = Math.floor(flags / 2048) % 16;
  if (opcode !== 0 || flags % 16 !== 0) return undefined;
  const [questions, answersAt] = decodeQuestions(bytes, word(bytes, 5), isWanted);
  if (questions === undefined) return undefined;
  const isReply = flags >= TOP_BIT;
  const answers: Entry[] = [];
  const claims: Entry[] = [];
  let at: number | undefined = answersAt;
  // The last section of a query has nothing that concerns us.
  for (const section of $range(1, isReply ? 3 : 2)) {
    const kept = isReply || section === 1 ? answers : claims;
    at = decodeRecords(bytes, at, word(bytes, 5 + 2 * section), isWanted, kept);
    if (at === undefined) return undefined;
  }
  return {
    isReply,
    isTruncated: Math.floor(flags / 512) % 2 === 1,
    questions,
    answers,
    claims,
    questionsEndAt: answersAt - 1,
  };
}
