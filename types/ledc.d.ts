/**
 * NodeMCU module `ledc`: pulse width modulation. CONFIG_NODEMCU_CMODULE_LEDC, off by default:
 * `if (ledc !== undefined)` first. Source: components/modules/ledc.c (dev-esp32).
 */

declare namespace ledc {
  interface Config {
    gpio: number;
    /** Resolution, one of TIMER_*_BIT; default TIMER_13_BIT. The faster, the fewer. */
    bits?: number;
    /** HIGH_SPEED or LOW_SPEED. */
    mode: number;
    /** 0 to 3: channels that share one have one frequency. */
    timer: number;
    /** 0 to 7 on the ESP32, 0 to 5 on the C3. */
    channel: number;
    /** Hz, 1 to 40000000. */
    frequency: number;
    /** 0 to 2 to the power of bits. */
    duty: number;
    invert?: boolean;
  }

  /** Methods raise their name's words with IDF's code, as "set duty failed, code 258". */
  interface Channel {
    getduty(): number;
    setduty(duty: number): void;
    /** Hz. */
    getfreq(): number;
    /** For all channels of the timer. */
    setfreq(frequencyHz: number): void;
    /** IDLE_LOW or IDLE_HIGH. Raises "Invalid idle level". */
    stop(idleLevel: 0 | 1): void;
    /** Starts the timer's period anew. */
    reset(): void;
    /** Stops the timer. */
    pause(): void;
    resume(): void;
    /** wait FADE_WAIT_DONE blocks all of Lua. Raises "Invalid wait". */
    fadewithtime(targetDuty: number, fadeMs: number, wait?: 0 | 1): void;
    /** scale: change of duty per step; cycles: periods per step. */
    fadewithstep(targetDuty: number, scale: number, cycles: number, wait?: 0 | 1): void;
    /** From startDuty. Raises "Invalid direction". */
    fade(
      startDuty: number,
      direction: 0 | 1,
      scale: number,
      cycles: number,
      steps: number,
      wait?: 0 | 1,
    ): void;
  }

  /** @noSelf */
  interface Module {
    /** Only on the ESP32. */
    readonly HIGH_SPEED: number | undefined;
    readonly LOW_SPEED: number;
    readonly TIMER_0: 0;
    readonly TIMER_1: 1;
    /** There is no TIMER_3: write 3. */
    readonly TIMER_2: 2;
    readonly TIMER_10_BIT: 10;
    readonly TIMER_11_BIT: 11;
    readonly TIMER_12_BIT: 12;
    readonly TIMER_13_BIT: 13;
    readonly TIMER_14_BIT: 14;
    /** From here on only on chips with 20 bits: ESP32. */
    readonly TIMER_15_BIT: 15 | undefined;
    readonly TIMER_16_BIT: 16 | undefined;
    readonly TIMER_17_BIT: 17 | undefined;
    readonly TIMER_18_BIT: 18 | undefined;
    readonly TIMER_19_BIT: 19 | undefined;
    readonly TIMER_20_BIT: 20 | undefined;
    readonly CHANNEL_0: 0;
    readonly CHANNEL_1: 1;
    readonly CHANNEL_2: 2;
    readonly CHANNEL_3: 3;
    readonly CHANNEL_4: 4;
    readonly CHANNEL_5: 5;
    /** Absent unless the build defines SOC_LED_CHANNEL_NUM, which IDF spells otherwise: write 6. */
    readonly CHANNEL_6: 6 | undefined;
    readonly CHANNEL_7: 7 | undefined;
    readonly IDLE_LOW: 0;
    readonly IDLE_HIGH: 1;
    readonly FADE_NO_WAIT: 0;
    readonly FADE_WAIT_DONE: 1;
    readonly FADE_DECREASE: 0;
    readonly FADE_INCREASE: 1;

    /** Raises "timer configuration failed code N", "channel configuration failed code N". */
    newChannel(config: Config): Channel;
  }
}

declare const ledc: ledc.Module | undefined;
