/** The module `tmr`: FreeRTOS software timers on a tick of 10 ms. Source: components/modules/tmr.c. */
import { checkFunction, checkInteger } from "./arguments";
import type { Alarm, AnyFunction } from "./contract";
import type { Kernel } from "./chip";
import type { Multi } from "./native";
import { createUserdata, type Method } from "./userdata";

const TICK_MS = 10;
const MAX_INTERVAL_MS = 6870947;
const RANGE = "Range: 1-6870947";
const HIGH = 2;

const SINGLE = 0;
const AUTO = 1;
const SEMI = 2;

interface Timer {
  mode: number | undefined;
  running: boolean;
  intervalMs: number;
  callback: AnyFunction | undefined;
  /** luaL_ref of the timer itself: without it a queued expiration is ignored. */
  pinned: boolean;
  /** FreeRTOS has a timer, which outlives the callback of a SINGLE alarm. */
  created: boolean;
  alarm: Alarm | undefined;
}

export function createTmr(kernel: Kernel): typeof tmr {
  const { clock } = kernel;

  function ticksOf(intervalMs: number): number {
    const ticks = Math.floor(intervalMs / TICK_MS);
    if (ticks === 0) kernel.crash("abort", "assert failed: xTimerCreate, a period of 0 ticks");
    return ticks;
  }

  function cancel(timer: Timer): void {
    if (timer.alarm !== undefined) timer.alarm.cancel();
    timer.alarm = undefined;
  }

  /** Ticks come at whole multiples: the first one may be less than 10 ms away. */
  function schedule(timer: Timer, ticks: number): void {
    cancel(timer);
    const dueAtMs = (Math.floor(clock.nowMs() / TICK_MS) + ticks) * TICK_MS;
    timer.alarm = clock.after(dueAtMs - clock.nowMs(), () => {
      timer.alarm = undefined;
      if (timer.mode === AUTO) schedule(timer, ticks);
      // Not blocking: when the queue is full the expiration is lost.
      kernel.tasks.post(HIGH, () => {
        expire(timer);
      });
    });
  }

  function unpin(timer: Timer): void {
    timer.pinned = false;
    timers.unpin(timer);
  }

  function expire(timer: Timer): void {
    const callback = timer.callback;
    const handle = timers.handleOf(timer);
    if (callback === undefined || !timer.pinned || handle === undefined) return;
    if (timer.mode === SINGLE) {
      timer.callback = undefined;
      timer.mode = undefined;
    }
    if (timer.mode !== AUTO) {
      timer.running = false;
      unpin(timer);
    }
    kernel.call(callback, handle);
  }

  function checkInterval(value: unknown, methodName: string): number {
    const intervalMs = checkInteger(value, 1, methodName);
    if (intervalMs < 1 || intervalMs > MAX_INTERVAL_MS) {
      kernel.argumentError(1, methodName, RANGE);
    }
    return intervalMs;
  }

  function register(timer: Timer, methodName: string, interval: any, mode: any, callback: any) {
    const intervalMs = checkInterval(interval, methodName);
    const wanted = checkInteger(mode, 2, methodName);
    if (wanted !== SINGLE && wanted !== SEMI && wanted !== AUTO) {
      kernel.argumentError(2, methodName, "Invalid mode");
    }
    checkFunction(callback, 3, methodName);
    cancel(timer);
    ticksOf(intervalMs);
    timer.mode = wanted;
    timer.running = false;
    timer.intervalMs = intervalMs;
    timer.callback = callback as AnyFunction;
    timer.created = true;
  }

  function start(timer: Timer): boolean {
    // Pinned before it is looked at: an unregistered one stays in memory.
    timer.pinned = true;
    timers.pin(timer);
    if (!timer.created || timer.callback === undefined) kernel.raise("timer not registered");
    if (timer.running) return false;
    timer.running = true;
    schedule(timer, ticksOf(timer.intervalMs));
    return true;
  }

  function unregister(timer: Timer): void {
    cancel(timer);
    unpin(timer);
    timer.mode = undefined;
    timer.running = false;
    timer.callback = undefined;
    timer.created = false;
  }

  const stateOf: Multi = (handle) => {
    const timer = of(handle);
    if (timer.mode === undefined) return $multi(undefined);
    return $multi(timer.running, timer.mode);
  };

  const of = (handle: object): Timer => timers.stateOf(handle)!;

  const methods: Record<keyof tmr.Timer, Method> = {
    register: (handle, interval, mode, callback) => {
      register(of(handle), "register", interval, mode, callback);
    },
    alarm: (handle, interval, mode, callback) => {
      register(of(handle), "alarm", interval, mode, callback);
      return start(of(handle));
    },
    start: (handle) => start(of(handle)),
    stop: (handle) => {
      const timer = of(handle);
      unpin(timer);
      if (!timer.running) return false;
      timer.running = false;
      cancel(timer);
      return true;
    },
    unregister: (handle) => {
      unregister(of(handle));
    },
    interval: (handle, interval) => {
      const timer = of(handle);
      const intervalMs = checkInterval(interval, "interval");
      if (timer.mode === undefined) return;
      timer.intervalMs = intervalMs;
      const ticks = ticksOf(intervalMs);
      if (timer.running) schedule(timer, ticks);
    },
    state: stateOf,
  };
  const timers = createUserdata<Timer>("tmr.timer", methods, unregister);

  const simulated: typeof tmr = {
    ALARM_SINGLE: SINGLE,
    ALARM_AUTO: AUTO,
    ALARM_SEMI: SEMI,
    create: () =>
      timers.create({
        mode: undefined,
        running: false,
        intervalMs: 0,
        callback: undefined,
        pinned: false,
        created: false,
        alarm: undefined,
      }) as tmr.Timer,
    wdclr: () => {
      kernel.block(TICK_MS);
    },
  };
  return simulated;
}
