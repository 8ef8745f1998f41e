/** POSIX time zones: "CET-1CEST,M3.5.0,M10.5.0/3". Sources: POSIX.1 8.3, newlib's tzset.c. Pure. */
import {
  calendarOf,
  DAY_SECONDS,
  daysTo,
  daysToYear,
  isLeap,
  monthDays,
  weekdayOf,
} from "./calendar";

const HOUR_SECONDS = 3600;
const MINUTE_SECONDS = 60;
const DEFAULT_CHANGE_SECONDS = 2 * HOUR_SECONDS;
/** Without rules: those of the United States. */
const DEFAULT_RULES = ",M3.2.0,M11.1.0";

/** The day of a change and the time of that day. Gives seconds since 1970 on the wall's clock. */
type Change = (year: number) => number;

/** @noSelf */
export interface TimeZone {
  /** Seconds to add to UTC for the wall's clock. */
  offset(utcSeconds: number): number;
  isSummer(utcSeconds: number): boolean;
  /** The other way round. */
  toUtc(wallSeconds: number): number;
}

/** Hours, minutes and seconds with a sign; what follows. */
function readTime(text: string): LuaMultiReturn<[seconds: number | undefined, rest: string]> {
  const [sign, hours, rest] = string.match(text, "^([%+%-]?)(%d+)(.*)$");
  if (hours === undefined) return $multi(undefined, text);
  let seconds = Math.floor(tonumber(hours) ?? 0) * HOUR_SECONDS;
  let left = rest ?? "";
  for (const unit of [MINUTE_SECONDS, 1]) {
    const [digits, after] = string.match(left, "^:(%d+)(.*)$");
    if (digits !== undefined) {
      seconds += Math.floor(tonumber(digits) ?? 0) * unit;
      left = after ?? "";
    }
  }
  return $multi(sign === "-" ? -seconds : seconds, left);
}

function readName(text: string): string | undefined {
  const quoted = stringMatch(text, "^<[%w%+%-]+>(.*)$");
  if (quoted !== undefined) return quoted;
  return stringMatch(text, "^%a%a%a+(.*)$");
}

const number = (digits: string | undefined): number => Math.floor(tonumber(digits ?? "0") ?? 0);

function dayOfWeek(year: number, month: number, week: number, weekday: number): number {
  const first = daysTo(year, month, 1);
  let day = first + ((weekday - weekdayOf(first) + 7) % 7) + (week - 1) * 7;
  while (day >= first + monthDays(year, month)) day -= 7;
  return day;
}

function readChange(text: string): LuaMultiReturn<[change: Change | undefined, rest: string]> {
  const [month, week, weekday, afterM] = string.match(text, "^,M(%d+)%.(%d)%.(%d)(.*)$");
  const [julian, digits, afterJ] = string.match(text, "^,(J?)(%d+)(.*)$");
  if (month === undefined && digits === undefined) return $multi(undefined, text);
  const after = (month === undefined ? afterJ : afterM) ?? "";
  let seconds: number | undefined = DEFAULT_CHANGE_SECONDS;
  let rest = after;
  if (string.sub(after, 1, 1) === "/") {
    const [time, left] = readTime(string.sub(after, 2));
    seconds = time;
    rest = left;
  }
  if (seconds === undefined) return $multi(undefined, text);
  const time = seconds;
  const day = (year: number): number => {
    if (month !== undefined) return dayOfWeek(year, number(month), number(week), number(weekday));
    const count = number(digits);
    if (julian !== "J") return daysToYear(year) + count;
    // Days from 1 to 365: the 29th of February is never counted.
    return daysToYear(year) + count - 1 + (isLeap(year) && count >= 60 ? 1 : 0);
  };
  return $multi((year) => day(year) * DAY_SECONDS + time, rest);
}

function zoneOf(standard: number, summer: number, begin?: Change, end?: Change): TimeZone {
  const isSummer = (utcSeconds: number): boolean => {
    if (begin === undefined || end === undefined) return false;
    const { year } = calendarOf(utcSeconds + standard);
    const from = begin(year) - standard;
    const to = end(year) - summer;
    if (from < to) return utcSeconds >= from && utcSeconds < to;
    return utcSeconds >= from || utcSeconds < to;
  };
  return {
    isSummer,
    offset: (utcSeconds) => (isSummer(utcSeconds) ? summer : standard),
    toUtc: (wallSeconds) => {
      const inSummer = wallSeconds - summer;
      return isSummer(inSummer) ? inSummer : wallSeconds - standard;
    },
  };
}

/** UTC for what can't be read. */
export function readTimeZone(text: string): TimeZone {
  const utc = zoneOf(0, 0);
  const afterName = readName(stringMatch(text, "^:?(.*)$") ?? "");
  if (afterName === undefined) return utc;
  const [west, afterStandard] = readTime(afterName);
  if (west === undefined) return utc;
  const afterSummer = readName(afterStandard);
  // West is positive there, east is here.
  if (afterSummer === undefined) return zoneOf(-west, -west);
  const [summerWest, afterOffset] = readTime(afterSummer);
  const rules = afterOffset === "" ? DEFAULT_RULES : afterOffset;
  const [begin, rest] = readChange(rules);
  const [end] = readChange(rest);
  return zoneOf(-west, summerWest === undefined ? HOUR_SECONDS - west : -summerWest, begin, end);
}
