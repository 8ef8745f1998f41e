/**
 * What the parts of the simulated device promise each other. Types only.
 *
 * World = what stays when the chip restarts: the clock, the air with its access points, the flash,
 * the WiFi driver's store, the trace, the console wire, the clients.
 * Chip  = what is made anew at each boot: task queues, Lua environment, firmware modules, sockets.
 *
 * All interfaces are @noSelf: closures in tables, called with a dot.
 */

import type { ChipModel, ConsoleKind } from "./chip_models";
import type { I2cBus, OneWireBus } from "./buses";
import type { I2cWorld } from "./i2c_bus";
import type { OneWireWorld } from "./one_wire_bus";
import type { WallClock } from "./wall_clock";
import type { RandomBytes } from "./random";
import type { RtcMemory } from "./rtc_memory";
import type { OptionalModule } from "./optional_modules";

/** Why a chip restarts, in the words of the trace. */
export type RestartCause = "restart" | "error" | "panic" | "abort" | "watchdog" | "sleep" | "power";

/** LOW, MEDIUM, HIGH as in node.task.*_PRIORITY. */
export type Priority = 0 | 1 | 2;

export type Run = () => void;

/** @noSelf */
export interface Alarm {
  cancel(): void;
}

/**
 * Device milliseconds since the simulator's start, over restarts. Integers only: with 32 bits they
 * last for 24 days. @noSelf
 */
export interface Clock {
  nowMs(): number;
  after(delayMs: number, run: Run): Alarm;
}

/** The world's clock, which a spec or the host link drives. @noSelf */
export interface WorldClock extends Clock {
  /** When the next alarm is due, or undefined. */
  nextDueMs(): number | undefined;
  /** Runs every alarm due up to and including `untilMs`, in order, and leaves the clock there. */
  runUntil(untilMs: number): void;
}

export type TraceValue = string | number;

/** One event: `event`, `atMs` and the fields that the event carries (ssid as raw bytes). */
export type TraceEvent = Record<string, TraceValue>;

/** @noSelf */
export interface Trace {
  emit(event: string, fields?: Record<string, TraceValue>): void;
}

/** Files by name, as SPIFFS keeps them: flat, bytes. Persistent. @noSelf */
export interface Flash {
  read(name: string): string | undefined;
  write(name: string, bytes: string): void;
  remove(name: string): void;
  names(): string[];
}

/** The WiFi driver's NVS: string keys and values. Persistent. @noSelf */
export interface Store {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
}

/** One access point in range, all defaults filled in. */
export interface AirNetwork {
  /** 0 to 32 bytes of any kind. */
  readonly ssid: string;
  /** "aa:bb:cc:dd:ee:ff". */
  readonly bssid: string;
  /** A number of wifi.AUTH_*. */
  readonly auth: number;
  readonly password: string;
  readonly channel: number;
  readonly rssiDbm: number;
  readonly hidden: boolean;
  readonly ip: string;
  readonly netmask: string;
  readonly gw: string;
  readonly joinDelayMs: number;
  readonly dhcp: "ok" | "never";
  /** From the join to the address. */
  readonly dhcpDelayMs: number;
  /** The access point refuses every join with this reason. */
  readonly rejectReason: number | undefined;
  /** Of the packets to and from this network, after the join. */
  readonly lossPercent: number;
}

/** When the power goes: in relation to one write to the flash. */
export type PowerCut = "before" | "during" | "after";

/** What goes wrong on request: the air file's `faults`. @noSelf */
export interface Faults {
  /** Of the packets between the device's access point and its phones. */
  phoneLossPercent(): number;
  /** Throws the dice for one packet. */
  loses(percent: number): boolean;
  /** How many control blocks lwIP has memory for. */
  maxSockets(): number | undefined;
  /** Where the firmware follows a pointer that is none, the chip restarts; false: it is only noted. */
  firmwareCrashes(): boolean;
  /** Called once for each send that lwIP gets: whether it fails. */
  failsSend(): boolean;
  /** The size of the file system's partition. */
  flashBytes(): number | undefined;
  /** Called once for each write to the flash: whether the power goes with it, and when. */
  cutsWrite(): PowerCut | undefined;
}

/** @noSelf */
export interface Air {
  networks(): readonly AirNetwork[];
  /** How long phones lose the device's access point when it changes its channel. */
  moveLossMs(): number;
  faults(): Faults;
  /**
   * Takes a table shaped like the air file (see docs): {networks = {{ssid=…, …}}, moveLossMs = …}.
   * Fills in defaults; returns one sentence when it is wrong, and then keeps the last good one.
   */
  set(description: unknown): string | undefined;
  /** One listener, replaced at each boot. */
  onChange(listener: Run | undefined): void;
}

/** What a pin has. */
export type Level = 0 | 1;

export type OnLevel = (pin: number, level: Level) => void;

/** How the chip set up one pad. The firmware's opendrain counts for outputs only. */
export interface PadSetup {
  readonly input: boolean;
  readonly output: boolean;
  readonly openDrain: boolean;
  readonly pullUp: boolean;
  readonly pullDown: boolean;
}

/**
 * What the pins are wired to. Pins are the ESP32's GPIO numbers; another one raises. What is wired
 * stays over restarts, and an output of the device wins against it. @noSelf
 */
export interface Wiring {
  /** Puts a level on a pin from outside; undefined lets go of it: then pulls decide. */
  set(pin: number, level: Level | undefined): void;
  /** What a meter at the pin shows. */
  level(pin: number): Level;
  /** Hears each change of the pin's level, whoever made it. Returns what ends that. */
  watch(pin: number, onLevel: OnLevel): Run;
}

/** Both sides of the pins; the rest is for the module gpio. @noSelf */
export interface Pins extends Wiring {
  configure(pin: number, setup: PadSetup): void;
  /** Sets the output register, whether the pin is an output or not. */
  write(pin: number, level: Level): void;
  /** The level as the chip has it: 0 while the pin is no input. */
  read(pin: number): Level;
  /** One listener for changes of `read`. */
  onInput(listener: OnLevel | undefined): void;
  /** Power came or deep sleep ended: no outputs, the pulls that the chip has by itself. */
  reset(): void;
  /** Deep sleep: no inputs, no outputs. Pulls stay where they are kept. */
  sleep(keepsPulls: boolean): void;
}

/** What the device's console is. */
export interface ConsoleWire {
  readonly kind: ConsoleKind;
  /** Bits a second, ten a byte; 0: what is written takes no time. */
  readonly baud: number;
  /** What the chip's ROM and the bootloader write comes before the banner. */
  readonly bootText: boolean;
}

/** @noSelf */
export interface World {
  readonly clock: WorldClock;
  readonly air: Air;
  readonly flash: Flash;
  readonly store: Store;
  readonly trace: Trace;
  readonly pins: Pins;
  readonly i2c: I2cWorld;
  readonly oneWire: OneWireWorld;
  readonly rtcMemory: RtcMemory;
  readonly wallClock: WallClock;
  /** The chip's random numbers. */
  readonly randomBytes: RandomBytes;
  /** Firmware modules that a default build lacks, in the order of their names. */
  readonly modules: readonly OptionalModule[];
  /** The firmware's snapshot of the sheet, or one in which closing sockets works (--firmware newer). */
  readonly firmware: "snapshot" | "newer";
  /** `heap` events count what is in use only. Takes milliseconds each time: off where days pass. */
  readonly collectsForHeap: boolean;
  readonly chipModel: ChipModel;
  readonly console: ConsoleWire;
  /** What the program's heap is limited to; undefined: nothing. */
  readonly heapLimitBytes: number | undefined;
  /** The program, or a call that blocks it, moved the clock on to this time. */
  onBusy(nowMs: number): void;
  /** Bytes that the device writes to its console. */
  consoleOut(bytes: string): void;
  /** The simulator's own words: to standard error. */
  note(text: string): void;
  /** Lets time pass, and what comes from outside happen, until the condition holds. */
  wait(condition: () => boolean): void;
  /** Who hears what the device does on the network. */
  readonly lanListener: LanListener;
}

/** @noSelf */
export interface Tasks {
  /** Queues run for the pump; false when the queue is full (25 LOW, 125 MEDIUM, 100 HIGH). */
  post(priority: Priority, run: Run): boolean;
}

export type AnyFunction = (...args: any[]) => any;

/** One boot of the chip. @noSelf */
export interface Chip {
  readonly world: World;
  /** Alarms of this boot only: all are gone after a restart. */
  readonly clock: Clock;
  readonly tasks: Tasks;
  /**
   * Calls a callback of the program as luaL_pcallx does: an error goes to the onerror function in a
   * HIGH task, by default it is printed and the chip restarts 2000 ms later. Does nothing when
   * callback is undefined. Returns what the callback returned (first value), undefined after an error.
   */
  call(callback: AnyFunction | undefined, ...args: unknown[]): unknown;
  /** Ends the running Lua at once and restarts the chip: it never returns. `message` goes to the trace. */
  crash(cause: RestartCause, message: string): never;
  /** Raises a Lua error in the program, with the position of the caller, as luaL_error does. */
  raise(message: string): never;
  /** Raises `bad argument #n to 'name' (message)` as luaL_argerror does. */
  argumentError(position: number, functionName: string, message: string): never;
  /** The station's MAC, "24:0a:c4:0a:1b:2c"; the access point has the next one. */
  readonly mac: string;
  /** True once this chip went down: nothing of it may act any more. */
  isDown(): boolean;
  /** Runs at once when the chip goes down (crash, restart, power): sockets and radio vanish here. */
  onDown(run: Run): void;
  /**
   * Runs code of the outside world (a client's packet) that may end in the chip: a crash in it ends
   * here instead of reaching the caller. Chip alarms and tasks are guarded already.
   */
  guard(run: Run): void;
  /** Blocks the program: time passes, alarms fire and post, no task runs. */
  block(delayMs: number): void;
  /** Emits the trace's `heap` event. */
  reportHeap(): void;
}

/**
 * Userdata as the program sees it: type() says "userdata", methods by colon, a finalizer.
 * `methods` get the handle as their first argument; calling one with another receiver raises.
 * The simulator must reach the handle only weakly unless it is pinned (luaL_ref of self).
 * @noSelf
 */
export interface Userdata<State> {
  /** Makes a handle for state. */
  create(state: State): object;
  /** The state of a handle, or undefined when it is none of this kind. */
  stateOf(handle: unknown): State | undefined;
  /** The live handle of a state, or undefined when it was collected. */
  handleOf(state: State): object | undefined;
  pin(state: State): void;
  unpin(state: State): void;
}

// sim/userdata.ts exports:
//   createUserdata<State>(typeName, methods: Record<string, (this: void, handle, ...args) => unknown>,
//                         onCollect: (state: State) => void): Userdata<State>
// onCollect is not called for handles of a chip that is down.
// sim/arguments.ts exports checkString(value, position, functionName) and its kin.

/** Which side of the device a client is on: its access point, or the network it joined. */
export type Side = "ap" | "sta";

/** The far end of a TCP connection. The device calls it. @noSelf */
export interface TcpPeer {
  onData(bytes: string): void;
  onFin(): void;
  onReset(): void;
}

/** The device's end, for the far end to call. @noSelf */
export interface TcpWire {
  /** Bytes arrive at the device. */
  data(bytes: string): void;
  fin(): void;
  reset(): void;
  /** The peer's TCP acknowledged this many bytes that came by onData. */
  acknowledge(byteCount: number): void;
}

/** A client on the device's access point. @noSelf */
export interface Guest {
  readonly mac: string;
  readonly ip: string;
  leave(): void;
}

/** What a datagram that the device sent looks like to the world. */
export type OnDatagram = (
  toIp: string,
  toPort: number,
  fromIp: string,
  fromPort: number,
  bytes: string,
) => void;

/** An outgoing connection of the device: the world answers through the wire it is handed. @noSelf */
export type OnConnect = (
  toIp: string,
  toPort: number,
  wire: TcpWire & { established(): void; refused(): void },
) => TcpPeer | undefined;

/** A DNS lookup of the device. Answer with an IPv4 address, or undefined when there is none. */
export type OnLookup = (name: string, answer: (this: void, ip: string | undefined) => void) => void;

/** A listener that came or went. `proto` is "tcp" or "udp". */
export type OnListen = (proto: "tcp" | "udp", port: number, open: boolean) => void;

/**
 * The network side of a running chip, for clients of every kind (simulated phones, host sockets).
 * Made anew at each boot: sim/net.ts and sim/wifi.ts provide it together.
 * @noSelf
 */
export interface Lan {
  /** The device's access point is up and its address is set. */
  apUp(): boolean;
  apIp(): string | undefined;
  apSsid(): string | undefined;
  /** The station's address on the joined network. */
  stationIp(): string | undefined;
  /** The router of the joined network: the host link puts this host's loopback behind it. */
  stationGateway?(): string | undefined;
  /** What a phone must know to join; undefined when the access point is open or down. */
  apPassword?(): string | undefined;
  /** A client joins the access point; undefined when it is not there, full, or the password is wrong. */
  join(mac: string, password?: string): Guest | undefined;
  /** Clients of this side can't reach the device just now (the channel moved): packets are lost. */
  lost(side: Side): boolean;
  /**
   * Opens a connection to the device. `toIp` defaults to the device's address on that side.
   * Undefined: refused (RST), nobody listens there or the side is down.
   */
  connect(
    side: Side,
    fromIp: string,
    fromPort: number,
    toPort: number,
    peer: TcpPeer,
    toIp?: string,
  ): TcpWire | undefined;
  datagram(
    side: Side,
    fromIp: string,
    fromPort: number,
    toPort: number,
    bytes: string,
    toIp?: string,
  ): void;
}

/** Who hears what the device does on the network. Set once per device; outlives restarts. @noSelf */
export interface LanListener {
  onDatagram: OnDatagram;
  onConnect: OnConnect;
  onListen: OnListen;
  /** Without it no name is ever found. */
  onLookup?: OnLookup;
  /** The chip restarted or lost its radio: the phones' link is gone, sockets vanish without FIN. */
  onDown: (side: Side) => void;
}

// sim/device.ts calls at each boot, before the boot command:
//   sim/air.ts:  createAir(): Air                         (once per world)
//   sim/wifi.ts: createWifi(chip): { module, radio }      (module = the program's `wifi`)
//   sim/net.ts:  createNet(chip, radio): { module, lan }  (module = the program's `net`, lan: Lan)

/** sim/device.ts: createDevice(options) returns this; the same for specs and for the host. @noSelf */
export interface Device {
  readonly world: World;
  /** Powers on: runs the boot command, then the task pump. */
  boot(): void;
  /** Cuts the power at once and boots again: flash and store stay. */
  powerCycle(): void;
  /** Moves time on: runs due alarms and all tasks they post. */
  advance(ms: number): void;
  /** Undefined while the chip is down (between a crash and its next boot). */
  lan(): Lan | undefined;
  /** What the pins are wired to: buttons to press, lights to watch. */
  readonly gpio: Wiring;
  /** What is on the chip's I2C, or masters it. */
  readonly i2c: I2cBus;
  /** What is on its 1-Wire buses. */
  readonly oneWire: OneWireBus;
  /** The program's global table of the present boot. */
  globals(): Record<string, unknown>;
  /** Runs a chunk as a console line would; returns an error text or undefined. */
  execute(code: string): string | undefined;
  /**
   * Bytes come to the console's UART over the wire, all of them before any task runs: advance lets
   * the tasks run. Lost while the chip is down.
   */
  type(bytes: string): void;
  /** How often the chip booted. */
  bootCount(): number;
  /**
   * Lua heap above what there was before the boot, in bytes; collects nothing. Of the program alone
   * on the Lua of tools/lua32, of program and simulator on any other.
   */
  luaBytes(): number;
}

export type OnWait = (condition: () => boolean) => void;

/** @noSelf */
export interface DeviceOptions {
  /** Makes `heap` events exact; default false. */
  collectsForHeap?: boolean;
  firmware?: "snapshot" | "newer";
  /** Modules to switch on that a default build lacks. Raises for an unknown one. */
  modules?: readonly OptionalModule[];
  /** What the program's heap is limited to: see hasHeapLimit in sim/heap.ts. Raises without that. */
  heapLimitBytes?: number;
  /** Hears each step of device time that the program takes: to let real time catch up. */
  onBusy?: (nowMs: number) => void;
  /** Another seed, other random numbers: any bytes. Default: always the same. */
  randomSeed?: string;
  /** The station's MAC; default "24:0a:c4:0a:1b:2c". The access point has the next one. */
  mac?: string;
  /** Default "esp32". */
  chipModel?: ChipModel;
  /** Default: on a UART, whose bytes take no time, without the text of the ROM. */
  console?: ConsoleWire;
  flash: Flash;
  store: Store;
  /** Gets every trace event, in order, with atMs. */
  onTrace?: (event: TraceEvent) => void;
  onConsole?: (bytes: string) => void;
  onNote?: (text: string) => void;
  /** How a program that blocks waits for the outside world; default: in virtual time. */
  onWait?: OnWait;
  lanListener: LanListener;
}
