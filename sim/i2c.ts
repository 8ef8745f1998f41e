/**
 * The module `i2c`: the interface in software, which acts at once, and two in hardware, which
 * collect a transfer. Sources: components/modules/i2c.c, platform/platform.c.
 */
import { checkInteger, checkString } from "./arguments";
import type { Kernel } from "./chip";
import { createI2cHardware } from "./i2c_hardware";
import type { I2cMaster } from "./i2c_bus";
import { createI2cSlave } from "./i2c_slave";
import { typeOfValue } from "./kinds";
import { optionalBoolean } from "./lua_arguments";
import { countArguments, typeOf, type Multi } from "./native";
import { isOutputPin, isPin } from "./pin_numbers";

const SLOW_HZ = 100000;
const FAST_HZ = 400000;
const FAST_PLUS_HZ = 1000000;
const TRANSMITTER = 0;
const RECEIVER = 1;
const SOFTWARE = 0;
const LAST_ID = 2;
const LAST_ADDRESS = 127;
const LAST_BYTE = 255;

/** Sends one byte; false ends a write. */
type SendByte = (byte: number) => boolean;

export function createI2c(kernel: Kernel): Record<string, unknown> {
  const { pins, i2c: bus } = kernel.world;
  const hardware = createI2cHardware(kernel);
  let software: I2cMaster = bus.master(0, 0);

  function checkId(value: unknown, name: string): number {
    const id = checkInteger(value, 1, name);
    if (id < 0 || id > LAST_ID) kernel.argumentError(1, name, "invalid i2c interface id");
    return id;
  }

  function setUpSoftware(sda: number, scl: number, speedHz: number): number {
    const possible = isOutputPin(sda) && isOutputPin(scl) && speedHz === SLOW_HZ;
    if (!possible) kernel.raise("setup failed");
    for (const pin of [sda, scl]) {
      const setup = { input: true, output: true, openDrain: true, pullUp: true, pullDown: false };
      pins.write(pin, 1);
      pins.configure(pin, setup);
    }
    software = bus.master(sda, scl);
    return speedHz;
  }

  const setup: Multi = (idValue, sdaValue, sclValue, speedValue, ...rest) => {
    const id = checkInteger(idValue, 1, "setup");
    const sda = checkInteger(sdaValue, 2, "setup");
    const scl = checkInteger(sclValue, 3, "setup");
    const speedHz: number = checkInteger(speedValue, 4, "setup");
    checkId(id, "setup");
    for (const pin of [sda, scl]) {
      if (!isPin(pin)) kernel.raise(`gpio ${string.format("%d", pin)} does not exist`);
    }
    const isSoftware = id === SOFTWARE;
    const limitHz = isSoftware ? SLOW_HZ : FAST_PLUS_HZ;
    // Negative numbers are huge ones to the firmware.
    if (speedHz < 0 || speedHz > limitHz) {
      const kind = isSoftware ? "SW interface" : "HWx interfaces";
      kernel.argumentError(4, "setup", `i2c speed too high for i2c.${kind}`);
    }
    if (isSoftware) return $multi(setUpSoftware(sda, scl, speedHz));
    const [count] = countArguments("#", ...rest);
    const more: unknown[] = [...rest];
    const stretch = count === 0 ? 1 : checkInteger(more[0], 5, "setup");
    return $multi(hardware.setUp(id, sda, scl, speedHz, stretch));
  };

  function address(idValue: unknown, where: unknown, way: unknown, checks: unknown): boolean {
    const id = checkId(idValue, "address");
    const number: number = checkInteger(where, 2, "address");
    if (number < 0 || number > LAST_ADDRESS) {
      kernel.argumentError(2, "address", "i2c address out of 7-bit range");
    }
    const direction = checkInteger(way, 3, "address");
    if (direction !== TRANSMITTER && direction !== RECEIVER) {
      kernel.argumentError(3, "address", "invalid i2c address direction");
    }
    const byte = number * 2 + direction;
    if (id === SOFTWARE) return software.write(byte);
    hardware.write(id, byte, optionalBoolean(checks, true));
    return true;
  }

  function checkByte(value: unknown, position: number, what: string): number {
    const byte = checkInteger(value, position, "write");
    if (byte < 0 || byte > LAST_BYTE) {
      kernel.raise(`${what} value for i2c.write does not fit in 1 byte`);
    }
    return byte;
  }

  /** How many bytes of one argument went out, and whether that was all of them. */
  function writeItem(
    item: unknown,
    position: number,
    sendByte: SendByte,
  ): LuaMultiReturn<[written: number, whole: boolean]> {
    let written = 0;
    if (typeOf(item) === "number") {
      const whole = sendByte(checkByte(item, position, "numeric"));
      return $multi(whole ? 1 : 0, whole);
    }
    if (typeOfValue(item) === "table") {
      for (const value of item as unknown[]) {
        if (!sendByte(checkByte(value, -1, "table"))) return $multi(written, false);
        written += 1;
      }
      return $multi(written, true);
    }
    const bytes = checkString(item, position, "write");
    for (const index of $range(1, bytes.length)) {
      if (!sendByte(string.byte(bytes, index))) return $multi(written, false);
      written += 1;
    }
    return $multi(written, true);
  }

  const write: Multi = (idValue, ...rest) => {
    const id = checkId(idValue, "write");
    const [count] = countArguments("#", ...rest);
    const items: unknown[] = [...rest];
    let last = count as number;
    let checksAck = true;
    if (typeOf(items[last - 1]) === "boolean") {
      checksAck = items[last - 1] as boolean;
      last -= 1;
    }
    if (last < 1) kernel.raise("not enough or wrong arg types for i2c.write");
    const sendByte: SendByte =
      id === SOFTWARE
        ? (byte) => software.write(byte) || !checksAck
        : (byte) => {
            hardware.write(id, byte, checksAck);
            return true;
          };
    let written = 0;
    for (const index of $range(1, last)) {
      const [part, whole] = writeItem(items[index - 1], index + 1, sendByte);
      written += part;
      if (!whole) break;
    }
    return $multi(written);
  };

  const read: Multi = (idValue, sizeValue) => {
    const id = checkId(idValue, "read");
    const size = checkInteger(sizeValue, 2, "read");
    if (size === 0) kernel.argumentError(2, "read", "i2c read size of 0 is invalid");
    if (id !== SOFTWARE) {
      hardware.read(id, size);
      return $multi();
    }
    const bytes: string[] = [];
    for (const index of $range(1, size)) bytes.push(string.char(software.read(index === size)));
    return $multi(table.concat(bytes));
  };

  return {
    setup,
    start: (idValue: unknown) => {
      const id = checkId(idValue, "start");
      if (id === SOFTWARE) software.start();
      else hardware.start(id);
    },
    stop: (idValue: unknown) => {
      const id = checkId(idValue, "stop");
      if (id === SOFTWARE) software.stop();
      else hardware.stop(id);
    },
    address,
    write,
    read,
    transfer: hardware.transfer,
    slave: createI2cSlave(kernel, hardware),
    FASTPLUS: FAST_PLUS_HZ,
    FAST: FAST_HZ,
    SLOW: SLOW_HZ,
    TRANSMITTER,
    RECEIVER,
    SW: SOFTWARE,
    HW0: 1,
    HW1: LAST_ID,
  };
}
