/**
 * Log lines on the console: `INFO:portal:open at 192.168.4.1`. No line ever holds a secret.
 * The format takes what string.format takes.
 */

/** What became of something, worth reading when nothing is wrong. */
export function info(component: string, format: string, ...values: (string | number)[]): void {
  print(`INFO:${component}:${string.format(format, ...values)}`);
}

/** Something went wrong and was survived. */
export function warning(component: string, format: string, ...values: (string | number)[]): void {
  print(`WARNING:${component}:${string.format(format, ...values)}`);
}
