/**
 * NodeMCU module `struct`: values to bytes and back. CONFIG_NODEMCU_CMODULE_STRUCT, off by default:
 * `if (struct !== undefined)` first. Source: components/modules/struct.c (dev-esp32). string.pack of
 * Lua 5.3 does the same with whole integers: here numbers go through a float, exact up to 16777216.
 */

declare namespace struct {
  /**
   * A format: "<" little (default) or ">" big endian, "!n" alignment, "x" a zero byte, "b" "B" 8 bits,
   * "h" "H" 16, "l" "L" "i" "I" "T" 32, "in" "In" n bytes (capitals without sign), "f" "d" floats,
   * "cn" n characters, "s" with a zero at its end, "c0" as many as the number before says.
   * @noSelf
   */
  interface Module {
    /** Raises "string too short", "invalid format option 'x'", "alignment N is not a power of 2". */
    pack(format: string, ...values: (number | string)[]): string;
    /**
     * The values, and the position behind them. position: 1 by default.
     * Raises "data string too short", "unfinished string in data", "format `c0' needs a previous size".
     */
    unpack(format: string, data: string, position?: number): LuaMultiReturn<(number | string)[]>;
    /** Bytes. Raises "option 's' has no fixed size", "option 'c0' has no fixed size". */
    size(format: string): number;
  }
}

declare const struct: struct.Module | undefined;
