/**
 * One boot of the chip: entering and leaving the program, the task pump, uncaught errors, and the
 * end. Sources: components/lua/lua-5.3/lauxlib.c (luaL_pcallx), components/lua/common/lpanic.c.
 */
import type { Condition } from "./blocking";
import { createChipClock } from "./chip_clock";
import type { AnyFunction, Chip, RestartCause, Run, World } from "./contract";
import { createErrorReport, type ErrorReport } from "./error_report";
import { callProgram } from "./program_call";
import { callWithHandler, collectAll, throwError, typeOf, type Multi } from "./native";
import { createNesting, type Nesting } from "./nesting";
import type { Wake } from "./node_sleep";
import { enterProgram, raise, raiseArgument } from "./position";
import { createTasks, type TaskQueues } from "./tasks";
import { collectWaiting, ownUserdata, withoutCollecting } from "./userdata";
import { createWatchdog, type Watchdog } from "./watchdog";

/** Estimate: by then the firmware's incremental collector has come round. */
const COLLECTOR_ROUND_MS = 30000;
const HEAP_REPORT_MS = 10000;

/** What unwinds the program when the chip goes down. Nothing that the program can call keeps it. */
const DOWN = { toString: "the chip is down" };

/** What the kernel's own parts may do beyond Chip. @noSelf */
export interface Kernel extends Chip {
  readonly tasks: TaskQueues;
  readonly watchdog: Watchdog;
  readonly nesting: Nesting;
  readonly errors: ErrorReport;
  /** Runs all tasks until the queues are empty. Does nothing inside of the program. */
  pump(): void;
  /** Raises what unwinds the program when the chip is down: after everything that catches errors. */
  checkDown(): void;
  /** Blocks the program until the condition holds: time passes, alarms fire and post, no task runs. */
  blockUntil(condition: Condition): void;
  /** Light sleep: as blockUntil, and the chip's own alarms stand still. */
  rest(condition: Condition): void;
  /** Deep sleep: ends this boot. */
  sleep(wake: Wake): never;
  /** Takes the chip down without raising: for what happens outside of the program. */
  end(cause: RestartCause): void;
  /** Whether the program's code is running right now. */
  isEntered(): boolean;
  /** Runs at each entry into the program; returns what undoes it. */
  onEntry(enter: () => Run): void;
  luaBytes(): number;
  /** The same, of what is in use only. The program's own garbage is closed no earlier for it. */
  liveBytes(): number;
}

/** @noSelf */
export interface KernelOptions {
  readonly world: World;
  readonly mac: string;
  luaBytes(): number;
  /** The chip went down: boot it again. `wake`: after a deep sleep, then. */
  onEnd(cause: RestartCause, wake: Wake | undefined): void;
}

function withHostTrace(problem: unknown): unknown {
  return typeOf(problem) === "string" ? debug.traceback(problem as string, 2) : problem;
}

export function createKernel({ world, mac, luaBytes, onEnd }: KernelOptions): Kernel {
  const tasks = createTasks();
  let down = false;
  let ending = false;
  let entries = 0;
  let enterStrings: () => Run = () => () => {};
  const endings: Run[] = [];
  let wake: Wake | undefined;

  function end(cause: RestartCause): void {
    if (down) return;
    down = true;
    ending = true;
    world.trace.emit("restart", { cause });
    for (const run of endings) run();
    clock.cancelAll();
    ending = false;
    onEnd(cause, wake);
  }

  function crash(cause: RestartCause, message: string): never {
    if (!down) {
      if (cause !== "restart" && cause !== "power" && cause !== "sleep") {
        world.trace.emit("panic", { message });
        world.consoleOut(`\n${message}\nRebooting...\n`);
      }
      end(cause);
    }
    return throwError(DOWN, 0);
  }

  function checkDown(): void {
    if (down && !ending) throwError(DOWN, 0);
  }

  /** Alarms fire and post; no task runs. */
  function passTime(durationMs: number): void {
    const untilMs = world.clock.nowMs() + durationMs;
    world.clock.runUntil(untilMs);
    world.onBusy(untilMs);
  }

  ownUserdata(() => down);
  const watchdog = createWatchdog({
    spend: passTime,
    bite: () => crash("watchdog", "Task watchdog got triggered: Lua ran for 5 s without a pause"),
    mustStop: () => down && !ending,
  });
  const nesting = createNesting(() => {
    crash("panic", "***ERROR*** A stack overflow in task main has been detected.");
  });

  function guard(run: Run): void {
    if (down) return;
    const outermost = entries === 0;
    const disarm = outermost ? watchdog.arm() : undefined;
    const leaveStrings = outermost ? enterStrings() : undefined;
    entries += 1;
    const [ok, problem] = callWithHandler(() => {
      enterProgram(run);
    }, withHostTrace);
    entries -= 1;
    if (leaveStrings !== undefined) leaveStrings();
    if (disarm !== undefined) disarm();
    if (ok === true) return;
    if (!down || !outermost) throwError(problem, 0);
  }

  function runTasks(): void {
    let task = tasks.take();
    while (task !== undefined && !down) {
      if (watchdog.charge()) {
        crash("watchdog", "Task watchdog got triggered: tasks without end");
      }
      if (down) break;
      nesting.leave(0);
      task();
      task = tasks.take();
    }
    watchdog.feed();
  }

  const clock = createChipClock(world.clock, guard);

  const kernel: Kernel = {
    world,
    mac,
    tasks,
    clock,
    watchdog,
    nesting,
    errors: undefined as unknown as ErrorReport,
    luaBytes,
    call: (callback: AnyFunction | undefined, ...args: unknown[]) => {
      if (callback === undefined || down) return undefined;
      return callProgram(kernel, callback as Multi, ...args);
    },
    crash,
    raise,
    argumentError: raiseArgument,
    isDown: () => down,
    onDown: (run) => {
      endings.push(run);
    },
    guard,
    block: (delayMs) => {
      watchdog.feed();
      passTime(delayMs);
      checkDown();
    },
    blockUntil: (condition) => {
      watchdog.feed();
      world.wait(() => down || condition());
      watchdog.feed();
      checkDown();
    },
    rest: (condition) => {
      const thaw = clock.freeze();
      kernel.blockUntil(condition);
      thaw();
    },
    sleep: (wanted) => {
      wake = wanted;
      return crash("sleep", "");
    },
    liveBytes: () => {
      withoutCollecting(collectAll);
      world.clock.after(COLLECTOR_ROUND_MS, collectWaiting);
      return luaBytes();
    },
    reportHeap: () => {
      const bytes = world.collectsForHeap ? kernel.liveBytes() : luaBytes();
      world.trace.emit("heap", { luaBytes: bytes });
    },
    pump: () => {
      if (entries === 0 && !down) guard(runTasks);
    },
    checkDown,
    end,
    isEntered: () => entries > 0,
    onEntry: (enter) => {
      enterStrings = enter;
    },
  };
  (kernel as { errors: ErrorReport }).errors = createErrorReport(kernel);

  function reportAgain(): void {
    clock.after(HEAP_REPORT_MS, () => {
      kernel.reportHeap();
      reportAgain();
    });
  }
  reportAgain();
  return kernel;
}
