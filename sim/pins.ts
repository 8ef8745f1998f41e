/**
 * The pads of the chip and what is wired to them: who drives a pin, with which level, and who
 * watches. Levels are 0 and 1; there is no time and no current. A conflict is the device's: its
 * output wins. State after a reset: ESP32 data sheet, IO_MUX pad list.
 */
import type { Level, OnLevel, PadSetup, Pins, Trace } from "./contract";
import { isOutputPin, isPin, PIN_COUNT } from "./pin_numbers";

type Watcher = { onLevel: OnLevel | undefined };

interface Pad {
  setup: PadSetup;
  /** What the output register holds, also while the pin is no output. */
  latch: Level;
  /** What the world puts there; undefined: nothing is connected. */
  outside: Level | undefined;
  level: Level;
  /** The level as the chip's inputs have it: 0 while the input is off. */
  input: Level;
  /** The level that the trace has of an output. */
  traced: Level | undefined;
  readonly watchers: Watcher[];
}

/** Inputs after a reset, by what pulls them; all other pins are off. */
const RESET_INPUTS: Record<"up" | "down" | "none", readonly number[]> = {
  up: [0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 14, 15],
  down: [2, 4, 12, 13],
  none: [16, 17, 18, 19, 20, 21, 22, 23],
};

function resetSetup(pin: number): PadSetup {
  const isIn = (pull: "up" | "down" | "none"): boolean => {
    for (const one of RESET_INPUTS[pull]) if (one === pin) return true;
    return false;
  };
  const pullUp = isIn("up");
  const pullDown = isIn("down");
  const input = pullUp || pullDown || isIn("none");
  return { input, output: false, openDrain: false, pullUp, pullDown };
}

function levelOf({ setup, latch, outside }: Pad): Level {
  if (setup.output && !(setup.openDrain && latch === 1)) return latch;
  // Floating reads 0 here, both pulls read 1: on the chip neither is defined.
  return outside ?? (setup.pullUp ? 1 : 0);
}

export function createPins(trace: Trace): Pins {
  const pads = new LuaTable<number, Pad>();
  let onInput: OnLevel | undefined;

  function newPad(pin: number): Pad {
    const setup = resetSetup(pin);
    const level: Level = setup.pullUp ? 1 : 0;
    return {
      setup,
      latch: 0,
      outside: undefined,
      level,
      input: setup.input ? level : 0,
      traced: undefined,
      watchers: [],
    };
  }

  function padOf(pin: number): Pad {
    const pad = pads.get(pin) as Pad | undefined;
    if (pad === undefined) error(`the ESP32 has no pin ${tostring(pin)}`, 3);
    return pad;
  }

  /** An output that ends is traced once more: what is wired to it sees that too. */
  function traceOutput(pin: number, pad: Pad): void {
    const wasOutput = pad.traced !== undefined;
    const isOutput = pad.setup.output;
    const changed = pad.level !== pad.traced;
    pad.traced = isOutput ? pad.level : undefined;
    if (changed && (isOutput || wasOutput)) trace.emit("gpio", { pin, level: pad.level });
  }

  function update(pin: number, pad: Pad): void {
    const before = pad.level;
    pad.level = levelOf(pad);
    traceOutput(pin, pad);
    if (pad.level !== before) {
      const level = pad.level;
      for (const watcher of pad.watchers) watcher.onLevel?.(pin, level);
    }
    // A watcher may have changed the pin again.
    const input = pad.setup.input ? pad.level : 0;
    if (input === pad.input) return;
    pad.input = input;
    onInput?.(pin, input);
  }

  function setAll(change: (this: void, pad: Pad, pin: number) => void): void {
    for (const pin of $range(0, PIN_COUNT - 1)) {
      const pad = pads.get(pin) as Pad | undefined;
      if (pad !== undefined) {
        change(pad, pin);
        pad.latch = 0;
        update(pin, pad);
      }
    }
  }

  for (const pin of $range(0, PIN_COUNT - 1)) {
    if (isPin(pin)) pads.set(pin, newPad(pin));
  }

  return {
    set: (pin, level) => {
      const pad = padOf(pin);
      if (level !== undefined && level !== 0 && level !== 1) error("a level is 0 or 1", 2);
      pad.outside = level;
      update(pin, pad);
    },
    level: (pin) => padOf(pin).level,
    watch: (pin, onLevel) => {
      const watcher: Watcher = { onLevel };
      padOf(pin).watchers.push(watcher);
      return () => {
        watcher.onLevel = undefined;
      };
    },
    configure: (pin, setup) => {
      const pad = padOf(pin);
      const pulls = isOutputPin(pin);
      pad.setup = {
        input: setup.input,
        output: setup.output,
        openDrain: setup.openDrain,
        pullUp: setup.pullUp && pulls,
        pullDown: setup.pullDown && pulls,
      };
      update(pin, pad);
    },
    write: (pin, level) => {
      const pad = padOf(pin);
      pad.latch = level;
      update(pin, pad);
    },
    read: (pin) => padOf(pin).input,
    onInput: (listener) => {
      onInput = listener;
    },
    reset: () => {
      setAll((pad, pin) => {
        pad.setup = resetSetup(pin);
      });
    },
    sleep: (keepsPulls) => {
      setAll((pad) => {
        pad.setup = {
          input: false,
          output: false,
          openDrain: false,
          pullUp: keepsPulls && pad.setup.pullUp,
          pullDown: keepsPulls && pad.setup.pullDown,
        };
      });
    },
  };
}
