/** A device with everything around it, for specs: memory flash and store, air, clients, records. */
import { createClients, type Clients } from "./clients";
import type { ChipModel } from "./chip_models";
import type {
  ConsoleWire,
  Device,
  DeviceOptions,
  Flash,
  Level,
  Store,
  TraceEvent,
  Wiring,
} from "./contract";
import { createDevice } from "./device";
import { createMemoryFlash } from "./flash";
import type { OptionalModule } from "./optional_modules";
import { createComputer, createPhone } from "./phone";
import type { ClientOptions, Phone } from "./phone_api";
import { createMemoryStore } from "./store";

const STEP_MS = 10;

export interface TestbedOptions {
  /** File names to bytes. */
  files?: Record<string, string>;
  /** As in the air file. */
  networks?: object[];
  moveLossMs?: number;
  /** As in the air file. */
  faults?: object;
  firmware?: "snapshot" | "newer";
  /** Switched on beside those of a default build. */
  modules?: readonly OptionalModule[];
  /** Pin numbers to levels that are put on them before the boot: a button held, say. */
  gpio?: LuaTable<number, Level>;
  mac?: string;
  chipModel?: ChipModel;
  console?: ConsoleWire;
  /** What the program's heap is limited to, where the Lua can do that. */
  heapLimitBytes?: number;
  /** For other random numbers than in every other spec. */
  randomSeed?: string;
  /** Taken over from another testbed instead of new ones. */
  flash?: Flash;
  store?: Store;
  /** Default true. */
  boot?: boolean;
}

export type Condition = () => unknown;

/** @noSelf */
export interface Testbed {
  readonly device: Device;
  readonly flash: Flash;
  readonly store: Store;
  readonly clients: Clients;
  /** Puts levels on pins, reads and watches them. Callbacks of the program run when time moves. */
  readonly gpio: Wiring;
  /** Every trace event, in order. */
  readonly trace: TraceEvent[];
  /** The simulator's own words. */
  readonly notes: string[];
  /** All that the device wrote to its console. */
  console(): string;
  /** Empties the records: trace, notes, console. They hold what the program has made. */
  forget(): void;
  /** Types at the console, at once; the program gets it when time moves. */
  type_(bytes: string): void;
  /** The trace events of one name. */
  events(name: string): TraceEvent[];
  advance(ms: number): void;
  /** Moves time on in steps of 10 ms until the condition holds; whether it did in time. */
  until_(condition: Condition, timeoutMs: number): boolean;
  /** Replaces the air file's contents; raises when they are not as it wants them. */
  setAir(networks: object[], moveLossMs?: number, faults?: object): void;
  /** Runs Lua on the device as a console line would; raises its error. */
  run(code: string): void;
  /** A global of the program. */
  global(name: string): unknown;
  phone(options?: ClientOptions): Phone;
  computer(options?: ClientOptions): Phone;
}

export function create(options: TestbedOptions = {}): Testbed {
  const clients = createClients();
  const flash = options.flash ?? createMemoryFlash(options.files);
  const store = options.store ?? createMemoryStore();
  const trace: TraceEvent[] = [];
  const notes: string[] = [];
  const written: string[] = [];
  let clientCount = 0;

  const deviceOptions: DeviceOptions = {
    flash,
    store,
    firmware: options.firmware ?? "snapshot",
    lanListener: clients.listener,
    onTrace: (event) => {
      trace.push(event);
    },
    onConsole: (bytes) => {
      written.push(bytes);
    },
    onNote: (text) => {
      notes.push(text);
    },
  };
  if (options.mac !== undefined) deviceOptions.mac = options.mac;
  if (options.chipModel !== undefined) deviceOptions.chipModel = options.chipModel;
  if (options.console !== undefined) deviceOptions.console = options.console;
  if (options.heapLimitBytes !== undefined) deviceOptions.heapLimitBytes = options.heapLimitBytes;
  if (options.randomSeed !== undefined) deviceOptions.randomSeed = options.randomSeed;
  if (options.modules !== undefined) deviceOptions.modules = options.modules;
  const device = createDevice(deviceOptions);

  function setAir(networks: object[], moveLossMs?: number, faults?: object): void {
    const problem = device.world.air.set({ networks, moveLossMs, faults });
    if (problem !== undefined) error(problem, 2);
  }

  function withMac(wanted?: ClientOptions): ClientOptions {
    clientCount += 1;
    const mac = string.format("02:00:00:00:00:%02x", clientCount);
    const ip = wanted?.ip;
    const given = { mac: wanted?.mac ?? mac };
    return ip === undefined ? given : { mac: given.mac, ip };
  }

  setAir(options.networks ?? [], options.moveLossMs, options.faults);
  if (options.gpio !== undefined) {
    for (const [pin, level] of options.gpio) device.gpio.set(pin, level);
  }
  if (options.boot !== false) device.boot();

  return {
    device,
    flash,
    store,
    clients,
    gpio: device.gpio,
    trace,
    notes,
    console: () => table.concat(written),
    forget: () => {
      for (const _ of $range(1, trace.length)) trace.pop();
      for (const _ of $range(1, notes.length)) notes.pop();
      for (const _ of $range(1, written.length)) written.pop();
    },
    type_: (bytes) => device.type(bytes),
    events: (name) => {
      const found: TraceEvent[] = [];
      for (const event of trace) {
        if (event["event"] === name) found.push(event);
      }
      return found;
    },
    advance: (ms) => device.advance(ms),
    until_: (condition, timeoutMs) => {
      const endMs = device.world.clock.nowMs() + timeoutMs;
      while (device.world.clock.nowMs() < endMs) {
        const holds = condition();
        if (holds !== undefined && holds !== false) return true;
        device.advance(STEP_MS);
      }
      const holds = condition();
      return holds !== undefined && holds !== false;
    },
    setAir,
    run: (code) => {
      const problem = device.execute(code);
      if (problem !== undefined) error(problem, 2);
    },
    global: (name) => device.globals()[name],
    phone: (wanted) => createPhone(device, clients, withMac(wanted)),
    computer: (wanted) => createComputer(device, clients, withMac(wanted)),
  };
}
