/**
 * NodeMCU module `time`: clock and calendar. CONFIG_NODEMCU_CMODULE_TIME, off by default:
 * `if (time !== undefined)` first. Source: components/modules/time.c (dev-esp32).
 */

declare namespace time {
  interface Calendar {
    year: number;
    /** 1 to 12. */
    mon: number;
    day: number;
    hour: number;
    min: number;
    sec: number;
    /** 1 is Sunday. */
    wday: number;
    /** 1 to 366. */
    yday: number;
    /** 1 in summer time. */
    dst: number;
  }

  /** @noSelf */
  interface Module {
    /** Since 1970, in UTC; since boot while the clock was never set. */
    get(): LuaMultiReturn<[seconds: number, microseconds: number]>;
    /** Goes through a single-precision float on a stock build: cut to 128 s in these years. */
    set(seconds: number, microseconds?: number): void;
    /** In the time zone. */
    getlocal(): Calendar;
    /** POSIX, as "CET-1CEST,M3.5.0,M10.5.0/3"; an unknown one counts as UTC. */
    settimezone(timezone: string): void;
    /** Needs a network; asks every hour. Default "pool.ntp.org". Once: stop it before a second call. */
    initntp(server?: string): void;
    ntpenabled(): boolean;
    ntpstop(): void;
    /** UTC. Raises "wrong arg range" below 0. */
    epoch2cal(seconds: number): Calendar;
    /**
     * From the time zone; what is missing counts as 1900, January, 0. A single-precision float on a
     * stock build: rounded to 128 s in these years.
     */
    cal2epoch(calendar: Partial<Omit<Calendar, "wday" | "yday" | "dst">>): number;
  }
}

declare const time: time.Module | undefined;
