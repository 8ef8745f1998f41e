/**
 * NodeMCU module `pipe`: a queue of bytes. CONFIG_NODEMCU_CMODULE_PIPE, on by default (Lua needs it).
 * Source: components/modules/pipe.c (dev-esp32).
 */

/** @noSelf */
declare namespace pipe {
  /**
   * How much read() takes: a number of bytes, or up to a character, which is dropped, or kept when a
   * "+" follows ("\n+"). Default "\n". Raises "invalid chunk size", "invalid delimiter".
   */
  type Extent = number | string;
  /** True: call again while something is left. False: only after the next write(). */
  type OnWrite = (this: void, pipe: Pipe) => boolean | void;

  interface Pipe {
    /** Never waits: undefined when empty, and less when not all is there yet. */
    read(extent?: Extent): string | undefined;
    /** A function that reads so, for `for … in` in Lua. */
    reader(extent?: Extent): (this: void) => string | undefined;
    /** Puts bytes back in front. Raises "must be a string". */
    unread(data: string): void;
    write(data: string): void;
    /** Blocks of memory in use: 0 when empty. */
    nrec(): number;
    /** Blocks of memory and one. */
    readonly __len: LuaLengthMethod<number>;
  }

  /**
   * With a callback: it runs as a task after write(). priority: node.task's, default
   * MEDIUM_PRIORITY. Raises "invalid priority".
   */
  function create(callback?: OnWrite, priority?: node.task.Priority): Pipe;
}
