/** The interrupts behind gpio.trig. Sources: components/modules/gpio.c, ESP-IDF's driver/gpio. */
import type { Alarm, AnyFunction, Level } from "./contract";
import type { Kernel } from "./chip";

export const NONE = 0;
export const UP = 1;
export const DOWN = 2;
export const UP_DOWN = 3;
export const LOW_LEVEL = 4;
export const HIGH_LEVEL = 5;

const LOW_PRIORITY = 0;
/** Estimate: how soon a level that stays fires again after its callback. */
const LEVEL_REPEAT_MS = 1;

interface Trigger {
  type: number;
  enabled: boolean;
  /** Whether trig() was called: wakeup() sets a type too, but nobody hears it. */
  attached: boolean;
  callback: AnyFunction | undefined;
  repeat: Alarm | undefined;
}

/** @noSelf */
export interface Triggers {
  /** Takes `callback` unless it is undefined; type NONE forgets the one it has. */
  setCallback(pin: number, type: number, callback: AnyFunction | undefined): void;
  /** Off, with type and callback as they are. */
  disable(pin: number): void;
  enable(pin: number, type: number): void;
  /** Changes the type, and neither callback nor whether it is enabled. */
  setType(pin: number, type: number): void;
}

export function createTriggers(kernel: Kernel): Triggers {
  const { pins } = kernel.world;
  const triggers = new LuaTable<number, Trigger>();

  function triggerOf(pin: number): Trigger {
    const known = triggers.get(pin) as Trigger | undefined;
    if (known !== undefined) return known;
    const created: Trigger = {
      type: NONE,
      enabled: false,
      attached: false,
      callback: undefined,
      repeat: undefined,
    };
    triggers.set(pin, created);
    return created;
  }

  /** The interrupt service routine. */
  function fire(pin: number, trigger: Trigger): void {
    if (!trigger.enabled || !trigger.attached) return;
    trigger.enabled = false;
    const level = pins.read(pin);
    const posted = kernel.tasks.post(LOW_PRIORITY, () => {
      dispatch(pin, trigger, level);
    });
    if (!posted) {
      const name = string.format("%d", pin);
      kernel.world.note(`gpio.trig: the LOW queue is full, pin ${name} will not fire again`);
    }
  }

  function fireAtLevel(pin: number, trigger: Trigger): void {
    const wanted = trigger.type === LOW_LEVEL ? 0 : trigger.type === HIGH_LEVEL ? 1 : undefined;
    if (pins.read(pin) === wanted) fire(pin, trigger);
  }

  function dispatch(pin: number, trigger: Trigger, level: Level): void {
    if (trigger.callback === undefined) return;
    kernel.call(trigger.callback, pin, level);
    trigger.enabled = true;
    // Not at once: tasks without end would leave no time in which the level could change.
    trigger.repeat?.cancel();
    trigger.repeat = kernel.clock.after(LEVEL_REPEAT_MS, () => {
      fireAtLevel(pin, trigger);
    });
  }

  pins.onInput((pin, level) => {
    const trigger = triggers.get(pin) as Trigger | undefined;
    if (trigger === undefined) return;
    const { type } = trigger;
    const isEdge = type === UP_DOWN || type === (level === 1 ? UP : DOWN);
    if (isEdge || type === (level === 1 ? HIGH_LEVEL : LOW_LEVEL)) fire(pin, trigger);
  });

  return {
    setCallback: (pin, type, callback) => {
      const trigger = triggerOf(pin);
      if (type === NONE) trigger.callback = undefined;
      else if (callback !== undefined) trigger.callback = callback;
    },
    disable: (pin) => {
      triggerOf(pin).enabled = false;
    },
    enable: (pin, type) => {
      const trigger = triggerOf(pin);
      trigger.type = type;
      trigger.attached = type !== NONE;
      trigger.enabled = trigger.attached;
      fireAtLevel(pin, trigger);
    },
    setType: (pin, type) => {
      const trigger = triggerOf(pin);
      trigger.type = type;
      fireAtLevel(pin, trigger);
    },
  };
}
