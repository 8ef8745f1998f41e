/**
 * Log lines on the console: `INFO:setup:online`. No line ever holds a secret.
 * The format takes what string.format takes. Levels, loggers and other sinks: logging.
 */

/** How severe a line is, mildest first. */
export type Level = "DEBUG" | "INFO" | "WARNING" | "ERROR" | "CRITICAL";

/**
 * Writes any line. Once the module logging is loaded, its own function stands in this place.
 * Raises, as string.format does, for values that do not fit the format; that of logging does not.
 *
 * @param component the part of the program that says it
 * @example require("logger").write("DEBUG", "door", "%d mm open", 42) -- DEBUG:door:42 mm open
 */
export function write(
  level: Level,
  component: string,
  format: string,
  ...values: (string | number)[]
): void {
  print(`${level}:${component}:${string.format(format, ...values)}`);
}

/**
 * What became of something, worth reading when nothing is wrong. Raises as write does.
 *
 * @example require("logger").info("door", "open at %s", "192.168.4.1")
 */
export function info(component: string, format: string, ...values: (string | number)[]): void {
  write("INFO", component, format, ...values);
}

/**
 * Something went wrong and was survived. Raises as write does.
 *
 * @example require("logger").warning("door", "jammed %d times", 3)
 */
export function warning(component: string, format: string, ...values: (string | number)[]): void {
  write("WARNING", component, format, ...values);
}
