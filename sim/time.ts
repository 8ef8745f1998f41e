/** The module `time`. Source: components/modules/time.c. */
import { checkInteger, checkNumber, checkString, checkTable, FIELD } from "./arguments";
import { calendarOf, DAY_SECONDS, daysTo, type Calendar } from "./calendar";
import type { Kernel } from "./chip";
import { isNumberLike } from "./lua_arguments";
import type { NetContext } from "./net_sockets";
import { createSntp } from "./sntp";
import { readTimeZone } from "./time_zone";

const DEFAULT_SERVER = "pool.ntp.org";
const MICROSECONDS_PER_MS = 1000;
/** Numbers up to here are exact in the chip's floats. */
const SINGLE_LIMIT = 16777216;

/** A whole number after it was a float of the chip: 24 bits are left. */
function toSingle(value: number): number {
  const size = Math.abs(value);
  let step = 1;
  while (step < 128 && size >= SINGLE_LIMIT * step) step *= 2;
  const rest = value % step;
  const down = value - rest;
  if (rest * 2 < step) return down;
  // Halfway it goes to the even one.
  const isOdd = down % (2 * step) !== 0;
  return rest * 2 > step || isOdd ? down + step : down;
}

function tableOf(calendar: Calendar, isSummer: boolean): Record<string, number> {
  return {
    yday: calendar.yearDay + 1,
    wday: calendar.weekday + 1,
    year: calendar.year,
    mon: calendar.month,
    day: calendar.day,
    hour: calendar.hour,
    min: calendar.minute,
    sec: calendar.second,
    dst: isSummer ? 1 : 0,
  };
}

export function createTime(kernel: Kernel, net: NetContext): Record<string, unknown> {
  const { wallClock } = kernel.world;
  const sntp = createSntp(kernel, net);
  let zone = readTimeZone("");

  function field(values: Record<string, unknown>, name: string, byDefault: number): number {
    const value = values[name];
    return value === undefined ? byDefault : checkInteger(value, FIELD, "cal2epoch");
  }

  return {
    get: () => {
      const [seconds, milliseconds] = wallClock.now();
      return $multi(seconds, milliseconds * MICROSECONDS_PER_MS);
    },
    set: (secondsValue: unknown, microsecondsValue: unknown) => {
      const seconds = Math.floor(checkNumber(secondsValue, 1, "set"));
      const given = isNumberLike(microsecondsValue) ? tonumber(microsecondsValue as number) : 0;
      const microseconds = Math.floor(given ?? 0);
      wallClock.set(toSingle(seconds), Math.floor(microseconds / MICROSECONDS_PER_MS));
    },
    getlocal: () => {
      const [seconds] = wallClock.now();
      const calendar = calendarOf(seconds + zone.offset(seconds));
      return tableOf(calendar, zone.isSummer(seconds));
    },
    settimezone: (text: unknown) => {
      zone = readTimeZone(checkString(text, 1, "settimezone"));
    },
    initntp: (server: unknown) => {
      const name = server === undefined ? DEFAULT_SERVER : checkString(server, 1, "initntp");
      if (sntp.enabled()) kernel.crash("abort", "assert failed: sntp_setoperatingmode sntp.c");
      sntp.start(name);
    },
    ntpenabled: () => sntp.enabled(),
    ntpstop: sntp.stop,
    epoch2cal: (value: unknown) => {
      const seconds = checkInteger(value, 1, "epoch2cal");
      if (seconds < 0) kernel.argumentError(1, "epoch2cal", "wrong arg range");
      return tableOf(calendarOf(seconds), false);
    },
    // On the wall's clock; a float of the chip.
    cal2epoch: (given: unknown) => {
      checkTable(given, 1, "cal2epoch");
      const values = given as Record<string, unknown>;
      const year = field(values, "year", 1900);
      const month = field(values, "mon", 1);
      const day = field(values, "day", 0);
      const hour = field(values, "hour", 0);
      const minute = field(values, "min", 0);
      const second = field(values, "sec", 0);
      const days = daysTo(year, month, day);
      const wall = days * DAY_SECONDS + hour * 3600 + minute * 60 + second;
      return toSingle(zone.toUtc(wall)) / 1;
    },
  };
}
