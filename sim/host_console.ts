/**
 * The host's end of the console: bytes with the times at which they come over the wire. What comes
 * while the device is busy, its clock ahead of the host's, waits for it in the UART.
 */
import type { ChipModel, ConsoleKind } from "./chip_models";
import type { ConsoleWire, Device } from "./contract";

/** @noSelf */
export interface HostConsole {
  /** Before the device is made: which chip, and what its console is on. */
  setChip(model: string, kind: string): void;
  /** Before the device is made: somebody is at the console, by a wire of so many baud. */
  setWire(baud: number): void;
  chipModel(): ChipModel;
  wire(): ConsoleWire;
  /** Bytes arrive; times never go back. Moves the device's clock there. */
  arrive(atMs: number, bytes: string): void;
  /** The host's time: what waited for the device goes in when that is not ahead any more. */
  release(nowMs: number): void;
  /** When release has something to do, or undefined. */
  nextDueMs(): number | undefined;
}

export function createHostConsole(theDevice: () => Device): HostConsole {
  let chipModel: ChipModel = "esp32";
  let wire: ConsoleWire = { kind: "uart", baud: 0, bootText: false };
  let held = "";

  const clockMs = (): number => theDevice().world.clock.nowMs();

  function release(nowMs: number): void {
    if (held === "" || nowMs < clockMs()) return;
    const bytes = held;
    held = "";
    theDevice().type(bytes);
    theDevice().advance(0);
  }

  return {
    setChip: (model, kind) => {
      chipModel = model as ChipModel;
      wire = { kind: kind as ConsoleKind, baud: wire.baud, bootText: wire.bootText };
    },
    setWire: (baud) => {
      wire = { kind: wire.kind, baud, bootText: true };
    },
    chipModel: () => chipModel,
    wire: () => wire,
    arrive: (atMs, bytes) => {
      release(atMs);
      const device = theDevice();
      if (held !== "" || atMs < clockMs()) {
        held += bytes;
        return;
      }
      device.advance(atMs - clockMs());
      for (const at of $range(1, bytes.length)) {
        if (clockMs() > atMs) {
          held = string.sub(bytes, at);
          return;
        }
        device.type(string.sub(bytes, at, at));
        device.advance(0);
      }
    },
    release,
    nextDueMs: () => (held === "" ? undefined : clockMs()),
  };
}
