/**
 * The chip's two I2C controllers as masters: operations are collected and run by transfer(), at once
 * or with a callback. Sources: components/modules/i2c_hw_master.c, ESP-IDF's driver/i2c/i2c.c.
 */
import { checkInteger } from "./arguments";
import type { Kernel } from "./chip";
import type { AnyFunction, Run } from "./contract";
import type { I2cMaster } from "./i2c_bus";
import { typeOf, type Multi } from "./native";
import { isOutputPin } from "./pin_numbers";

const CLOCK_HZ = 80000000;
/** The time limit in halves of a bus cycle, and what its register holds. */
const LIMIT_HALF_CYCLES = 20;
const LIMIT_REGISTER = 1048576;
const PORTS = 2;
const MEDIUM = 1;
/** What a failed read leaves in a buffer that nobody cleared. */
const GARBAGE = string.char(0xa5);
export const DRIVER_FAILED = "i2c command failed or NACK from slave";

/** Runs one operation; false: nobody acknowledged. */
type Operation = () => boolean;

interface Port {
  readonly master: I2cMaster;
  operations: Operation[];
  /** Undefined: nothing is read in this transfer. */
  readBytes: number | undefined;
  received: string;
}

/** @noSelf */
export interface I2cHardware {
  setUp(id: number, sda: number, scl: number, speedHz: number, stretch: number): number;
  start(id: number): void;
  write(id: number, byte: number, checksAck: boolean): void;
  read(id: number, size: number): void;
  stop(id: number): void;
  readonly transfer: Multi;
  /** 0 or 1. */
  portOf(id: number, functionName: string): number;
  /** Each controller has one driver; false: it has one already. */
  install(port: number): boolean;
}

export function createI2cHardware(kernel: Kernel): I2cHardware {
  const { i2c: bus, pins } = kernel.world;
  const ports: (Port | undefined)[] = [];
  const installed: boolean[] = [];

  function portOf(id: number, functionName: string): number {
    const port = id - 1;
    if (port < 0 || port >= PORTS) kernel.argumentError(1, functionName, "invalid hardware id");
    return port;
  }

  function install(port: number): boolean {
    if (installed[port] === true) return false;
    installed[port] = true;
    return true;
  }

  function scheduled(id: number, functionName: string): Port {
    return ports[portOf(id, functionName)] ?? kernel.raise("no commands scheduled");
  }

  function setUp(id: number, sda: number, scl: number, speedHz: number, stretch: number): number {
    const port = portOf(id, "setup");
    if (!isOutputPin(sda)) kernel.argumentError(2, "setup", "invalid sda pin");
    if (!isOutputPin(scl)) kernel.argumentError(3, "setup", "invalid scl pin");
    if (speedHz === 0) kernel.argumentError(4, "setup", "invalid speed");
    for (const pin of [sda, scl]) {
      const setup = { input: true, output: true, openDrain: true, pullUp: true, pullDown: false };
      pins.write(pin, 1);
      pins.configure(pin, setup);
    }
    if (stretch <= 0) kernel.argumentError(5, "setup", "invalid stretch factor");
    // Multiples are divided: also exact with single-precision floats.
    const cycle = Math.floor((CLOCK_HZ - (CLOCK_HZ % speedHz)) / speedHz);
    const limit = (Math.floor(cycle / 2) * LIMIT_HALF_CYCLES) % LIMIT_REGISTER;
    if (limit * stretch * stretch >= LIMIT_REGISTER) {
      kernel.argumentError(5, "setup", "excessive stretch factor");
    }
    if (!install(port)) kernel.raise(DRIVER_FAILED);
    const master = bus.master(sda, scl);
    ports[port] = { master, operations: [], readBytes: undefined, received: "" };
    return limit * stretch;
  }

  function perform(port: Port): boolean {
    port.received = "";
    for (const operation of port.operations) {
      if (!operation()) {
        port.master.stop();
        return false;
      }
    }
    return true;
  }

  /** What was read, with garbage for what was not. */
  function resultOf(port: Port): string | undefined {
    if (port.readBytes === undefined) return undefined;
    return port.received + string.rep(GARBAGE, port.readBytes - port.received.length);
  }

  function clear(port: Port): void {
    port.operations = [];
    port.readBytes = undefined;
  }

  const transfer: Multi = (idValue, second) => {
    const id = checkInteger(idValue, 1, "transfer");
    const port = scheduled(id, "transfer");
    const callback = typeOf(second) === "function" ? (second as AnyFunction) : undefined;
    if (callback === undefined && second !== undefined) checkInteger(second, 2, "transfer");
    if (port.operations.length === 0) {
      kernel.crash("panic", "Guru Meditation Error: StoreProhibited, a transfer of nothing");
    }
    const acknowledged = perform(port);
    const data = resultOf(port);
    clear(port);
    if (callback === undefined) {
      return $multi(acknowledged ? data : undefined, acknowledged);
    }
    // It gets the buffer even when nobody filled it.
    kernel.tasks.post(MEDIUM, () => {
      kernel.call(callback, data, acknowledged);
    });
    return $multi();
  };

  function add(port: Port, run: Run): void {
    port.operations.push(() => {
      run();
      return true;
    });
  }

  return {
    setUp,
    portOf,
    install,
    transfer,
    start: (id) => {
      const port = scheduled(id, "start");
      add(port, port.master.start);
    },
    stop: (id) => {
      const port = scheduled(id, "stop");
      add(port, port.master.stop);
    },
    write: (id, byte, checksAck) => {
      const port = scheduled(id, "write");
      port.operations.push(() => port.master.write(byte) || !checksAck);
    },
    read: (id, size) => {
      const port = scheduled(id, "read");
      if (port.readBytes !== undefined) kernel.raise("only one read per transfer supported");
      port.readBytes = size;
      add(port, () => {
        const bytes: string[] = [];
        for (const index of $range(1, size)) {
          bytes.push(string.char(port.master.read(index === size)));
        }
        port.received = table.concat(bytes);
      });
    },
  };
}
