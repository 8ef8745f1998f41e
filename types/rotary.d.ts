/**
 * NodeMCU module `rotary`: knobs that turn and press. CONFIG_NODEMCU_CMODULE_ROTARY, off by default:
 * `if (rotary !== undefined)` first. Source: components/modules/rotary.c (dev-esp32).
 */

declare namespace rotary {
  /** type: one of the constants. position: detents are 4 apart on most knobs. */
  type OnEvent = (this: void, type: number, position: number, timeUs: number) => void;

  interface Switch {
    /**
     * types: a sum of constants. Without a callback removes theirs; it must not be written as
     * undefined. Raises "Unable to set callback."
     */
    on(types: number, callback?: OnEvent): void;
    getpos(): LuaMultiReturn<
      [position: number, isPressed: boolean] | [position: undefined, isPressed: undefined]
    >;
    /** Raises "Unable to close switch." */
    close(): void;
  }

  /** @noSelf */
  interface Module {
    readonly PRESS: 1;
    readonly LONGPRESS: 2;
    readonly RELEASE: 4;
    readonly TURN: 8;
    /** Pressed and let go, and no second time within the delay. */
    readonly CLICK: 16;
    readonly DBLCLICK: 32;
    readonly ALL: 63;

    /**
     * Delays in ms, default 500. What is left out must not be written as undefined.
     * Raises "Invalid pin", "Invalid timeout", "Unable to setup rotary switch."
     */
    setup(
      pinA: number,
      pinB: number,
      pressPin?: number,
      longPressMs?: number,
      doubleClickMs?: number,
    ): Switch;
  }
}

declare const rotary: rotary.Module | undefined;
