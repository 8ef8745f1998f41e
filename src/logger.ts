/**
 * Log lines on the console: `INFO:portal:open at 192.168.4.1`. No line ever holds a secret.
 * The format takes what string.format takes. Levels, loggers and other sinks: logging.
 */

/** How severe a line is, mildest first. */
export type Level = "DEBUG" | "INFO" | "WARNING" | "ERROR" | "CRITICAL";

/** Writes any line. Once the module logging is loaded, its own function stands in this place. */
export function write(
  level: Level,
  component: string,
  format: string,
  ...values: (string | number)[]
): void {
  print(`${level}:${component}:${string.format(format, ...values)}`);
}

/** What became of something, worth reading when nothing is wrong. */
export function info(component: string, format: string, ...values: (string | number)[]): void {
  write("INFO", component, format, ...values);
}

/** Something went wrong and was survived. */
export function warning(component: string, format: string, ...values: (string | number)[]): void {
  write("WARNING", component, format, ...values);
}
