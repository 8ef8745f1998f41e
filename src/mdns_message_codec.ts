/**
 * Multicast DNS messages to send, as byte strings with compressed names. Pure. RFC 1035 section
 * 4.1, RFC 6762 sections 6.7, 8.1 and 18. Names come uncompressed, as mdns_codec has them.
 */
import { Entry, NAME_IN_DATA, RecordType } from "./mdns_codec";

/** A record that is ours to tell. */
export interface OwnEntry extends Entry {
  /** Nobody else has a record of this name and type: the cache-flush bit. */
  readonly isUnique: boolean;
}

/** Records in a reply to a legacy asker must not stay long in its cache. RFC 6762 section 6.7. */
const LEGACY_TTL_SECONDS = 10;

const HEADER_BYTES = 12;
const CLASS_IN = 1;
/** With the cache-flush bit of a record, or the QU bit of a question. */
const CLASS_IN_TOP_BIT = 32769;
const POINTER = 49152;

interface Writer {
  readonly pieces: string[];
  byteCount: number;
  /** Where each name, and each end of one, is in the message. */
  readonly offsets: Record<string, number | undefined>;
}

function createWriter(byteCount: number): Writer {
  return { pieces: [], byteCount, offsets: {} };
}

function wordBytes(value: number): string {
  return string.char(Math.floor(value / 256), value % 256);
}

function put(out: Writer, bytes: string): void {
  out.pieces.push(bytes);
  out.byteCount += bytes.length;
}

function putName(out: Writer, name: string): void {
  let rest = name;
  while (rest.length > 1) {
    const offset = out.offsets[rest];
    if (offset !== undefined) {
      put(out, wordBytes(POINTER + offset));
      return;
    }
    out.offsets[rest] = out.byteCount;
    const labelBytes = string.byte(rest)! + 1;
    put(out, string.sub(rest, 1, labelBytes));
    rest = string.sub(rest, labelBytes + 1);
  }
  put(out, rest);
}

function putData(out: Writer, data: string, nameOffset: number | undefined): void {
  const sizeAt = out.pieces.length;
  put(out, wordBytes(0));
  const startAt = out.byteCount;
  if (nameOffset === undefined) put(out, data);
  else {
    put(out, string.sub(data, 1, nameOffset));
    // Our names have no control characters: the first zero byte is the end.
    const [endAt] = stringFind(data, string.char(0), nameOffset + 1, true);
    putName(out, string.sub(data, nameOffset + 1, endAt));
    put(out, string.sub(data, (endAt ?? data.length) + 1));
  }
  out.pieces[sizeAt] = wordBytes(out.byteCount - startAt);
}

function putEntry(
  out: Writer,
  entry: OwnEntry,
  entryClass: number,
  maxTtlSeconds: number,
  nameOffset: number | undefined,
): void {
  putName(out, entry.name);
  const ttlSeconds = Math.min(entry.ttlSeconds, maxTtlSeconds);
  put(out, wordBytes(entry.type) + wordBytes(entryClass) + wordBytes(0) + wordBytes(ttlSeconds));
  putData(out, entry.data, nameOffset);
}

function putAll(out: Writer, entries: readonly OwnEntry[], maxTtlSeconds: number): void {
  for (const entry of entries) {
    const entryClass = entry.isUnique ? CLASS_IN_TOP_BIT : CLASS_IN;
    putEntry(out, entry, entryClass, maxTtlSeconds, NAME_IN_DATA[entry.type]);
  }
}

function counts(answers: number, claims: number, additionals: number): string {
  return wordBytes(answers) + wordBytes(claims) + wordBytes(additionals);
}

const REPLY = string.char(0, 0, 132, 0);
const NO_QUESTION = string.char(0, 0);

/**
 * A reply to all, or to one who asked for it so. RFC 6762 section 18.
 *
 * @param maxTtlSeconds 0 to 65535: no record lives longer; 0 makes it a goodbye (section 10.1)
 * @example local goodbye = require("mdns_message_codec").encodeReply(records, {}, 0)
 */
export function encodeReply(
  answers: readonly OwnEntry[],
  additionals: readonly OwnEntry[],
  maxTtlSeconds: number,
): string {
  const out = createWriter(HEADER_BYTES);
  putAll(out, answers, maxTtlSeconds);
  putAll(out, additionals, maxTtlSeconds);
  const head = REPLY + NO_QUESTION + counts(answers.length, 0, additionals.length);
  return head + table.concat(out.pieces);
}

/**
 * A reply to a plain DNS client: with its id and its questions, no cache-flush bit, and a life of
 * at most 10 s. RFC 6762 section 6.7.
 *
 * @param query the datagram that asked
 * @param questionsEndAt where its questions end, as decode of mdns_codec tells
 * @example
 * local codec = require("mdns_message_codec")
 * local reply = codec.encodeLegacyReply(datagram, message.questionsEndAt, records)
 */
export function encodeLegacyReply(
  query: string,
  questionsEndAt: number,
  answers: readonly OwnEntry[],
): string {
  const out = createWriter(questionsEndAt);
  for (const entry of answers) {
    const nameOffset = entry.type === RecordType.Ptr ? 0 : undefined;
    putEntry(out, entry, CLASS_IN, LEGACY_TTL_SECONDS, nameOffset);
  }
  const head = string.sub(query, 1, 2) + string.sub(REPLY, 3) + string.sub(query, 5, 6);
  const questions = string.sub(query, HEADER_BYTES + 1, questionsEndAt);
  return head + counts(answers.length, 0, 0) + questions + table.concat(out.pieces);
}

/**
 * The question whether anybody has these names, with what we would say about them. RFC 6762 section
 * 8.1.
 *
 * @example
 * local contest = require("mdns_contest")
 * local names, claims = contest.uniqueNames(records), contest.claimsOf(records)
 * local probe = require("mdns_message_codec").encodeProbe(names, claims)
 */
export function encodeProbe(names: readonly string[], claims: readonly OwnEntry[]): string {
  const out = createWriter(HEADER_BYTES);
  for (const name of names) {
    putName(out, name);
    put(out, wordBytes(RecordType.Any) + wordBytes(CLASS_IN_TOP_BIT));
  }
  for (const entry of claims) {
    putEntry(out, entry, CLASS_IN, entry.ttlSeconds, NAME_IN_DATA[entry.type]);
  }
  const head = wordBytes(0) + wordBytes(0) + wordBytes(names.length);
  return head + counts(0, claims.length, 0) + table.concat(out.pieces);
}
