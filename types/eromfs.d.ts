/**
 * NodeMCU module `eromfs`: read-only files inside the firmware. CONFIG_NODEMCU_CMODULE_EROMFS, off
 * by default: `if (eromfs !== undefined)` first. CONFIG_NODEMCU_CMODULE_EROMFS_VOLUMES says which.
 * Source: components/modules/eromfs.c (dev-esp32).
 */

declare namespace eromfs {
  /** @noSelf */
  interface Module {
    /** Names of the volumes. */
    list(): string[];
    /**
     * Then `io.open("/web/index.html")` reads from it. mountPoint: "/web" and its like.
     * Raises "volume x not found", "failed to mount eromfs; code N".
     */
    mount(volume: string, mountPoint: string): void;
    /**
     * Nothing happens where nothing is mounted. Raises "unmounting failed; code N" and "can't umount
     * x from y; volume z is mounted there".
     */
    unmount(volume: string, mountPoint: string): void;
  }
}

declare const eromfs: eromfs.Module | undefined;
