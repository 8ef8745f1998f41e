/**
 * Loggers with names, levels and sinks. What the other parts say goes through the same levels and
 * sinks as soon as this module is loaded; they themselves need only the small module logger.
 */
import * as logger from "./logger";
import { Level } from "./logger";

export type { Level } from "./logger";

/**
 * Takes a line that is severe enough: what it consists of, and as a whole,
 * `WARNING:portal:alpha is now 42`. An error in it ends up on the console, and so does what it logs
 * itself.
 */
export type Sink = (level: Level, name: string, text: string, line: string) => void;

/**
 * Logs one line. Values that do not fit the format, as a word for %d, are added behind it instead.
 * No placeholder is needed where there are no values: "100%" is fine.
 */
export type Log = (format: unknown, ...values: unknown[]) => void;

/**
 * What getLogger returns. Its functions are called with a dot.
 *
 * @noSelf
 */
export interface Logger {
  readonly debug: Log;
  readonly info: Log;
  readonly warning: Log;
  readonly error: Log;
  readonly critical: Log;
  /**
   * Lines below this level are dropped; nothing: the level of all loggers counts.
   *
   * @throws when there is no such level
   * @example require("logging").getLogger("portal").setLevel("DEBUG")
   */
  setLevel(level: Level | undefined): void;
}

const RANKS: Record<Level, number> = { DEBUG: 1, INFO: 2, WARNING: 3, ERROR: 4, CRITICAL: 5 };

const loggers: Record<string, Logger> = {};
/** Those of single loggers. */
const levels: Record<string, Level | undefined> = {};
let commonLevel: Level = "INFO";
let sinks: Sink[] = [toConsole];
/** A sink is running: what it logs must not come back to it. */
let inSink = false;

/**
 * The sink at the beginning: prints the line.
 *
 * @param name the logger's
 * @param text what was logged
 * @param line all of it: `WARNING:portal:alpha is now 42`
 *
 * @example require("logging").setSink(require("logging").toConsole)
 */
export function toConsole(_level: Level, _name: string, _text: string, line: string): void {
  print(line);
}

function checked<L extends Level | undefined>(level: L): L {
  if (level !== undefined && (RANKS[level] as number | undefined) === undefined) {
    error("a level is DEBUG, INFO, WARNING, ERROR or CRITICAL", 3);
  }
  return level;
}

function textOf(format: unknown, ...values: unknown[]): string {
  const [fits, text] = pcall(string.format, format as string, ...values);
  if (fits) return text;
  const parts = [tostring(format)];
  for (const position of $range(1, select("#", ...values))) {
    const [value] = select(position, ...values);
    parts.push(tostring(value));
  }
  return table.concat(parts, " ");
}

function write(level: Level, name: string, format: unknown, ...values: unknown[]): void {
  if (RANKS[level] < RANKS[levels[name] ?? commonLevel]) return;
  const text = textOf(format, ...values);
  const line = `${level}:${name}:${text}`;
  if (inSink) {
    print(line);
    return;
  }
  inSink = true;
  for (const sink of sinks) {
    const [ok, problem] = pcall(sink, level, name, text, line);
    if (!ok) print(`ERROR:logging:a sink failed: ${tostring(problem)}`);
  }
  inSink = false;
}

// The functions of the small module look it up at each call.
(logger as { write: typeof write }).write = write;

/**
 * The logger of this name, always the same one.
 *
 * @param name of a part of the program, as it stands in each line
 * @example
 * local log = require("logging").getLogger("portal")
 * log.warning("%s is now %d", "alpha", 42) -- WARNING:portal:alpha is now 42
 */
export function getLogger(name: string): Logger {
  const known = loggers[name] as Logger | undefined;
  if (known !== undefined) return known;
  const at =
    (level: Level): Log =>
    (format, ...values) =>
      write(level, name, format, ...values);
  const made: Logger = {
    debug: at("DEBUG"),
    info: at("INFO"),
    warning: at("WARNING"),
    error: at("ERROR"),
    critical: at("CRITICAL"),
    setLevel: (level) => {
      levels[name] = checked(level);
    },
  };
  loggers[name] = made;
  return made;
}

/**
 * Drops the lines below this level in all loggers that have none of their own. At first: INFO.
 *
 * @throws when there is no such level
 * @example require("logging").setLevel("WARNING")
 */
export function setLevel(level: Level): void {
  commonLevel = checked(level);
}

/**
 * Sends all lines here instead of anywhere else.
 *
 * @param sink nothing: the console again
 * @example
 * require("logging").setSink(function(level, name, text, line) uart.write(1, line .. "\n") end)
 */
export function setSink(sink: Sink | undefined): void {
  sinks = [sink ?? toConsole];
}

/**
 * Sends all lines here too.
 *
 * @example require("logging").addSink(require("syslog").create({ ip = "192.168.1.10" }))
 */
export function addSink(sink: Sink): void {
  sinks.push(sink);
}
