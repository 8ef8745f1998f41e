/**
 * NodeMCU module `ws2812`: strips of coloured LEDs. CONFIG_NODEMCU_CMODULE_WS2812, off by default:
 * `if (ws2812 !== undefined)` first. Source: components/modules/ws2812.c (dev-esp32).
 */

declare namespace ws2812 {
  interface Strip {
    pin: number;
    /** Bytes in the order of the LEDs, usually green, red, blue and white. */
    data: string | Buffer;
    /** In 100 ns: 0 to 65534, default 512. */
    reset?: number;
    /** In 100 ns, 1 to 32767: high and low of a 0 (default 4 and 7), of a 1 (8 and 6). */
    t0h?: number;
    t0l?: number;
    t1h?: number;
    t1l?: number;
  }

  /** LEDs count from 1; -1 is the last. tostring() shows the bytes. */
  interface Buffer {
    /** One number per colour. Raises "index out of range". */
    get(led: number): LuaMultiReturn<number[]>;
    /**
     * One number per colour, or a list of them, or bytes, which may go on into the next LEDs.
     * Raises "index out of range", "string size will exceed strip length".
     */
    set(led: number, ...colours: [number, ...number[]]): void;
    set(led: number, colours: readonly number[] | string): void;
    size(): number;
    fill(...colours: number[]): void;
    /** All bytes. */
    dump(): string;
    /** Copies in from a position, default 1. Raises "Does not fit into destination". */
    replace(source: string | Buffer, start?: number): void;
    /**
     * The sum of buffers times factor / 256, this one replaced by it. Factors and buffers take turns.
     * Raises "Buffer not same shape".
     */
    mix(factor: number, buffer: Buffer, ...more: (number | Buffer)[]): void;
    /** The sum of all bytes. */
    power(): number;
    /** Divides by the factor, or multiplies with FADE_IN. Default FADE_OUT. */
    fade(factor: number, direction?: 0 | 1): void;
    /**
     * Moves LEDs, to the end if positive. mode: SHIFT_LOGICAL (default) fills with 0.
     * Raises "shifting more elements than buffer size".
     */
    shift(count: number, mode?: 0 | 1, start?: number, end?: number): void;
    /** A copy of a part; end is the last by default. */
    sub(start: number, end?: number): Buffer;
    /** Buffer after buffer. Raises "Can only concatenate buffers with same colors". */
    readonly __concat: LuaConcatMethod<Buffer, Buffer>;
  }

  /** @noSelf */
  interface Module {
    readonly FADE_OUT: 0;
    readonly FADE_IN: 1;
    readonly SHIFT_LOGICAL: 0;
    readonly SHIFT_CIRCULAR: 1;

    /** All zero. Raises "should be a positive integer". */
    newBuffer(leds: number, bytesPerLed: number): Buffer;
    /**
     * Up to eight strips at once, fewer where other modules hold RMT channels. Blocks until sent.
     * Raises "invalid pin", "can't set up chain", "sending failed" and words for wrong durations.
     */
    write(...strips: Strip[]): void;
  }
}

declare const ws2812: ws2812.Module | undefined;
