/** Days and seconds of the Gregorian calendar, exact with every kind of Lua number. Pure. */

export const DAY_SECONDS = 86400;
const HOUR_SECONDS = 3600;
const MINUTE_SECONDS = 60;
const EPOCH_YEAR = 1970;
/** 1970-01-01 was a Thursday; Sunday is 0. */
const EPOCH_WEEKDAY = 4;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Months are 1 to 12, weekdays 0 (Sunday) to 6, days of the year count from 0. */
export interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearDay: number;
}

/** a / b rounded down. Single-precision floats are off by a little: the half mends that. */
export function divide(a: number, b: number): number {
  return Math.floor((a - (a % b)) / b + 0.5);
}

export const isLeap = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const yearDays = (year: number): number => (isLeap(year) ? 366 : 365);

export const monthDays = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1]!;

/** Leap days before a year, since year 0. */
const leapsBefore = (year: number): number =>
  divide(year - 1, 4) - divide(year - 1, 100) + divide(year - 1, 400);

/** Days from 1970-01-01 to the first of January. */
export function daysToYear(year: number): number {
  return (year - EPOCH_YEAR) * 365 + leapsBefore(year) - leapsBefore(EPOCH_YEAR);
}

/** Days from 1970-01-01; months and days outside of their range count on. */
export function daysTo(year: number, month: number, day: number): number {
  const wholeYear = year + divide(month - 1, 12);
  const wholeMonth = ((month - 1) % 12) + 1;
  let days = daysToYear(wholeYear) + day - 1;
  for (const earlier of $range(1, wholeMonth - 1)) days += monthDays(wholeYear, earlier);
  return days;
}

export const weekdayOf = (days: number): number => (days + EPOCH_WEEKDAY) % 7;

export function calendarOf(seconds: number): Calendar {
  const days = divide(seconds, DAY_SECONDS);
  const rest = seconds - days * DAY_SECONDS;
  let year = EPOCH_YEAR + divide(days, 366);
  while (daysToYear(year + 1) <= days) year += 1;
  while (daysToYear(year) > days) year -= 1;
  const yearDay = days - daysToYear(year);
  let month = 1;
  let day = yearDay;
  while (day >= monthDays(year, month)) {
    day -= monthDays(year, month);
    month += 1;
  }
  return {
    year,
    month,
    day: day + 1,
    hour: divide(rest, HOUR_SECONDS),
    minute: divide(rest % HOUR_SECONDS, MINUTE_SECONDS),
    second: rest % MINUTE_SECONDS,
    weekday: weekdayOf(days),
    yearDay,
  };
}
