/**
 * The pipe between what is typed and the interpreter: one line a LOW task, any number of writers.
 * Sources: components/modules/pipe.c (pipe_write_and_read_poster), lua-5.3/lua.c (l_read_stdin).
 */
import type { Tasks } from "./contract";

const LOW = 0;

/** @noSelf */
export interface StdinPipe {
  /** False when there was no slot for the reader's task: then nothing reads the pipe any more. */
  write(text: string): boolean;
}

/** `onStuck` is called in the reader's task when it could not be posted again. */
export function createStdinPipe(
  tasks: Tasks,
  onLine: (line: string) => void,
  onStuck: () => void,
): StdinPipe {
  let waiting = "";
  let posted = false;

  function post(): boolean {
    posted = true;
    return tasks.post(LOW, read);
  }

  function read(): void {
    const [endAt] = stringFind(waiting, "\n", 1, true);
    if (endAt === undefined) {
      posted = false;
      return;
    }
    const line = string.sub(waiting, 1, endAt - 1);
    waiting = string.sub(waiting, endAt + 1);
    onLine(line);
    // The reader comes back once more, to find the pipe empty.
    if (!post()) onStuck();
  }

  return {
    write: (text) => {
      if (text === "") return true;
      waiting += text;
      return posted || post();
    },
  };
}
