/**
 * NodeMCU module `tmr`: FreeRTOS software timers. CONFIG_NODEMCU_CMODULE_TMR, on by default.
 * Source: components/modules/tmr.c (dev-esp32). There is no tmr.now, tmr.time or tmr.delay.
 */

/** @noSelf */
declare namespace tmr {
  /** Fires once; unregistered before its callback runs. */
  const ALARM_SINGLE: 0;
  /** Fires until stopped. */
  const ALARM_AUTO: 1;
  /** Fires once; start() arms it again. */
  const ALARM_SEMI: 2;

  type Mode = 0 | 1 | 2;
  type OnAlarm = (this: void, timer: Timer) => void;

  /**
   * Intervals are whole milliseconds from 10 to 6870947, cut to steps of 10. Below 10 the chip
   * aborts; above, or not whole, raises "Range: 1-6870947" or "number has no integer
   * representation". A running timer lives without a reference, a stopped one does not.
   */
  interface Timer {
    /** Raises "Invalid mode". */
    register(intervalMs: number, mode: Mode, callback: OnAlarm): void;
    /** False when it runs already. Raises "timer not registered". */
    start(): boolean;
    /** register() and start(); a running one is made anew. */
    alarm(intervalMs: number, mode: Mode, callback: OnAlarm): boolean;
    /** False when it did not run. An alarm that is already queued may still fire after start(). */
    stop(): boolean;
    unregister(): void;
    interval(intervalMs: number): void;
    /** Undefined when unregistered. */
    state(): LuaMultiReturn<[running: boolean, mode: Mode] | [running: undefined, mode: undefined]>;
  }

  function create(): Timer;

  /** Sleeps 10 ms so that the idle task can feed the watchdog, which bites after 5 s. */
  function wdclr(): void;
}
