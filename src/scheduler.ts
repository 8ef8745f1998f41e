/**
 * Jobs at intervals and after delays, all on one timer of the firmware, which is set to the job
 * that is due next. Intervals may be longer than that timer can wait, and than 32 bits of
 * milliseconds.
 */
import { warning } from "./logger";
import { after as startTimer, Timer } from "./timer";
import { between, DAY_MS, later, STEP_MS, tellTime } from "./uptime_clock";

/** The type of the value CancelJob. */
export interface CancelJob {
  readonly kind: "CancelJob";
}

/** What a job does. It may add and cancel jobs, itself too; an error in it becomes a log line. */
export type Work = () => CancelJob | void;

/** A job as cancelJob takes it; its fields are nobody's business. */
export interface Job {
  /** Nothing once it was cancelled. */
  work: Work | undefined;
  /** Of `every`, not of `after`. */
  readonly repeats: boolean;
  /** The interval: so many days and the rest. */
  readonly days: number;
  /** Less than a day. */
  readonly restMs: number;
  /** On the uptime's clock, which turns over. */
  dueMs: number;
  /** From dueMs on. */
  daysLeft: number;
}

/** `every(5).seconds` */
export interface Interval {
  /**
   * Starts the job; its first run is one interval from now.
   *
   * @returns the job, as cancelJob takes it
   * @throws when the work is no function
   * @example local job = scheduler.every(5).seconds.run(function() print("tick") end)
   */
  run(this: void, work: Work): Job;
}

/** The units of time. */
type Singular = "millisecond" | "second" | "minute" | "hour" | "day";

/** `every(5)`: each unit, with and without its s. */
export type Units = Readonly<Record<Singular | `${Singular}s`, Interval>>;

/** A job returns it to be removed. */
export const CancelJob: CancelJob = { kind: "CancelJob" };

/** One wait. The timer would take 6870947. */
const LONGEST_WAIT_MS = 3600000;

const UNITS_MS: Record<Singular, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60000,
  hour: 3600000,
  day: DAY_MS,
};

const jobs: Job[] = [];
/** Those whose time has come, in their order. */
const ready: Job[] = [];
let timer: Timer | undefined;
/** When the timer fires; nothing while it rests. */
let alarmMs: number | undefined;
let nowMs = 0;

function earliest(): Job | undefined {
  let found: Job | undefined;
  for (const job of jobs) {
    if (found === undefined || between(found.dueMs, job.dueMs) < 0) found = job;
  }
  return found;
}

function rest(): void {
  timer?.stop();
  alarmMs = undefined;
}

/** Sets the timer to this job, unless it fires before that anyway. */
function setAlarm(job: Job): void {
  const leftMs = Math.max(STEP_MS, Math.min(LONGEST_WAIT_MS, between(nowMs, job.dueMs)));
  const waitMs = Math.ceil(leftMs / STEP_MS) * STEP_MS;
  const wantedMs = later(nowMs, waitMs);
  if (alarmMs !== undefined && between(alarmMs, wantedMs) >= 0) return;
  alarmMs = wantedMs;
  if (timer === undefined) timer = startTimer(waitMs, onAlarm);
  else timer.restart(waitMs);
}

function remove(job: Job): void {
  for (const position of $range(1, jobs.length)) {
    if (jobs[position - 1] === job) {
      table.remove(jobs, position);
      return;
    }
  }
}

/** The next time on the job's grid that is not over; what was missed meanwhile is left out. */
function moveOn(job: Job): void {
  let byMs = job.restMs;
  if (job.days === 0) {
    const lateMs = between(job.dueMs, nowMs);
    byMs += lateMs - (lateMs % job.restMs);
  }
  job.dueMs = later(job.dueMs, byMs);
  job.daysLeft = job.days;
}

function onDue(job: Job): void {
  if (job.daysLeft > 0) {
    job.daysLeft -= 1;
    job.dueMs = later(job.dueMs, DAY_MS);
    return;
  }
  ready.push(job);
  if (job.repeats) moveOn(job);
  else remove(job);
}

function runJob(job: Job): void {
  // A job that ran before it may have cancelled it.
  if (job.work === undefined) return;
  const [ok, result] = protectedCall(job.work);
  if (!ok) warning("scheduler", "%s", tostring(result));
  if (!job.repeats || result === CancelJob) cancelJob(job);
}

function onAlarm(): void {
  nowMs = tellTime(alarmMs, nowMs);
  rest();
  let job = earliest();
  while (job !== undefined && between(nowMs, job.dueMs) <= 0) {
    onDue(job);
    job = earliest();
  }
  // Before the jobs run: what they take is no part of the next wait.
  if (job !== undefined) setAlarm(job);
  while (ready.length > 0) runJob(table.remove(ready, 1)!);
}

function add(count: number, unitMs: number, repeats: boolean, work: Work): Job {
  if (type(work) !== "function") error("a job has to be a function", 2);
  // Days apart: a month in milliseconds is more than 32 bits hold.
  const unitsPerDay = Math.floor(DAY_MS / unitMs);
  const units = count % unitsPerDay;
  const days = Math.floor((count - units) / unitsPerDay);
  const leastMs = days === 0 ? STEP_MS : 0;
  const restMs = Math.max(leastMs, Math.floor(units * unitMs));
  nowMs = tellTime(undefined, alarmMs !== undefined ? nowMs : undefined);
  const dueMs = later(nowMs, restMs);
  const job: Job = { work, repeats, days, restMs, dueMs, daysLeft: days };
  jobs.push(job);
  setAlarm(job);
  return job;
}

function isAmount(value: unknown): boolean {
  return type(value) === "number" && (value as number) >= 0 && (value as number) < math.huge;
}

const intervals = {
  __index(this: { count: number }, unit: string): Interval {
    const [singular] = string.gsub(unit, "s$", "");
    const unitMs = UNITS_MS[singular as Singular] as number | undefined;
    if (unitMs === undefined) return error(`there is no unit of time "${unit}"`, 2);
    return { run: (work) => add(this.count, unitMs, true, work) };
  },
};

/**
 * Begins to describe a job that runs again and again.
 *
 * A job that takes long does not shift the later runs; those that it left no time for are left out.
 * A run comes up to 10 ms early or late, as the firmware's timers count in tens, and later where
 * another callback keeps the chip busy. The shortest interval is 10 ms.
 *
 * @param count above 0, also a fraction: every(0.5).seconds
 * @returns the units: milliseconds, seconds, minutes, hours, days, and each without its s
 * @throws for any other count, and for a unit that there is not
 * @example
 * local scheduler = require("scheduler")
 * local job = scheduler.every(5).seconds.run(function() print("tick") end)
 * scheduler.every(1).hour.run(function() return scheduler.CancelJob end) -- once
 */
export function every(count: number): Units {
  if (!isAmount(count) || count === 0) error("every needs a number above 0", 2);
  return setmetatable({ count }, intervals) as unknown as Units;
}

/**
 * Runs a job once.
 *
 * @param delayMs 0 or more, also more than a month; less than 10 becomes 10
 * @returns the job, as cancelJob takes it
 * @throws for any other delay, and when the work is no function
 * @example require("scheduler").after(1500, function() print("a second and a half later") end)
 */
export function after(delayMs: number, work: Work): Job {
  if (!isAmount(delayMs)) error("after needs milliseconds, 0 or more", 2);
  return add(delayMs, 1, false, work);
}

/**
 * Removes a job, from within a job too; one that is due at this very moment does not run any more.
 *
 * @returns whether it was still there
 * @example
 * local job = scheduler.every(1).minute.run(measure)
 * scheduler.cancelJob(job)
 */
export function cancelJob(job: Job): boolean {
  const wasThere = job.work !== undefined;
  job.work = undefined;
  remove(job);
  if (jobs.length === 0) rest();
  return wasThere;
}

/**
 * How many jobs wait for their time.
 *
 * @example print(require("scheduler").pending() .. " jobs")
 */
export function pending(): number {
  return jobs.length;
}
