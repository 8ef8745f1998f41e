/**
 * NodeMCU module `heaptrace`: who allocated what. CONFIG_NODEMCU_CMODULE_HEAPTRACE with
 * CONFIG_HEAP_TRACING_STANDALONE, off by default: `if (heaptrace !== undefined)` first.
 * Source: components/modules/heaptrace.c (dev-esp32).
 */

declare namespace heaptrace {
  /** @noSelf */
  interface Module {
    /** What was freed too. */
    readonly TRACE_ALL: number;
    /** Only what is still allocated. */
    readonly TRACE_LEAKS: number;

    /** Stops a trace and makes room. Raises "invalid trace buffer size", "out of memory". */
    init(recordCount: number): void;
    /** Raises "invalid trace mode", "failed to start heap tracing; code N". */
    start(mode: number): void;
    /** Raises "failed to stop heap tracing; code N". */
    stop(): void;
    /** Goes on after stop(). Raises "failed to resume heap tracing; code N". */
    resume(): void;
    /** Prints to the console, past node.output(). */
    dump(): void;
  }
}

declare const heaptrace: heaptrace.Module | undefined;
