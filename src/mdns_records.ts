/**
 * What a device has to say in multicast DNS: its records, and which of them answer a query. Pure.
 * RFC 6762 sections 6, 7 and 10, RFC 6763 sections 4 to 6, 9 and 12.
 */
import { Entry, Message, Question, RecordType } from "./mdns_codec";
import { OwnEntry } from "./mdns_message_codec";

/** What the records are made from. */
export interface Identity {
  /** Any text: the name of the service, and with "-" for all but letters and digits of the host. */
  readonly name: string;
  /** How many had the name before: lamp, lamp-2, lamp-3. */
  readonly number: number;
  readonly ip: string;
  readonly port: number;
  readonly service: string;
  readonly txt: readonly string[];
}

/** A record of this device. */
export interface OwnRecord extends OwnEntry {
  /** The name in lower case. */
  readonly key: string;
  /** It went to everybody less than a second ago. */
  isRecent: boolean;
}

/** What there is to say to a query. */
export interface Answer {
  readonly records: OwnRecord[];
  readonly known: readonly Entry[];
  /** Others may answer too: take turns. */
  isShared: boolean;
  /** All that we can answer was asked with the QU bit. */
  wantsUnicast: boolean;
}

/** Records that depend on the host's address or name, and others. RFC 6762 section 10. */
const HOST_TTL_SECONDS = 120;
const OTHER_TTL_SECONDS = 4500;
const MAX_LABEL_BYTES = 63;
const NAME_END = string.char(0);

/** Places of the records in their list: a record is followed by what its reader asks for next. */
const SERVICE_PLACE = 1;
const FIRST_HOST_PLACE = 5;

/** Bits of NSEC, RFC 4034 section 4.1.2: which types the name has. */
const ONLY_ADDRESS = string.char(0, 1, 64);
const ONLY_SERVICE = string.char(0, 5, 0, 0, 128, 0, 64);

function word(value: number): string {
  return string.char(Math.floor(value / 256), value % 256);
}

function withLength(text: string): string {
  return string.char(text.length) + text;
}

function encodeLabels(dotted: string): string {
  const [labels] = string.gsub(dotted, "([^.]+)%.?", withLength);
  return labels;
}

function encodeAddress(ip: string): string {
  const [bytes] = string.gsub(ip, "(%d+)%.?", (part) => string.char(tonumber(part)!));
  return bytes;
}

function labelOf(text: string, number: number): string {
  const suffix = number === 1 ? "" : `-${number}`;
  return string.sub(text, 1, MAX_LABEL_BYTES - suffix.length) + suffix;
}

/**
 * The name of the host, without ".local": 1 to 63 letters, digits and hyphens.
 *
 * @param name any text; "device" stands for one without letters and digits
 * @param number 1 for the name itself, else what stands behind it
 * @example require("mdns_records").hostName("Bob's lamp", 2) -- "Bob-s-lamp-2"
 */
export function hostName(name: string, number: number): string {
  const [label] = string.gsub(name, "[^%w]+", "-");
  const trimmed = stringMatch(label, "^%-*(.-)%-*$") ?? "";
  return labelOf(trimmed === "" ? "device" : trimmed, number);
}

/**
 * All records, from the general to the particular: PTR of all services and of this one, TXT, SRV
 * and NSEC of the service, NSEC and A of the host. RFC 6763 sections 4 to 6 and 9.
 *
 * @example
 * local records = require("mdns_records").createRecords({
 *   name = "lamp", number = 1, ip = "192.168.1.7", port = 80, service = "_http._tcp", txt = {},
 * })
 */
export function createRecords(identity: Identity): OwnRecord[] {
  const localEnd = encodeLabels("local") + NAME_END;
  const [instance] = string.gsub(identity.name, "%c", "");
  const host = withLength(hostName(identity.name, identity.number)) + localEnd;
  const service = encodeLabels(identity.service) + localEnd;
  const full = withLength(labelOf(instance, identity.number)) + service;
  const all = encodeLabels("_services._dns-sd._udp") + localEnd;
  let texts = "";
  for (const text of identity.txt) texts += withLength(text);

  const records: OwnRecord[] = [];
  const add = (name: string, type: number, data: string, ttlSeconds: number) => {
    const isUnique = type !== RecordType.Ptr;
    const key = string.lower(name);
    records.push({ name, key, type, data, ttlSeconds, isUnique, isRecent: false });
  };
  add(all, RecordType.Ptr, service, OTHER_TTL_SECONDS);
  add(service, RecordType.Ptr, full, OTHER_TTL_SECONDS);
  add(full, RecordType.Txt, texts === "" ? NAME_END : texts, OTHER_TTL_SECONDS);
  add(full, RecordType.Srv, word(0) + word(0) + word(identity.port) + host, HOST_TTL_SECONDS);
  add(full, RecordType.Nsec, full + ONLY_SERVICE, HOST_TTL_SECONDS);
  add(host, RecordType.Nsec, host + ONLY_ADDRESS, HOST_TTL_SECONDS);
  add(host, RecordType.A, encodeAddress(identity.ip), HOST_TTL_SECONDS);
  return records;
}

/**
 * Tells whether a list has this very record, not only an equal one.
 *
 * @example require("mdns_records").includes({ records[1] }, records[1])
 */
export function includes(records: readonly OwnRecord[], wanted: OwnRecord): boolean {
  for (const record of records) {
    if (record === wanted) return true;
  }
  return false;
}

/**
 * The asker has it, and for at least half of its time. RFC 6762 section 7.1.
 *
 * @param known the known answers of a query
 * @example require("mdns_records").isKnown(records[1], message.answers)
 */
export function isKnown(record: OwnRecord, known: readonly Entry[]): boolean {
  for (const entry of known) {
    const same =
      entry.name === record.key && entry.type === record.type && entry.data === record.data;
    if (same && entry.ttlSeconds * 2 >= record.ttlSeconds) return true;
  }
  return false;
}

/** What has the name and the type; where only the name is ours: that there is no such thing. */
function findRecords(own: readonly OwnRecord[], question: Question): OwnRecord[] {
  const found: OwnRecord[] = [];
  let denial: OwnRecord | undefined;
  for (const record of own) {
    if (record.key === question.name) {
      if (record.type === RecordType.Nsec) denial = record;
      else if (question.type === record.type || question.type === RecordType.Any) {
        found.push(record);
      }
    }
  }
  if (found.length === 0 && denial !== undefined) found.push(denial);
  return found;
}

function addTo(answer: Answer, found: readonly OwnRecord[], wantsUnicast: boolean): void {
  for (const record of found) {
    if (!isKnown(record, answer.known) && !includes(answer.records, record)) {
      answer.records.push(record);
      if (!record.isUnique) answer.isShared = true;
      if (!wantsUnicast) answer.wantsUnicast = false;
    }
  }
}

/**
 * What answers a query, without what the asker knows; no records where nothing does. RFC 6762
 * section 6.
 *
 * @param message a query, as decode of mdns_codec reads it
 * @example local answer = require("mdns_records").answerTo(records, message)
 */
export function answerTo(own: readonly OwnRecord[], message: Message): Answer {
  const answer: Answer = {
    records: [],
    known: message.answers,
    isShared: false,
    wantsUnicast: true,
  };
  for (const question of message.questions) {
    addTo(answer, findRecords(own, question), question.wantsUnicast);
  }
  return answer;
}

/**
 * What the reader of these records will ask for next. RFC 6762 section 6.2, RFC 6763 section 12.
 *
 * @returns some of our records, none of the answers
 * @example local extras = require("mdns_records").additionalTo(records, answer.records)
 */
export function additionalTo(
  own: readonly OwnRecord[],
  answers: readonly OwnRecord[],
): OwnRecord[] {
  let first: number | undefined;
  let place = 0;
  for (const record of own) {
    if (first === undefined && place >= SERVICE_PLACE && includes(answers, record)) {
      first = Math.min(place, FIRST_HOST_PLACE);
    }
    place += 1;
  }
  const additionals: OwnRecord[] = [];
  place = 0;
  for (const record of own) {
    const follows = first !== undefined && place >= first;
    if (follows && !includes(answers, record)) additionals.push(record);
    place += 1;
  }
  return additionals;
}
