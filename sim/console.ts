/**
 * The console put together: bytes come in, are echoed and make lines, lines go through the stdin
 * pipe to the interpreter, and its prompt follows. Sources: components/base_nodemcu/user_main.c
 * (console_nodemcu_task), components/lua/lua-5.3/lua.c.
 */
import type { AnyFunction } from "./contract";
import type { Kernel } from "./chip";
import { createConsoleInput } from "./console_input";
import { createLineEditor } from "./console_line";
import { createConsoleOutput } from "./console_output";
import { createInterpreter, type Interpreter } from "./interpreter";
import type { Loader } from "./lua_load";
import { throwError } from "./native";
import { createStdinPipe } from "./stdin_pipe";

const OVERFLOW = "Task queue overflow. Task not posted";
const FIRST_PROMPT = "> ";
/** Nothing to run: it brings the first prompt, by the pump. */
const FIRST_LINE = " \n";

/** Who else hears the console's bytes: uart.on("data"). @noSelf */
export interface ByteListener {
  isListening(): boolean;
  feed(byte: number): void;
}

/** @noSelf */
export interface Console {
  /** Standard output: print, io.write, prompts. */
  write(bytes: string): void;
  /** node.output. */
  divert(callback: AnyFunction | undefined, toConsole: boolean): void;
  /** The interpreter's globals and loader, known once the environment stands. */
  attach(globals: Record<string, unknown>, loader: Loader): void;
  /** Runs a chunk as a line of the console; returns its error. */
  run(code: string): string | undefined;
  /** node.input: text for the stdin pipe. Each line runs in a LOW task, then comes the prompt. */
  input(text: string): void;
  /** Bytes come in over the wire. */
  arrive(bytes: string): void;
  /** The first prompt, which waits for the pump. */
  greet(): void;
  setEcho(on: boolean): void;
  /** Whether the interpreter gets what is typed. */
  setRunning(on: boolean): void;
  /** One listener, for a console on a UART. */
  onByte(listener: ByteListener): void;
}

export function createConsole(kernel: Kernel): Console {
  let interpreter: Interpreter | undefined;
  let listener: ByteListener | undefined;
  let running = true;
  const { write, divert } = createConsoleOutput(kernel);

  const pipe = createStdinPipe(
    kernel.tasks,
    (line) => {
      interpreter!.line(line);
      const prompt = interpreter!.prompt();
      editor.setPrompt(prompt);
      write(prompt);
    },
    () => {
      kernel.call(() => throwError(OVERFLOW, 0));
    },
  );

  const editor = createLineEditor(
    {
      write,
      line: (bytes) => {
        if (!pipe.write(bytes)) {
          kernel.crash("panic", `PANIC: unprotected error in call to Lua API (${OVERFLOW})`);
        }
      },
    },
    FIRST_PROMPT,
  );

  const isHeard = (): boolean => listener !== undefined && listener.isListening();

  const input = createConsoleInput(
    kernel,
    {
      wanted: () => running || isHeard(),
      take: (byte) => {
        if (running) editor.feed(byte);
        if (isHeard()) listener!.feed(byte);
      },
    },
    kernel.world.console.kind === "usb",
  );

  return {
    write,
    divert,
    attach: (globals, loader) => {
      interpreter = createInterpreter(kernel, globals, loader, write);
    },
    run: (code) => interpreter!.run(code),
    input: (text) => {
      if (!pipe.write(text)) throwError(OVERFLOW, 0);
    },
    arrive: (bytes) => input.arrive(bytes),
    greet: () => {
      pipe.write(FIRST_LINE);
    },
    setEcho: (on) => editor.setEcho(on),
    setRunning: (on) => {
      running = on;
    },
    onByte: (heard) => {
      listener = heard;
    },
  };
}
