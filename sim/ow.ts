/** The module `ow`: 1-Wire on any pin. Sources: components/modules/ow.c, platform/onewire.c. */
import { checkInteger, checkString } from "./arguments";
import type { Kernel } from "./chip";
import { typeOfValue } from "./kinds";
import { isNumberLike } from "./lua_arguments";
import type { Multi } from "./native";
import type { OneWireLine } from "./one_wire_bus";
import { crc16, crc8 } from "./one_wire_crc";
import { newSearch, readByte, searchNext, writeByte, type SearchState } from "./one_wire_search";
import { toInteger } from "./options";
import { isPin } from "./pin_numbers";

const SELECT = 0x55;
const SKIP = 0xcc;
const ROM_BYTES = 8;
const BYTE = 256;
const WORD = 65536;
/** LUAL_BUFFERSIZE. */
const MAX_READ_BYTES = 256;
const MAX_CRC8_BYTES = 255;

export function createOw(kernel: Kernel): Record<string, unknown> {
  const bus = kernel.world.oneWire;
  const searches = new LuaTable<number, SearchState>();
  /** The two channels of the remote control peripheral are taken. */
  let ready = false;

  function checkPin(value: unknown, name: string): number {
    const pin = checkInteger(value, 1, name);
    if (pin < 0) kernel.argumentError(1, name, "invalid pin");
    return pin % BYTE;
  }

  const lineOf = (pin: number): OneWireLine | undefined =>
    ready && isPin(pin) ? bus.line(pin) : undefined;

  function send(pin: number, bytes: string, complaint: string | undefined): void {
    const line = lineOf(pin);
    if (line === undefined) {
      if (complaint !== undefined) kernel.raise(complaint);
      return;
    }
    for (const index of $range(1, bytes.length)) writeByte(line, string.byte(bytes, index));
  }

  function checkPower(value: unknown, position: number, name: string): void {
    if (value !== undefined) checkInteger(value, position, name);
  }

  function checkRom(value: unknown): string {
    if (typeOfValue(value) !== "table") {
      const rom = checkString(value, 2, "select");
      if (rom.length !== ROM_BYTES) kernel.argumentError(2, "select", "wrong arg range");
      return rom;
    }
    const numbers = value as number[];
    if (numbers.length !== ROM_BYTES) kernel.argumentError(2, "select", "wrong arg range");
    let rom = "";
    for (const number of numbers) {
      const byte = checkInteger(number, -1, "select");
      if (byte >= BYTE) kernel.raise("wrong arg range");
      rom += string.char(byte % BYTE);
    }
    return rom;
  }

  const readBytes: Multi = (pinValue, sizeValue) => {
    const pin = checkPin(pinValue, "read_bytes");
    const size = checkInteger(sizeValue, 2, "read_bytes");
    if (size === 0) return $multi();
    if (size > MAX_READ_BYTES) {
      kernel.argumentError(2, "read_bytes", "Attempt to read too many characters");
    }
    if (size < 0) kernel.crash("panic", "Guru Meditation Error: a read of thousands of bytes");
    const line = lineOf(pin) ?? kernel.raise("failed");
    const bytes: string[] = [];
    for (const _ of $range(1, size)) bytes.push(string.char(readByte(line)));
    return $multi(table.concat(bytes));
  };

  function search(pinValue: unknown): string | undefined {
    const pin = checkPin(pinValue, "search");
    const state = searches.get(pin) as SearchState | undefined;
    if (state === undefined) return kernel.raise("search not initialized");
    const line = lineOf(pin);
    const rom = line === undefined ? undefined : searchNext(line, state);
    if (rom === undefined) searches.delete(pin);
    return rom;
  }

  return {
    setup: (pinValue: unknown) => {
      const pin = checkPin(pinValue, "setup");
      // Later calls look at no pin.
      if (!ready && !isPin(pin)) kernel.raise("failed");
      ready = true;
    },
    reset: (pinValue: unknown) => {
      const line = lineOf(checkPin(pinValue, "reset")) ?? kernel.raise("failed");
      return line.reset() ? 1 : 0;
    },
    write: (pinValue: unknown, value: unknown, power: unknown) => {
      const pin = checkPin(pinValue, "write");
      const byte = checkInteger(value, 2, "write");
      if (byte < 0 || byte >= BYTE) kernel.argumentError(2, "write", "invalid data");
      checkPower(power, 3, "write");
      send(pin, string.char(byte), "failed");
    },
    write_bytes: (pinValue: unknown, bytes: unknown, power: unknown) => {
      const pin = checkPin(pinValue, "write_bytes");
      const text = checkString(bytes, 2, "write_bytes");
      checkPower(power, 3, "write_bytes");
      send(pin, text, undefined);
    },
    read: (pinValue: unknown) => {
      const line = lineOf(checkPin(pinValue, "read")) ?? kernel.raise("failed");
      return readByte(line);
    },
    read_bytes: readBytes,
    select: (pinValue: unknown, rom: unknown) => {
      const pin = checkPin(pinValue, "select");
      send(pin, string.char(SELECT) + checkRom(rom), "write failed");
    },
    skip: (pinValue: unknown) => {
      send(checkPin(pinValue, "skip"), string.char(SKIP), "write failed");
    },
    depower: (pinValue: unknown) => {
      checkPin(pinValue, "depower");
    },
    reset_search: (pinValue: unknown) => {
      searches.set(checkPin(pinValue, "reset_search"), newSearch());
    },
    target_search: (pinValue: unknown, family: unknown) => {
      const pin = checkPin(pinValue, "target_search");
      const code = checkInteger(family, 2, "target_search");
      if (code < 0 || code >= BYTE) kernel.argumentError(2, "target_search", "wrong arg range");
      searches.set(pin, newSearch(code));
    },
    search,
    crc8: (bytes: unknown) => {
      const text = checkString(bytes, 1, "crc8");
      if (text.length > MAX_CRC8_BYTES) kernel.raise("wrong arg range");
      return crc8(text);
    },
    crc16: (bytes: unknown, start: unknown) => {
      const text = checkString(bytes, 1, "crc16");
      if (text.length >= WORD) kernel.argumentError(1, "crc16", "wrong arg range");
      const first = isNumberLike(start) ? toInteger(start) : 0;
      if (first < 0 || first >= WORD) kernel.argumentError(2, "crc16", "wrong arg range");
      return crc16(text, first);
    },
    check_crc16: (bytes: unknown, low: unknown, high: unknown, start: unknown) => {
      const text = checkString(bytes, 1, "check_crc16");
      if (text.length > MAX_CRC8_BYTES) kernel.raise("wrong arg range");
      const lowByte = checkInteger(low, 2, "check_crc16") % BYTE;
      const highByte = checkInteger(high, 3, "check_crc16") % BYTE;
      const first = isNumberLike(start) ? toInteger(start) : 0;
      if (first >= WORD) kernel.raise("wrong arg range");
      const inverted = WORD - 1 - crc16(text, first % WORD);
      return inverted % BYTE === lowByte && Math.floor(inverted / BYTE) === highByte;
    },
  };
}
