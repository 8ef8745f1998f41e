/**
 * What a multicast DNS responder says, to whom and when: at once, after a while so that neighbours
 * can speak too, or not at all. RFC 6762 sections 5.4, 6 and 7.
 */
import { attempt } from "./guard";
import { Entry, Message } from "./mdns_codec";
import { claimsOf, uniqueNames } from "./mdns_contest";
import { encodeLegacyReply, encodeProbe, encodeReply } from "./mdns_message_codec";
import { additionalTo, answerTo, includes, isKnown, OwnRecord } from "./mdns_records";
import { after, Timer } from "./timer";
import { UdpSocket } from "./udp_socket";

/** UDP port and IPv4 group of RFC 6762 section 3. */
export const MDNS_PORT = 5353;
export const GROUP = "224.0.0.251";

/** A record goes to everybody at most once in so long. */
const RECENT_MS = 1000;
/** A quarter of the shortest time to live. After it everybody hears what one asked for. */
const FRESH_MS = 30000;
/** Before an answer that others may give too. */
const SHARED_DELAY_MS = 20;
/** Before an answer to somebody who has not yet told all known answers. */
const TRUNCATED_DELAY_MS = 400;
/** Delays are up to so much longer. */
const SPREAD_MS = 100;
const MAX_TTL_SECONDS = 65535;
const GOODBYE = 0;

/** Who speaks for this device, and what it is about to say. */
export interface Speaker {
  readonly socket: UdpSocket;
  records: OwnRecord[];
  /** The last of the numbers that delays are made from: the chip has no random ones. */
  seed: number;
  /** Runs while all caches are fresh. */
  freshTimer: Timer | undefined;
  /** Answers that wait, */
  pending: OwnRecord[];
  pendingTimer: Timer | undefined;
  /** and who alone asked for them. */
  pendingFor: string | undefined;
}

/**
 * A speaker that has nothing to say: its records are set later.
 *
 * @param salt delays are the same for the same text, and others for a neighbour's
 * @example
 * local speaker = require("mdns_speaker").createSpeaker(socket, "lamp192.168.1.7")
 * speaker.records = records
 */
export function createSpeaker(socket: UdpSocket, salt: string): Speaker {
  let seed = 0;
  for (const place of $range(1, salt.length)) {
    seed = (seed * 31 + string.byte(salt, place)!) % 65521;
  }
  return {
    socket,
    records: [],
    seed,
    freshTimer: undefined,
    pending: [],
    pendingTimer: undefined,
    pendingFor: undefined,
  };
}

/**
 * A number from leastMs to leastMs + spreadMs, a new one at each call.
 *
 * @param spreadMs a whole number, 0 to 65535
 * @example local delayMs = require("mdns_speaker").chooseDelay(speaker, 20, 100) -- 20 to 120
 */
export function chooseDelay(speaker: Speaker, leastMs: number, spreadMs: number): number {
  speaker.seed = (speaker.seed * 75 + 74) % 65537;
  return leastMs + (speaker.seed % (spreadMs + 1));
}

function send(speaker: Speaker, port: number, ip: string, message: string): void {
  attempt("mdns", () => speaker.socket.send(port, ip, message));
}

function sendToAll(speaker: Speaker, answers: OwnRecord[], additionals: OwnRecord[]): void {
  send(speaker, MDNS_PORT, GROUP, encodeReply(answers, additionals, MAX_TTL_SECONDS));
  for (const record of answers) record.isRecent = true;
  after(RECENT_MS, () => {
    for (const record of answers) record.isRecent = false;
  });
}

function withoutRecent(records: readonly OwnRecord[]): OwnRecord[] {
  const others: OwnRecord[] = [];
  for (const record of records) {
    if (!record.isRecent) others.push(record);
  }
  return others;
}

/** Answers everybody, but for what they have just heard. */
function answerAll(speaker: Speaker, records: readonly OwnRecord[]): void {
  const answers = withoutRecent(records);
  if (answers.length === 0) return;
  sendToAll(speaker, answers, withoutRecent(additionalTo(speaker.records, answers)));
}

/**
 * Asks whether anybody has our names. What can't be sent becomes a log line. RFC 6762 section 8.1.
 *
 * @example require("mdns_speaker").probe(speaker)
 */
export function probe(speaker: Speaker): void {
  const { records } = speaker;
  send(speaker, MDNS_PORT, GROUP, encodeProbe(uniqueNames(records), claimsOf(records)));
}

/**
 * Tells everybody everything. What can't be sent becomes a log line. RFC 6762 section 8.3.
 *
 * @example require("mdns_speaker").announce(speaker)
 */
export function announce(speaker: Speaker): void {
  sendToAll(speaker, speaker.records, []);
  speaker.freshTimer?.stop();
  speaker.freshTimer = after(FRESH_MS, () => {
    speaker.freshTimer = undefined;
  });
}

/**
 * Makes everybody forget us. What can't be sent becomes a log line. RFC 6762 section 10.1.
 *
 * @example require("mdns_speaker").sayGoodbye(speaker)
 */
export function sayGoodbye(speaker: Speaker): void {
  send(speaker, MDNS_PORT, GROUP, encodeReply(speaker.records, [], GOODBYE));
}

/**
 * Drops what waits to be said.
 *
 * @example require("mdns_speaker").hush(speaker)
 */
export function hush(speaker: Speaker): void {
  speaker.pendingTimer?.stop();
  speaker.freshTimer?.stop();
  speaker.pendingTimer = speaker.freshTimer = speaker.pendingFor = undefined;
  speaker.pending = [];
}

function answerLater(
  speaker: Speaker,
  records: readonly OwnRecord[],
  delayMs: number,
  from: string,
): void {
  for (const record of records) {
    if (!includes(speaker.pending, record)) speaker.pending.push(record);
  }
  if (speaker.pendingTimer !== undefined) {
    if (speaker.pendingFor !== from) speaker.pendingFor = undefined;
    return;
  }
  speaker.pendingFor = from;
  speaker.pendingTimer = after(delayMs, () => {
    speaker.pendingTimer = undefined;
    const { pending } = speaker;
    speaker.pending = [];
    answerAll(speaker, pending);
  });
}

/** The one whom we are about to answer tells more of what it knows. RFC 6762 section 7.2. */
function forgetKnown(speaker: Speaker, known: readonly Entry[], from: string): void {
  if (speaker.pendingFor !== from) return;
  const wanted: OwnRecord[] = [];
  for (const record of speaker.pending) {
    if (!isKnown(record, known)) wanted.push(record);
  }
  speaker.pending = wanted;
}

/**
 * Answers a query, if there is anything to say: at once or after 20 to 500 ms. RFC 6762 sections
 * 5.4, 6 and 7.
 *
 * @param query the datagram that message was read from, and port and from where it came from
 * @example require("mdns_speaker").reply(speaker, message, datagram, port, ip)
 */
export function reply(
  speaker: Speaker,
  message: Message,
  query: string,
  port: number,
  from: string,
): void {
  forgetKnown(speaker, message.answers, from);
  const { records, isShared, wantsUnicast } = answerTo(speaker.records, message);
  if (records.length === 0) return;
  const isProbe = message.claims.length > 0;
  if (port !== MDNS_PORT) {
    send(speaker, port, from, encodeLegacyReply(query, message.questionsEndAt, records));
  } else if (wantsUnicast && (isProbe || speaker.freshTimer !== undefined)) {
    const additionals = additionalTo(speaker.records, records);
    send(speaker, port, from, encodeReply(records, additionals, MAX_TTL_SECONDS));
  } else if (isProbe) {
    sendToAll(speaker, records, []);
  } else if (wantsUnicast) {
    announce(speaker);
  } else if (message.isTruncated) {
    answerLater(speaker, records, chooseDelay(speaker, TRUNCATED_DELAY_MS, SPREAD_MS), from);
  } else if (isShared) {
    answerLater(speaker, records, chooseDelay(speaker, SHARED_DELAY_MS, SPREAD_MS), from);
  } else {
    answerAll(speaker, records);
  }
}
