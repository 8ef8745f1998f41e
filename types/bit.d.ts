/**
 * NodeMCU module `bit`: bitwise operations. CONFIG_NODEMCU_CMODULE_BIT, off by default:
 * `if (luaBit !== undefined)` first. Source: components/modules/bit.c (dev-esp32).
 *
 * The compiler keeps the name `bit` for itself, hence `luaBit`. Lua 5.3 has operators for all of it.
 */

declare namespace luaBit {
  /**
   * Numbers are Lua's integers: 32 bits with a sign. A fraction raises "number has no integer
   * representation". Positions and shifts go from 0 to 31, others are undefined behaviour in C.
   * @noSelf
   */
  interface Module {
    bnot(value: number): number;
    band(first: number, ...more: number[]): number;
    bor(first: number, ...more: number[]): number;
    bxor(first: number, ...more: number[]): number;
    lshift(value: number, shift: number): number;
    /** Zeros come in from the left. */
    rshift(value: number, shift: number): number;
    /** The sign stays. */
    arshift(value: number, shift: number): number;
    /** 1 shifted left by position. */
    bit(position: number): number;
    set(value: number, ...positions: number[]): number;
    clear(value: number, ...positions: number[]): number;
    isset(value: number, position: number): boolean;
    isclear(value: number, position: number): boolean;
  }
}

/** @customName bit */
declare const luaBit: luaBit.Module | undefined;
