/**
 * The console's line editor: echo, backspace, ends of lines, and what becomes of long ones.
 * Source: components/lua/common/linput.c (feed_lua_input).
 */

/** LUA_MAXINPUT: a line has at most one less, beside its end. */
const BUFFER_BYTES = 256;
const BACKSPACE = 8;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const DELETE = 127;
const RUBOUT = "\b \b";

/** @noSelf */
export interface LineEditorOutput {
  /** Standard output. */
  write(bytes: string): void;
  /** A line with its LF. */
  line(bytes: string): void;
}

/** @noSelf */
export interface LineEditor {
  feed(byte: number): void;
  /** What an empty line is answered with. */
  setPrompt(text: string): void;
  setEcho(on: boolean): void;
}

export function createLineEditor(output: LineEditorOutput, firstPrompt: string): LineEditor {
  const collected: string[] = [];
  let count = 0;
  let lastEnd = 0;
  let prompt = firstPrompt;
  let echoes = true;

  function echo(bytes: string): void {
    if (echoes) output.write(bytes);
  }

  function endLine(): void {
    echo("\n");
    if (count === 0) {
      output.write(prompt);
      return;
    }
    const line = table.concat(collected, "", 1, count);
    // Before the line goes on: whoever takes it may take the chip down.
    count = 0;
    output.line(`${line}\n`);
  }

  function rubOut(): void {
    if (count === 0) return;
    echo(RUBOUT);
    count -= 1;
  }

  return {
    feed: (byte) => {
      // The other half of a CR LF or LF CR; what ended the last line stays in mind until text comes.
      if (byte === LINE_FEED && lastEnd === CARRIAGE_RETURN) return;
      if (byte === CARRIAGE_RETURN && lastEnd === LINE_FEED) return;
      if (byte === BACKSPACE || byte === DELETE) {
        rubOut();
      } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        lastEnd = byte;
        endLine();
      } else {
        lastEnd = 0;
        const character = string.char(byte);
        echo(character);
        // All that was collected is thrown away: the tail of a line that is too long runs.
        if (count + 1 >= BUFFER_BYTES) count = 0;
        collected[count] = character;
        count += 1;
      }
    },
    setPrompt: (text) => {
      prompt = text;
    },
    setEcho: (on) => {
      echoes = on;
    },
  };
}
