/**
 * NodeMCU module `node`: the chip, tasks, errors. CONFIG_NODEMCU_CMODULE_NODE, on by default.
 * Source: components/modules/node.c (dev-esp32). Absent in spite of the firmware's documentation:
 * restore, setcpufreq, egc.
 */

/** @noSelf */
declare namespace node {
  /** A string with a traceback, unless the program threw something else. */
  type OnError = (this: void, error: unknown) => void;
  type OnOutput = (this: void, chunk: string) => void;

  /**
   * rawInfo: 1 power on, 2 software, 3 other, 4 watchdog. extended: 8 power on, 12 deep sleep,
   * 19 software or panic, 22 brown-out; panicCount only with 19.
   */
  function bootreason(): LuaMultiReturn<
    [rawInfo: number, extended: number, panicCount: number | undefined]
  >;

  /** "0x1234abcd5678". On the classic ESP32 only: feature-test it. */
  const chipid: ((this: void) => string) | undefined;
  /** "esp32", "esp32s3", "esp32c3"… */
  function chipmodel(): string;

  /** Writes NAME.lc beside NAME.lua, without line numbers. Loads the whole file into RAM. */
  function compile(fileName: string): void;

  /** Duration: us and secs add up. Without one only pins or touch wake the chip. */
  interface SleepTime {
    secs?: number;
    us?: number;
  }
  interface DeepSleepOptions extends SleepTime {
    /** RTC pins that wake it, else "Pin N is not an RTC GPIO and cannot be used for wakeup". */
    gpio?: number | readonly number[];
    /** 1 (default): any of them high. 0: low, on the ESP32 all of them, elsewhere any. */
    level?: 0 | 1;
    /** Keeps pull-up and pull-down of those pins powered. */
    pull?: boolean;
    /** RTC pins to cut off from everything, against leaks. */
    isolate?: readonly number[];
    /** As pull, isolate, gpio and level not on C3, C6 and H2, which ignore it. */
    touch?: boolean;
  }
  interface SleepOptions extends SleepTime {
    /** Pins that gpio.wakeup() prepared. */
    gpio?: boolean;
    /** UARTs that uart.wakeup() prepared. */
    uart?: number | readonly number[];
    /** Not on C3, C6 and H2, which ignore it, as ulp. */
    touch?: boolean;
    ulp?: boolean;
  }
  /** A number is microseconds, at most 35 minutes; use secs. Ends in a boot. */
  function dsleep(durationUsOrOptions: number | DeepSleepOptions): void;
  /**
   * Goes on afterwards, and returns what woke it, one of node.wakeup.
   * Raises "WiFi and BT must be stopped before sleeping".
   */
  function sleep(options: SleepOptions): number;

  namespace wakeup {
    const GPIO: 7;
    const TIMER: 4;
    const TOUCHPAD: 5;
    const UART: 8;
    const ULP: 6;
  }

  /** Free bytes of all heaps, those that Lua can't use included. */
  function heap(): number;

  interface HardwareInfo {
    chip_model: string;
    chip_features: number;
    chip_major_rev: number;
    chip_minor_rev: number;
    cpu_cores: number;
    /** KB. */
    flash_size: number;
    flash_id: number;
  }
  interface VersionInfo {
    node_version: string;
    node_version_major: number;
    node_version_minor: number;
    node_version_revision: number;
    git_branch: string;
    git_commit_id: string;
    git_release: string;
    git_commit_dts: string;
  }
  interface BuildInfo {
    ssl: boolean;
    /** Bytes. */
    lfs_size: number;
    number_type: string;
    /** Comma-separated. */
    modules: string;
    esp_console: string;
  }
  /** Without a group: an empty table. */
  function info(): object;
  function info(group: "hw"): HardwareInfo;
  function info(group: "sw_version"): VersionInfo;
  function info(group: "build_config"): BuildInfo;
  function info(group: "lfs" | "default"): object;

  /** Types into the console: needs its "\n"; 255 bytes or more are dropped without a word. */
  function input(text: string): void;
  /** Diverts standard output in chunks of at most 127 bytes; toConsole 0 silences the console. */
  function output(callback: OnOutput | undefined, toConsole?: 0 | 1): void;
  /** False silences the IDF's log lines on the console. */
  function osprint(on: boolean): void;

  /** At once: queued sends are lost and peers see no FIN. */
  function restart(): never;

  /**
   * Replaces the default, which prints the error and restarts after 2 s; undefined brings it back.
   * An error inside the callback loops until the watchdog bites.
   */
  function setonerror(callback?: OnError): void;

  /** Level 1 keeps everything. Returns the level. */
  function stripdebug(level?: 1 | 2 | 3, target?: number | Function): number;

  /** Microseconds as a single-precision float: 2 µs coarse after 33 s, 64 ms after 10 days. */
  function uptime(): LuaMultiReturn<[microseconds: number, high: number]>;

  namespace task {
    const LOW_PRIORITY: 0;
    const MEDIUM_PRIORITY: 1;
    const HIGH_PRIORITY: 2;
    type Priority = 0 | 1 | 2;
    type Task = (this: void, priority: Priority) => void;

    /** Default MEDIUM_PRIORITY. Raises "Task queue overflow. Task not posted". */
    function post(task: Task): void;
    function post(priority: Priority, task: Task): void;
  }

  /** @deprecated node.LFS.reload(); prints a note. */
  function flashreload(imageName: string): string;
  /** @deprecated node.LFS.get() */
  function flashindex(name: string): ((this: void, ...args: unknown[]) => unknown) | undefined;

  /** Modules are fields too, as node.LFS.name in Lua; get() has a type. */
  namespace LFS {
    /** Undefined when the image has no such module. */
    function get(name: string): ((this: void, ...args: unknown[]) => unknown) | undefined;
    /** Sorted; undefined without an image. */
    function list(): string[] | undefined;
    /** Restarts at once without looking at the image; returns only an error. */
    function reload(imageName: string): string;
    const config: {
      lfs_mapped: number;
      lfs_base: number;
      lfs_size: number;
      lfs_used: number;
    };
    const time: number | undefined;
  }
}
