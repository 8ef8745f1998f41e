/**
 * NodeMCU module `otaupgrade`: new firmware while running. CONFIG_NODEMCU_CMODULE_OTAUPGRADE, off by
 * default: `if (otaupgrade !== undefined)` first. The stock partition table has no room for it.
 * Source: components/modules/otaupgrade.c (dev-esp32).
 */

declare namespace otaupgrade {
  interface Partition {
    /** Absent, as all else, when the partition was never written. */
    state?: "new" | "testing" | "valid" | "invalid" | "aborted" | "undefined";
    name?: string;
    version?: string;
    secure_version?: number;
    date?: string;
    time?: string;
    idf_version?: string;
  }

  /** @noSelf */
  interface Module {
    /**
     * Erases the other partition, for seconds. Raises "no OTA partition available", "can't overrite
     * running firmware", "ota data partition invalid", "can't upgrade from unconfirmed firmware",
     * "out of memory", "ota error".
     */
    commence(): void;
    /**
     * The next bytes of the image. Raises "write not possible, use otaupgrade.commence() first",
     * "not a valid ota image", "ota error".
     */
    write(data: string): void;
    /**
     * Checks the image and boots from it next time; restart 1 at once. Raises "no upgrade in
     * progress", "empty firmware image", "validation failed", "ota error".
     */
    complete(restart?: 0 | 1): void;
    /** Keeps the running firmware. Raises "firmware accept failed". */
    accept(): void;
    /** Restarts with the old firmware. Raises "no other firmware to roll back to", "ota error". */
    rollback(): void;
    /** Names of the partitions that run and that boot next, and all of them by name. */
    info(): LuaMultiReturn<
      [running: string | undefined, next: string | undefined, partitions: LuaMap<string, Partition>]
    >;
  }
}

declare const otaupgrade: otaupgrade.Module | undefined;
