/**
 * The device's name in the home network: `lamp.local` has its address, and `_http._tcp` finds it.
 *
 * Multicast DNS responder of RFC 6762: probes for its name, takes `lamp-2` when somebody has it,
 * announces, answers, defends, and says goodbye. Advertises a service as RFC 6763 has it.
 */
import { info } from "./logger";
import { decode, Message } from "./mdns_codec";
import { givesWay, isContested } from "./mdns_contest";
import { createRecords, hostName } from "./mdns_records";
import * as speech from "./mdns_speaker";
import { after, Timer } from "./timer";
import { joinGroup, leaveGroup } from "./multicast_group";
import { KeptSockets, OnDatagram, open } from "./udp_socket";

/** @noSelf */
export interface MdnsOptions {
  /** UTF-8 of a person's choice; in the host's name "-" stands for all but letters and digits. */
  readonly name: string;
  /** The station's address. */
  readonly ip: string;
  /** The TCP port of the service; default 80. */
  readonly port?: number;
  /** Default "_http._tcp". */
  readonly service?: string;
  /** "key=value" each, at most 255 bytes; default none. RFC 6763 section 6. */
  readonly txt?: readonly string[];
  /** The program's sockets, which can't be closed; default: those of this module. */
  readonly keptSockets?: KeptSockets;
}

/** A responder that runs. */
export interface Responder {
  /**
   * The host's name now, without ".local": "lamp", or "lamp-2" when another one has that.
   *
   * @example print("http://" .. responder.name() .. ".local")
   */
  name(this: void): string;
  /**
   * The station joined again, or has another address: probes and announces anew. Does nothing after
   * stop.
   *
   * @param ip the station's address
   * @example responder.update(address.ip)
   */
  update(this: void, ip: string): void;
  /**
   * Says goodbye and falls silent; a second call does nothing.
   *
   * @example responder.stop()
   */
  stop(this: void): void;
}

const ANY_IP = "0.0.0.0";
const HTTP_PORT = 80;
const HTTP_SERVICE = "_http._tcp";

const PROBES = 3;
const PROBE_MS = 250;
const ANNOUNCEMENTS = 2;
const ANNOUNCEMENT_MS = 1000;
/** After another one who probes for the name won. RFC 6762 section 8.2. */
const GIVE_WAY_MS = 1000;
/** So many conflicts in a row, and the next probe waits longer. RFC 6762 section 8.1. */
const MAX_CONFLICTS = 15;
const CONFLICTS_MS = 5000;

interface State {
  readonly options: MdnsOptions;
  readonly speaker: speech.Speaker;
  ip: string;
  /** How many have the name, we included. */
  number: number;
  /** The names in lower case that concern us. */
  names: Record<string, boolean | undefined>;
  /** No answers yet: somebody else may have the name. */
  isProbing: boolean;
  /** Since the name was announced twice. */
  conflicts: number;
  /** The next probe or announcement. */
  timer: Timer | undefined;
}

const keptHere: KeptSockets = {};

function nameOf(state: State): string {
  return hostName(state.options.name, state.number);
}

function wait(state: State, delayMs: number, run: () => void): void {
  state.timer?.stop();
  state.timer = after(delayMs, run);
}

function announceAgain(state: State, left: number): void {
  speech.announce(state.speaker);
  if (left > 1) wait(state, ANNOUNCEMENT_MS, () => announceAgain(state, left - 1));
  else state.conflicts = 0;
}

function probeAgain(state: State, left: number): void {
  if (left > 0) {
    wait(state, PROBE_MS, () => probeAgain(state, left - 1));
    speech.probe(state.speaker);
    return;
  }
  state.isProbing = false;
  info("mdns", "%s.local is %s", nameOf(state), state.ip);
  announceAgain(state, ANNOUNCEMENTS);
}

function startProbing(state: State, delayMs: number): void {
  const { name, port, service, txt } = state.options;
  const records = createRecords({
    name,
    number: state.number,
    ip: state.ip,
    port: port ?? HTTP_PORT,
    service: service ?? HTTP_SERVICE,
    txt: txt ?? [],
  });
  state.names = {};
  for (const { key } of records) state.names[key] = true;
  state.isProbing = true;
  speech.hush(state.speaker);
  state.speaker.records = records;
  wait(state, delayMs, () => probeAgain(state, PROBES));
}

/** The first probe waits, so that devices that get power together don't all speak at once. */
function soon(state: State): number {
  return state.conflicts > MAX_CONFLICTS
    ? CONFLICTS_MS
    : speech.chooseDelay(state.speaker, 0, PROBE_MS);
}

function hearReply(state: State, message: Message): void {
  for (const entry of message.answers) {
    if (isContested(state.speaker.records, entry, state.isProbing)) {
      info("mdns", "%s.local is somebody else's too", nameOf(state));
      // A name that was ours is asked for once more: perhaps the other one gives way.
      if (state.isProbing) state.number += 1;
      state.conflicts += 1;
      startProbing(state, soon(state));
      return;
    }
  }
}

function hear(state: State, datagram: string, port: number, from: string): void {
  if (from === state.ip) return;
  const message = decode(datagram, (name) => state.names[name] === true);
  if (message === undefined) return;
  if (message.isReply) {
    if (port === speech.MDNS_PORT) hearReply(state, message);
  } else if (!state.isProbing) {
    speech.reply(state.speaker, message, datagram, port, from);
  } else if (givesWay(state.speaker.records, message.claims)) {
    startProbing(state, GIVE_WAY_MS);
  }
}

/**
 * Starts to probe for the name, which takes a second; then announces it and answers.
 * The station has an address at this moment. After a lost link call update. RFC 6762 section 8.
 *
 * @returns the responder, or nothing, and a log line, when UDP port 5353 is taken
 * @example
 * local responder = require("mdns").start({ name = "lamp", ip = info.ip, txt = { "path=/" } })
 */
export function start(options: MdnsOptions): Responder | undefined {
  let state: State | undefined;
  const onDatagram: OnDatagram = (_, datagram, port, from) => {
    if (state !== undefined) hear(state, datagram, port, from);
  };
  const kept = options.keptSockets ?? keptHere;
  const [socket, close] = open("mdns", kept, speech.MDNS_PORT, ANY_IP, onDatagram);
  if (socket === undefined) return undefined;
  state = {
    options,
    speaker: speech.createSpeaker(socket, options.name + options.ip),
    ip: options.ip,
    number: 1,
    names: {},
    isProbing: true,
    conflicts: 0,
    timer: undefined,
  };
  joinGroup(speech.GROUP);
  startProbing(state, soon(state));
  const running = state;
  return {
    name: () => nameOf(running),
    update: (ip) => {
      if (state === undefined) return;
      state.ip = ip;
      joinGroup(speech.GROUP);
      startProbing(state, soon(state));
    },
    stop: () => {
      if (state === undefined) return;
      state = undefined;
      running.timer?.stop();
      speech.hush(running.speaker);
      if (!running.isProbing) speech.sayGoodbye(running.speaker);
      leaveGroup(speech.GROUP);
      close();
    },
  };
}
