/**
 * 1-Wire buses, one for each pin, and who is on them, slot by slot: reset, the ROM commands with the
 * search, then bytes for the chosen. Source: Maxim application notes 937 and 187.
 */
import type { OneWireBus, OneWireDevice } from "./buses";
import type { Run } from "./contract";

const SEARCH_ROM = 0xf0;
const ALARM_SEARCH = 0xec;
const READ_ROM = 0x33;
const MATCH_ROM = 0x55;
const SKIP_ROM = 0xcc;
const ROM_BITS = 64;
const BYTE_BITS = 8;

type Mode = "idle" | "command" | "search" | "match" | "rom" | "device";

/** The bus of one pin as the chip drives it. @noSelf */
export interface OneWireLine {
  /** Whether somebody is there. */
  reset(): boolean;
  writeBit(bit: number): void;
  readBit(): number;
}

/** @noSelf */
export interface OneWireWorld extends OneWireBus {
  line(pin: number): OneWireLine;
}

/** A bit of a byte or of a ROM, counted from 0, the least significant first. */
function bitOf(bytes: string, index: number): number {
  let byte = string.byte(bytes, Math.floor(index / BYTE_BITS) + 1);
  for (const _ of $range(1, index % BYTE_BITS)) byte = Math.floor(byte / 2);
  return byte % 2;
}

function createLine(devices: readonly OneWireDevice[]): OneWireLine {
  let mode: Mode = "idle";
  let active: OneWireDevice[] = [];
  let bits = 0;
  let value = 0;
  let weight = 1;
  /** Of the search: the bit, its complement, then the chip's choice. */
  let phase = 0;
  let answers: string[] = [];

  /** The line is low when one of them pulls it down. */
  function wired(bit: (this: void, device: OneWireDevice, index: number) => number): number {
    for (const index of $range(1, active.length)) {
      if (bit(active[index - 1]!, index - 1) === 0) return 0;
    }
    return 1;
  }

  function keep(bit: number): void {
    const kept: OneWireDevice[] = [];
    for (const device of active) if (bitOf(device.rom, bits) === bit) kept.push(device);
    active = kept;
  }

  function begin(next: Mode): void {
    mode = next;
    bits = 0;
    phase = 0;
    value = 0;
    weight = 1;
    answers = [];
  }

  function takeCommand(command: number): void {
    if (command === SEARCH_ROM || command === ALARM_SEARCH) {
      if (command === ALARM_SEARCH) {
        const alarmed: OneWireDevice[] = [];
        for (const device of active) if (device.hasAlarm?.() === true) alarmed.push(device);
        active = alarmed;
      }
      begin("search");
    } else if (command === MATCH_ROM) begin("match");
    else if (command === READ_ROM) begin("rom");
    else if (command === SKIP_ROM) begin("device");
    else begin("idle");
  }

  function takeByte(byte: number): void {
    if (mode === "command") takeCommand(byte);
    else for (const device of active) device.onWrite?.(byte);
  }

  function collect(bit: number): void {
    value += bit * weight;
    weight *= 2;
    bits += 1;
    if (bits < BYTE_BITS) return;
    const byte = value;
    bits = 0;
    value = 0;
    weight = 1;
    answers = [];
    takeByte(byte);
  }

  /** The next ROM bit; after the last one the chosen talk. */
  function next(): void {
    bits += 1;
    phase = 0;
    if (bits === ROM_BITS) begin("device");
  }

  function readDevices(): number {
    if (bits === 0) {
      answers = [];
      for (const device of active) answers.push(string.char(device.onRead?.() ?? 0xff));
    }
    const bit = wired((_device, index) => bitOf(answers[index]!, bits));
    bits = (bits + 1) % BYTE_BITS;
    return bit;
  }

  return {
    reset: () => {
      active = [];
      for (const device of devices) {
        device.onReset?.();
        active.push(device);
      }
      begin("command");
      return active.length > 0;
    },
    writeBit: (bit) => {
      if (mode === "search") {
        keep(bit);
        next();
      } else if (mode === "match") {
        keep(bit);
        next();
      } else if (mode !== "idle" && mode !== "rom") collect(bit);
    },
    readBit: () => {
      if (mode === "search" && phase < 2) {
        phase += 1;
        const inverted = phase === 2;
        return wired((device) => {
          const bit = bitOf(device.rom, bits);
          return inverted ? 1 - bit : bit;
        });
      }
      if (mode === "rom") {
        const bit = wired((device) => bitOf(device.rom, bits));
        next();
        return bit;
      }
      return mode === "device" ? readDevices() : 1;
    },
  };
}

export function createOneWireBus(): OneWireWorld {
  const onPins = new LuaTable<number, OneWireDevice[]>();
  const lines = new LuaTable<number, OneWireLine>();

  function devicesOn(pin: number): OneWireDevice[] {
    const known = onPins.get(pin) as OneWireDevice[] | undefined;
    if (known !== undefined) return known;
    const devices: OneWireDevice[] = [];
    onPins.set(pin, devices);
    lines.set(pin, createLine(devices));
    return devices;
  }

  return {
    attach: (pin, device): Run => {
      if (device.rom.length !== ROM_BITS / BYTE_BITS) error("a ROM code has 8 bytes", 2);
      const devices = devicesOn(pin);
      devices.push(device);
      return () => {
        for (const index of $range(devices.length, 1, -1)) {
          if (devices[index - 1] === device) table.remove(devices, index);
        }
      };
    },
    line: (pin) => {
      devicesOn(pin);
      return lines.get(pin);
    },
  };
}
