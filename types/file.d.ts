/**
 * NodeMCU module `file`: the SPIFFS directory. CONFIG_NODEMCU_CMODULE_FILE, on by default.
 * Source: components/modules/file.c (dev-esp32). Contents go through Lua's `io`.
 *
 * Names are flat and at most 31 bytes; "/x" is another file than "x". Four files open at once,
 * require and rename included.
 */

/** @noSelf */
declare namespace file {
  /** Name to size in bytes; undefined when the directory can't be opened. */
  function list(directory?: string): LuaMap<string, number> | undefined;
  function exists(name: string): boolean;
  /** Says nothing when it fails. */
  function remove(name: string): void;
  /** False when newName exists: remove it first. */
  function rename(oldName: string, newName: string): boolean;
  /** Bytes. Raises "spiffs file system not mounted", "file system error". */
  function fsinfo(): LuaMultiReturn<[remaining: number, used: number, total: number]>;
  /** Erases everything, for seconds. Raises "Failed to format file system". */
  function format(): void;
  /** Always raises on SPIFFS: "failed to create directory 'x'; code N". */
  function mkdir(name: string): void;
  /** Always raises on SPIFFS: "failed to remove directory 'x'; code N". */
  function rmdir(name: string): void;
}
