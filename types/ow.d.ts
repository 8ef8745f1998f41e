/**
 * NodeMCU module `ow`: the 1-Wire bus. CONFIG_NODEMCU_CMODULE_OW, on by default.
 * Source: components/modules/ow.c (dev-esp32). All with a pin raise "invalid pin" and "failed".
 */

/** @noSelf */
declare namespace ow {
  /** Takes the chip's RMT hardware. */
  function setup(pin: number): void;
  /** 1: a device is there. */
  function reset(pin: number): 0 | 1;
  /** Speaks to all devices next. Raises "write failed". */
  function skip(pin: number): void;
  /** rom: 8 bytes, what search() gave. Raises "wrong arg range", "write failed". */
  function select(pin: number, rom: string | readonly number[]): void;
  /** power 1 leaves the bus driven high for devices that live on it. Raises "invalid data". */
  function write(pin: number, byte: number, power?: 0 | 1): void;
  /** As write(), but never raises "failed". */
  function write_bytes(pin: number, data: string, power?: 0 | 1): void;
  function read(pin: number): number;
  /** At most 256 bytes; undefined for size 0. Raises "Attempt to read too many characters". */
  function read_bytes(pin: number, size: number): string | undefined;
  /** Ends the power of write(). */
  function depower(pin: number): void;
  /** Before the first search(). */
  function reset_search(pin: number): void;
  /** reset_search() for one family of devices, 0 to 255. */
  function target_search(pin: number, family: number): void;
  /** 8 bytes, undefined after the last device. Raises "search not initialized". */
  function search(pin: number): string | undefined;
  /** At most 255 bytes. */
  function crc8(data: string): number;
  /** The two bytes as the device sends them, inverted; start is 0 by default. */
  function check_crc16(data: string, first: number, second: number, start?: number): boolean;
  function crc16(data: string, start?: number): number;
}
