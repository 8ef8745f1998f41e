/**
 * The console's serial line, byte by byte, and the firmware's line editor in Lua: what is typed goes on
 * to the interpreter by us, since the firmware gives it to both of us or to one.
 * Firmware: components/modules/uart.c, components/lua/common/linput.c, node.c (input).
 */
import { guarded } from "./guard";

/** The console, unless it is on the chip's USB: then nothing ever comes here. */
const CONSOLE = 0;
const EVERY_BYTE = 0;
const KEPT_FROM_INTERPRETER = 0;

/** LUA_MAXINPUT: when this one comes, the firmware throws the line away and begins anew. */
const LINE_BYTES = 256;
const RUBOUT = "\b \b";
const DELETE = string.char(127);
/** node.input drops a whole long line without a word; in two pieces it comes. */
const PIECE_BYTES = 200;
/** Runs nothing, and brings the prompt. */
const NOTHING = " \n";

/** A line in the making. */
export interface Editor {
  readonly typed: string[];
  count: number;
  lastEnd: string;
}

export function createEditor(): Editor {
  return { typed: [], count: 0, lastEnd: "" };
}

/** Sends bytes; waits until they are on their way. */
export function send(bytes: string): void {
  uart.write(CONSOLE, bytes);
}

function endLine(editor: Editor): void {
  send("\n");
  const line =
    editor.count === 0 ? NOTHING : `${table.concat(editor.typed, "", 1, editor.count)}\n`;
  editor.count = 0;
  node.input(string.sub(line, 1, PIECE_BYTES));
  if (line.length > PIECE_BYTES) node.input(string.sub(line, PIECE_BYTES + 1));
}

function typeOne(editor: Editor, sign: string): void {
  const { lastEnd } = editor;
  if ((sign === "\n" && lastEnd === "\r") || (sign === "\r" && lastEnd === "\n")) return;
  if (sign === "\b" || sign === DELETE) {
    if (editor.count === 0) return;
    send(RUBOUT);
    editor.count -= 1;
  } else if (sign === "\n" || sign === "\r") {
    editor.lastEnd = sign;
    endLine(editor);
  } else {
    editor.lastEnd = "";
    send(sign);
    if (editor.count + 1 >= LINE_BYTES) editor.count = 0;
    editor.typed[editor.count] = sign;
    editor.count += 1;
  }
}

/** What was typed: is echoed, and when a line ends it runs. */
export function typeIn(editor: Editor, bytes: string): void {
  for (const at of $range(1, bytes.length)) typeOne(editor, string.sub(bytes, at, at));
}

/** From now on each byte that comes is given to onByte, and the interpreter gets what typeIn is given. */
export function open(onByte: (this: void, byte: string) => void): void {
  // The firmware makes the buffer only here, though it says no.
  uart.start(CONSOLE);
  uart.on(CONSOLE, "data", EVERY_BYTE, guarded("serial", onByte), KEPT_FROM_INTERPRETER);
}

/** The interpreter has the line to itself again. */
export function close(): void {
  uart.on(CONSOLE, "data");
  uart.stop(CONSOLE);
}
