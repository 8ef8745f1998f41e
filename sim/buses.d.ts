/** What is on the chip's I2C and 1-Wire, as the outside sees it. Types only. */
import type { Run } from "./contract";

/** Which wires a device is on; without them on every bus of the chip. */
export interface I2cWires {
  readonly sda: number;
  readonly scl: number;
}

/** A device on I2C. Bytes are numbers from 0 to 255. @noSelf */
export interface I2cDevice {
  /** It was addressed, also by a repeated start: false is no acknowledgement. */
  onStart?(reading: boolean): boolean | undefined;
  /** A byte from the master; false is no acknowledgement. Without it there is none either. */
  onWrite?(byte: number): boolean | undefined;
  /** The next byte for the master, 255 without one. `isLast`: it will not ask for more. */
  onRead?(isLast: boolean): number | undefined;
  onStop?(): void;
}

/** Both roles that the outside can have on the chip's I2C. @noSelf */
export interface I2cBus {
  /** Addresses are 0 to 127. Returns what takes the device off the wires. */
  attach(address: number, device: I2cDevice, wires?: I2cWires): Run;
  /** As a master: bytes for the chip as a slave. Whether it acknowledged. */
  write(address: number, bytes: string): boolean;
  /** As a master: bytes from the chip as a slave; undefined when nobody acknowledged. */
  read(address: number, byteCount: number): string | undefined;
}

/** A device on 1-Wire. ROM commands and the search are the bus's. @noSelf */
export interface OneWireDevice {
  /** 8 bytes: family, serial number, crc8 of both. */
  readonly rom: string;
  onReset?(): void;
  /** A byte for it, after it was chosen. */
  onWrite?(byte: number): void;
  /** Its next byte; without it the line stays high. */
  onRead?(): number | undefined;
  /** Whether it answers the search for alarms. */
  hasAlarm?(): boolean;
}

/** @noSelf */
export interface OneWireBus {
  /** On the bus of a pin, which has its resistor. Returns what takes the device off. */
  attach(pin: number, device: OneWireDevice): Run;
}
