/**
 * The simulated NodeMCU-ESP32: a world that stays (clock, air, flash, store, trace) and a chip that
 * is made anew at each boot. Boot order: components/base_nodemcu/user_main.c, lua-5.3/lua.c.
 */
import { createAir } from "./air";
import { createBoard, type Board } from "./board";
import { createClock } from "./clock";
import type { ConsoleWire, Device, DeviceOptions, OnWait, RestartCause, World } from "./contract";
import { sleepUntil } from "./deep_sleep";
import { beginProgram, hasHeapLimit, limitProgram, programBytes } from "./heap";
import { createI2cBus } from "./i2c_bus";
import { collectAll } from "./native";
import type { BootReason } from "./node";
import { createOneWireBus } from "./one_wire_bus";
import { OPTIONAL_MODULES, type OptionalModule } from "./optional_modules";
import { createPins } from "./pins";
import { createRandom } from "./random";
import { createRtcMemory } from "./rtc_memory";
import { createTrace } from "./trace";
import { createWallClock } from "./wall_clock";

const DEFAULT_MAC = "24:0a:c4:0a:1b:2c";
/** Estimate: ROM, bootloader and IDF start-up until the boot command runs. */
const BOOT_DELAY_MS = 300;

const PLAIN_CONSOLE: ConsoleWire = { kind: "uart", baud: 0, bootText: false };

const POWER_ON: BootReason = { rawInfo: 1, extended: 8, panicCount: undefined };
const WAKE_UP: BootReason = { rawInfo: 3, extended: 12, panicCount: undefined };
const SOFTWARE_RESET = 2;
const SOFTWARE_CPU_RESET = 19;
const MAX_PANIC_COUNT = 15;

/** Each one once, in the order of their names. */
function chooseModules(names: readonly OptionalModule[]): readonly OptionalModule[] {
  const wanted = new LuaTable<OptionalModule, boolean>();
  for (const name of names) wanted.set(name, true);
  const chosen: OptionalModule[] = [];
  for (const name of OPTIONAL_MODULES) {
    if (wanted.has(name)) chosen.push(name);
    wanted.delete(name);
  }
  for (const [name] of wanted) error(`${name} is no module that can be switched on`, 0);
  return chosen;
}

export function createDevice(options: DeviceOptions): Device {
  if (options.heapLimitBytes !== undefined && !hasHeapLimit) {
    error("only the Lua that `make lua32` builds can limit the heap", 0);
  }
  let board: Board | undefined;
  let boots = 0;
  let panicCount = 0;
  let reason = POWER_ON;
  let baselineBytes = 0;

  function pump(): void {
    if (board !== undefined) board.kernel.pump();
  }

  const clock = createClock(pump);
  const trace = createTrace(clock, options.onTrace);
  const note = (text: string): void => {
    if (options.onNote !== undefined) options.onNote(text);
  };
  const waitInVirtualTime: OnWait = (condition) => {
    while (!condition()) {
      const dueAtMs = clock.nextDueMs();
      if (dueAtMs === undefined) error("the program waits for what will never happen", 0);
      clock.runUntil(dueAtMs);
    }
  };
  const air = createAir(note);
  const world: World = {
    clock,
    air,
    flash: options.flash,
    store: options.store,
    trace,
    pins: createPins(trace),
    i2c: createI2cBus(),
    oneWire: createOneWireBus(),
    rtcMemory: createRtcMemory(),
    wallClock: createWallClock(clock),
    randomBytes: createRandom(options.randomSeed ?? ""),
    modules: chooseModules(options.modules ?? []),
    firmware: options.firmware ?? "snapshot",
    collectsForHeap: options.collectsForHeap === true,
    heapLimitBytes: options.heapLimitBytes,
    onBusy: (nowMs) => {
      if (options.onBusy !== undefined) options.onBusy(nowMs);
    },
    lanListener: options.lanListener,
    chipModel: options.chipModel ?? "esp32",
    console: options.console ?? PLAIN_CONSOLE,
    consoleOut: (bytes) => {
      if (options.onConsole !== undefined) options.onConsole(bytes);
    },
    note,
    wait: options.onWait ?? waitInVirtualTime,
  };

  const luaBytes = (): number => Math.max(0, programBytes() - baselineBytes);

  /** lpanic.c counts Lua panics in RAM that survives resets; node.restart clears it. */
  function remember(cause: RestartCause): void {
    if (cause === "power") {
      panicCount = 0;
      reason = POWER_ON;
      world.pins.reset();
      world.rtcMemory.scramble();
      world.wallClock.reset();
      return;
    }
    if (cause === "sleep") {
      reason = WAKE_UP;
      return;
    }
    if (cause === "restart") panicCount = 0;
    if (cause === "panic") panicCount = Math.min(panicCount + 1, MAX_PANIC_COUNT);
    reason = { rawInfo: SOFTWARE_RESET, extended: SOFTWARE_CPU_RESET, panicCount };
  }

  function boot(): void {
    air.onChange(undefined);
    const booted = createBoard({
      world,
      mac: options.mac ?? DEFAULT_MAC,
      reason,
      luaBytes,
      onEnd: (cause, wake) => {
        remember(cause);
        // By number, so that a chip that is gone is not kept in memory until then.
        const ended = boots;
        const bootLater = (): void => {
          clock.after(BOOT_DELAY_MS, () => {
            if (boots === ended) boot();
          });
        };
        if (wake === undefined) bootLater();
        else sleepUntil(world, wake, () => boots === ended, bootLater);
      },
    });
    board = booted;
    boots += 1;
    collectAll();
    collectAll();
    beginProgram();
    baselineBytes = programBytes();
    limitProgram(options.heapLimitBytes);
    world.trace.emit("boot");
    booted.start();
    pump();
    if (!booted.kernel.isDown()) booted.kernel.reportHeap();
  }

  const running = (): Board | undefined =>
    board !== undefined && !board.kernel.isDown() ? board : undefined;

  return {
    world,
    boot: () => {
      if (board === undefined) boot();
    },
    powerCycle: () => {
      const present = running();
      if (present !== undefined) present.kernel.end("power");
      else remember("power");
      if (present !== undefined && present.kernel.isEntered()) present.kernel.checkDown();
      boot();
    },
    advance: (ms) => {
      pump();
      clock.runUntil(clock.nowMs() + ms);
    },
    lan: () => running()?.lan,
    gpio: world.pins,
    i2c: world.i2c,
    oneWire: world.oneWire,
    globals: () => board?.environment.globals ?? {},
    execute: (code) => {
      const present = running();
      if (present === undefined) return "the chip is down";
      return present.execute(code);
    },
    type: (bytes) => running()?.type(bytes),
    bootCount: () => boots,
    luaBytes,
  };
}
