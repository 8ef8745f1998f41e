/**
 * The Lua process of bin/nodemcu-sim: one simulated device in real time, whose flash, sockets and
 * clock are on the Node side. Ends when standard input does.
 */
import type { Condition } from "./blocking";
import type { Device, DeviceOptions, Level, TraceEvent } from "./contract";
import { createDevice } from "./device";
import { createHostConsole } from "./host_console";
import { createHostLan } from "./host_lan";
import { ask, flush, hear, say, sayFields, startLink, type Field } from "./host_link";
import { loadChunk } from "./native";
import { createHostFlash, createHostStore } from "./host_storage";
import type { OptionalModule } from "./optional_modules";

const storage = createHostFlash();
const driver = createHostStore();
let device: Device | undefined;
let airWasGood = false;
/** Real time, as the Node side last told it. */
let realMs = 0;
/** How often a busy device asks whether it is ahead of real time. */
const ASK_MS = 20;

function theDevice(): Device {
  if (device === undefined) error("the device was not made yet");
  return device;
}

const lan = createHostLan(theDevice);
const line = createHostConsole(theDevice);

function onTrace(event: TraceEvent): void {
  const fields: Field[] = ["trace"];
  for (const [name, value] of pairs(event)) {
    fields.push(name);
    fields.push(typeof value === "number" ? `n${tostring(value)}` : `s${value}`);
  }
  sayFields(fields);
  if (event["event"] === "restart") {
    lan.restarted();
    // Before the next boot, so that what the user edited counts then.
    storage.reload();
  }
}

/** The air file's contents came as Lua source, so that no JSON reader is needed here. */
function setAir(source: string): void {
  const [chunk, problem] = loadChunk(`return ${source}`, "=air");
  const wrong: unknown = chunk === undefined ? problem : theDevice().world.air.set(chunk());
  if (wrong === undefined) airWasGood = true;
  else airWrong(tostring(wrong));
}

function airWrong(reason: string): void {
  const what = airWasGood ? "the last good one stays" : "no networks until it is mended";
  say("note", `the air file is wrong, ${what}: ${reason}`);
}

/** A busy device must not be done before its time: it waits where it is, and so does what it sent. */
function keepPace(nowMs: number): void {
  if (nowMs - realMs < ASK_MS) return;
  ask("pace", "", "paced", nowMs);
  realMs = nowMs;
}

function advanceTo(nowMs: number): void {
  realMs = nowMs;
  if (device === undefined) return;
  line.release(nowMs);
  const clock = device.world.clock;
  device.advance(Math.max(0, nowMs - clock.nowMs()));
}

function endTurn(): void {
  lan.dropLost();
  say("wait", line.nextDueMs() ?? device?.world.clock.nextDueMs() ?? "");
  flush();
}

/** A program that blocks hears what happens outside all the same. */
function waitFor(condition: Condition): void {
  while (!condition()) {
    const message = hear();
    if (message === undefined) os.exit(0);
    handle(message);
  }
}

function create(firmware: string, moduleList: string, heapBytes: string, seed: string): void {
  const modules: OptionalModule[] = [];
  for (const [name] of string.gmatch(moduleList, "[^,]+")) modules.push(name as OptionalModule);
  const options: DeviceOptions = {
    firmware: firmware === "newer" ? "newer" : "snapshot",
    collectsForHeap: true,
    modules,
    onBusy: keepPace,
    randomSeed: seed,
    flash: storage.flash,
    store: driver.store,
    onTrace,
    chipModel: line.chipModel(),
    console: line.wire(),
    onConsole: (bytes) => say("out", bytes, theDevice().world.clock.nowMs()),
    onNote: (text) => say("note", text),
    onWait: waitFor,
    lanListener: lan.listener,
  };
  if (heapBytes !== "") options.heapLimitBytes = whole(heapBytes);
  device = createDevice(options);
}

/** No level: the pin is let go of. */
function wire(pin: string, level: string): void {
  const wanted = level === "" ? undefined : whole(level);
  theDevice().gpio.set(whole(pin), wanted as Level | undefined);
}

function boot(): void {
  storage.reload();
  theDevice().boot();
}

type Handler = (this: void, a: string, b: string, c: string, d: string, e: string) => void;

const whole = (text: string): number => Math.floor(tonumber(text) ?? 0);

const handlers: Record<string, Handler | undefined> = {
  now: (nowMs) => advanceTo(whole(nowMs)),
  go: endTurn,
  store: (key, value) => driver.load(key, value),
  create: (firmware, moduleList, heapBytes, seed) => create(firmware, moduleList, heapBytes, seed),
  gpio: (pin, level) => wire(pin, level),
  chip: (model, consoleKind) => line.setChip(model, consoleKind),
  console: (baud) => line.setWire(whole(baud)),
  in: (atMs, bytes) => line.arrive(whole(atMs), bytes),
  air: (source) => setAir(source),
  "air-wrong": (reason) => airWrong(reason),
  boot,
  open: (id, kind, port, address, clientPort) =>
    lan.open(id, kind, whole(port), address, whole(clientPort)),
  data: (id, bytes) => lan.connection(id)?.wire.data(bytes),
  fin: (id) => lan.connection(id)?.wire.fin(),
  ack: (id, count) => lan.connection(id)?.wire.acknowledge(whole(count)),
  established: (id) => lan.connection(id)?.established?.(),
  refused: (id) => {
    const connection = lan.connection(id);
    lan.forget(id);
    connection?.refused?.();
  },
  reset: (id) => {
    const connection = lan.connection(id);
    lan.forget(id);
    connection?.wire.reset();
  },
  closed: (id) => lan.forget(id),
  datagram: (port, address, clientPort, bytes, group) => {
    const toGroup = group === "" ? undefined : group;
    lan.datagram(whole(port), address, whole(clientPort), bytes, toGroup);
  },
  answer: (port, address, fromPort, bytes) =>
    lan.answer(whole(port), address, whole(fromPort), bytes),
  found: (id, ip) => lan.found(id, ip),
};

function handle(message: readonly string[]): void {
  const kind = message[0] ?? "";
  const handler = handlers[kind];
  if (handler === undefined) error(`the Node side says ${kind}, which nobody knows`);
  handler(message[1] ?? "", message[2] ?? "", message[3] ?? "", message[4] ?? "", message[5] ?? "");
  // What the event set off runs before the next event comes, as on the chip.
  if (kind !== "now" && kind !== "go" && kind !== "in") device?.advance(0);
}

startLink();
let message = hear();
while (message !== undefined) {
  handle(message);
  message = hear();
}
