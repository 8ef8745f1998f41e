/**
 * Where the program is: the position that luaL_error puts before a message, and tracebacks in which
 * the simulator's own frames look like the firmware's C functions.
 */
import type { Run } from "./contract";
import { getFrame, throwError, type Frame } from "./native";

const MAX_TRACE_LINES = 20;

const ownSource = getFrame(1, "S")!.source;
const ownFolder = stringMatch(ownSource, "^(.*[/\\])");

/** Whether a frame is the simulator's, told by the folder that this very file came from. */
export function isSimulator(frame: Frame): boolean {
  return ownFolder !== undefined && string.sub(frame.source, 1, ownFolder.length) === ownFolder;
}

/** Runs the program's code: what lies further out on the stack is not the program's. */
export function enterProgram(run: Run): void {
  run();
}

/** "init.lua:3: " for the program line that called the firmware, "" when no line did. */
export function where(): string {
  let level = 2;
  let frame = getFrame(level, "Slf");
  while (frame !== undefined && (frame.what === "tail" || isSimulator(frame))) {
    if (frame.func === enterProgram) return "";
    level += 1;
    frame = getFrame(level, "Slf");
  }
  // Called by pcall itself: luaL_where finds a C function there and says nothing.
  if (frame === undefined || frame.what === "C" || frame.currentline < 0) return "";
  return `${frame.short_src}:${string.format("%d", frame.currentline)}: `;
}

export function raise(message: string): never {
  return throwError(where() + message, 0);
}

export function raiseArgument(position: number, functionName: string, message: string): never {
  return raise(`bad argument #${string.format("%d", position)} to '${functionName}' (${message})`);
}

function describe(frame: Frame): string {
  if (frame.what === "main") return "in main chunk";
  if (frame.name !== undefined && frame.namewhat !== "") {
    const kind = frame.namewhat === "global" ? "function" : frame.namewhat;
    return `in ${kind} '${frame.name}'`;
  }
  return `in function <${frame.short_src}:${string.format("%d", frame.linedefined)}>`;
}

/** `thread` is undefined for the running one. Frames outside of the program are left out. */
export function traceback(message: string, thread?: unknown, firstLevel = 1): string {
  const lines = [message, "stack traceback:"];
  const at = (level: number): Frame | undefined =>
    thread === undefined ? getFrame(level + 2, "nSlf") : getFrame(thread, level, "nSlf");
  let outerName: string | undefined;
  let level = firstLevel;
  let frame = at(level);
  while (frame !== undefined && frame.func !== enterProgram && lines.length < MAX_TRACE_LINES) {
    if (frame.what === "C" || isSimulator(frame)) {
      // A run of C and simulator frames is one C function to the program: the outermost of them.
      // The handler of an error that the VM found bears the name of the operation: no C function.
      outerName = frame.namewhat === "metamethod" ? undefined : frame.name;
    } else if (frame.what !== "tail") {
      if (outerName !== undefined) lines.push(`\t[C]: in function '${outerName}'`);
      outerName = undefined;
      const line = frame.currentline < 0 ? "?" : string.format("%d", frame.currentline);
      lines.push(`\t${frame.short_src}:${line}: ${describe(frame)}`);
    }
    level += 1;
    frame = at(level);
  }
  return table.concat(lines, "\n");
}
