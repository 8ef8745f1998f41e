/**
 * i2c.slave: the chip at an address of somebody else's bus. Its receive buffer is handed over when
 * it is full, and not before. Sources: components/modules/i2c_hw_slave.c, driver/i2c/i2c.c.
 */
import { checkInteger, checkString, checkTable } from "./arguments";
import type { Kernel } from "./chip";
import type { AnyFunction } from "./contract";
import type { I2cHardware } from "./i2c_hardware";
import { typeOfValue } from "./kinds";
import { argumentsOf, checkOption, optionalBoolean } from "./lua_arguments";
import { countArguments, typeOf, type Multi } from "./native";
import { isOutputPin } from "./pin_numbers";

const DEFAULT_BUFFER_BYTES = 128;
const LEAST_BUFFER_BYTES = 101;
const ADDRESSES = 128;
const LONG_ADDRESSES = 1024;
const LAST_BYTE = 255;
const MEDIUM = 1;

interface Slave {
  readonly receiveBytes: number;
  readonly sendBytes: number;
  received: string;
  outgoing: string;
  callback: AnyFunction | undefined;
}

export function createI2cSlave(kernel: Kernel, hardware: I2cHardware): Record<string, unknown> {
  const { i2c: bus } = kernel.world;
  const to = argumentsOf(kernel);
  const slaves: (Slave | undefined)[] = [];
  kernel.onDown(() => {
    bus.setSlave(0, undefined);
    bus.setSlave(1, undefined);
  });

  function portOf(id: unknown, name: string): number {
    return hardware.portOf(checkInteger(id, 1, name), name);
  }

  function hand(slave: Slave, bytes: string): void {
    // The callback of this moment, not of the task's.
    const { callback } = slave;
    kernel.tasks.post(MEDIUM, () => {
      kernel.call(callback, 0, bytes);
    });
  }

  function receive(slave: Slave, bytes: string): void {
    slave.received += bytes;
    while (slave.received.length >= slave.receiveBytes) {
      hand(slave, string.sub(slave.received, 1, slave.receiveBytes));
      slave.received = string.sub(slave.received, slave.receiveBytes + 1);
    }
  }

  function setup(id: unknown, given: unknown): void {
    const port = portOf(id, "setup");
    checkTable(given, 2, "setup");
    const config = given as Record<string, unknown>;
    const refuse = (why: string): never => kernel.argumentError(2, "setup", why);
    const field = (name: string, byDefault: number): number => {
      const value = config[name];
      return value === undefined ? byDefault : checkInteger(value, -1, "setup");
    };
    if (!isOutputPin(field("sda", -1))) refuse("invalid sda pin");
    if (!isOutputPin(field("scl", -1))) refuse("invalid scl pin");
    const isLong = optionalBoolean(config["10bit"], false);
    const address = field("addr", -1);
    if (address < 0 || address >= (isLong ? LONG_ADDRESSES : ADDRESSES)) {
      refuse("invalid slave address");
    }
    const receiveBytes = field("rxbuf_len", DEFAULT_BUFFER_BYTES);
    if (receiveBytes < 0) refuse("invalid rxbuf_len");
    const sendBytes = field("txbuf_len", DEFAULT_BUFFER_BYTES);
    if (receiveBytes < LEAST_BUFFER_BYTES && sendBytes < LEAST_BUFFER_BYTES) {
      kernel.raise("parameter error");
    }
    if (!hardware.install(port)) kernel.raise("command failed");
    if (receiveBytes === 0) {
      kernel.crash("panic", "i2c.slave: a receive buffer of 0 bytes eats the heap");
    }
    const slave: Slave = {
      receiveBytes,
      sendBytes,
      received: "",
      outgoing: "",
      callback: undefined,
    };
    slaves[port] = slave;
    bus.setSlave(port, {
      address,
      receive: (bytes) => {
        kernel.guard(() => {
          receive(slave, bytes);
        });
      },
      next: () => {
        if (slave.outgoing === "") return undefined;
        const byte = string.byte(slave.outgoing, 1);
        slave.outgoing = string.sub(slave.outgoing, 2);
        return byte;
      },
    });
  }

  /** Blocks while the buffer is full. What it could never hold is dropped, and counts as written. */
  function put(slave: Slave, bytes: string): void {
    if (bytes.length > slave.sendBytes) return;
    kernel.blockUntil(() => slave.outgoing.length + bytes.length <= slave.sendBytes);
    slave.outgoing += bytes;
  }

  function checkByte(value: unknown, position: number): string {
    const byte = checkInteger(value, position, "send");
    if (byte < 0 || byte > LAST_BYTE) kernel.raise("wrong arg range");
    return string.char(byte);
  }

  const send: Multi = (id, ...rest) => {
    const port = portOf(id, "send");
    const [count] = countArguments("#", ...rest);
    const items: unknown[] = [...rest];
    if (count === 0) kernel.raise("wrong arg type");
    const slave = slaves[port];
    let written = 0;
    const write = (bytes: string): void => {
      if (slave === undefined) return;
      put(slave, bytes);
      written += bytes.length;
    };
    for (const index of $range(1, count as number)) {
      const item = items[index - 1];
      if (typeOf(item) === "number") write(checkByte(item, index + 1));
      else if (typeOfValue(item) === "table") {
        for (const value of item as unknown[]) write(checkByte(value, -1));
      } else write(checkString(item, index + 1, "send"));
      if (slave === undefined) break;
    }
    return $multi(written);
  };

  return {
    setup,
    send,
    on: (id: unknown, event: unknown, callback: unknown) => {
      const port = portOf(id, "on");
      checkOption(to("on"), 2, event, ["receive"]);
      const slave = slaves[port];
      if (slave === undefined) return;
      slave.callback = typeOf(callback) === "function" ? (callback as AnyFunction) : undefined;
    },
  };
}
