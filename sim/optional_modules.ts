/** The firmware modules that a default build lacks and this simulator can switch on. */

export type OptionalModule =
  "crypto" | "encoder" | "qrcodegen" | "rtcmem" | "sjson" | "sodium" | "time";

export const OPTIONAL_MODULES: readonly OptionalModule[] = [
  "crypto",
  "encoder",
  "qrcodegen",
  "rtcmem",
  "sjson",
  "sodium",
  "time",
];
