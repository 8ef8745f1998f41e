/**
 * The relay of ESP events into Lua: one at a time, each in a MEDIUM task, and the IDF's own handler
 * (interface up, DHCP) only after Lua's. Source: components/base_nodemcu/user_main.c.
 */
import type { AnyFunction, Chip, Run } from "./contract";
import { argumentsOf, checkFunction, checkString } from "./lua_arguments";

const MEDIUM = 1;

export type Info = Record<string, string | number>;
export type MakeInfo = () => Info;

/** @noSelf */
export interface EventRelay {
  /** `run` stands for Lua's handler and the IDF's after it. */
  forward(run: Run): void;
}

export function createEventRelay(chip: Chip): EventRelay {
  const waiting: Run[] = [];
  let busy = false;

  function next(): void {
    const run = table.remove(waiting, 1);
    busy = run !== undefined;
    if (run === undefined) return;
    const posted = chip.tasks.post(MEDIUM, () => {
      run();
      next();
    });
    if (posted) return;
    chip.world.consoleOut("ERROR: failed to forward esp event\n");
    next();
  }

  return {
    forward: (run) => {
      waiting.push(run);
      if (!busy) next();
    },
  };
}

/** The callbacks of wifi.sta.on or wifi.ap.on. @noSelf */
export interface Callbacks {
  on(eventName: unknown, callback: unknown): void;
  /** Queues an event; `after` is what the IDF does when Lua has seen it. */
  post(eventName: string, info: MakeInfo | undefined, after?: Run): void;
}

export function createCallbacks(
  chip: Chip,
  relay: EventRelay,
  eventNames: readonly string[],
): Callbacks {
  const to = argumentsOf(chip)("on");
  const callbacks: Record<string, AnyFunction | undefined> = {};

  function known(eventName: string): boolean {
    for (const name of eventNames) {
      if (name === eventName) return true;
    }
    return false;
  }

  return {
    on: (eventName, callback) => {
      const name = checkString(to, 1, eventName);
      if (callback !== undefined) checkFunction(to, 2, callback);
      if (!known(name)) chip.raise(`unknown event: ${name}`);
      callbacks[name] = callback as AnyFunction | undefined;
    },
    post: (eventName, info, after) => {
      relay.forward(() => {
        const callback = callbacks[eventName];
        if (callback !== undefined) {
          chip.call(callback, eventName, info === undefined ? {} : info());
        }
        if (after !== undefined) after();
      });
    },
  };
}
