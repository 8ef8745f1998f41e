/**
 * The wire to the Node side of nodemcu-sim: one message a line on standard input and output,
 * fields by tab, any byte by escape. Turn based, see docs/simulator-protocol.md.
 */

export type Field = string | number;

const ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};
ESCAPES[string.char(0)] = "\\0";

const UNESCAPES: Record<string, string> = { "\\": "\\", t: "\t", n: "\n", r: "\r" };
UNESCAPES["0"] = string.char(0);

export function encodeFields(fields: readonly Field[]): string {
  const escaped: string[] = [];
  for (const field of fields) {
    const text = typeof field === "number" ? string.format("%d", field) : field;
    const [safe] = string.gsub(text, "[\\\t\n\r%z]", ESCAPES);
    escaped.push(safe);
  }
  return table.concat(escaped, "\t");
}

export function decodeFields(line: string): string[] {
  const fields: string[] = [];
  for (const [field] of string.gmatch(`${line}\t`, "([^\t]*)\t")) {
    const [bytes] = string.gsub(field ?? "", "\\(.)", UNESCAPES);
    fields.push(bytes);
  }
  return fields;
}

/** Sends a message; it leaves at the end of the turn. */
export function sayFields(fields: readonly Field[]): void {
  io.stdout.write(encodeFields(fields), "\n");
}

export function say(...fields: Field[]): void {
  sayFields(fields);
}

export function flush(): void {
  io.stdout.flush();
}

/** Events of this turn that came before the answer to a question. */
const waiting: string[][] = [];

function read(): string[] | undefined {
  const line = io.stdin.read("*l") as string | undefined;
  return line === undefined ? undefined : decodeFields(line);
}

/** The next message, or undefined when the Node side is gone. */
export function hear(): string[] | undefined {
  return waiting.shift() ?? read();
}

/** Asks in the middle of a turn: gives the messages of `kind` that come until `lastKind`. */
export function ask(
  question: string,
  kind: string,
  lastKind: string,
  ...more: Field[]
): string[][] {
  say(question, ...more);
  flush();
  const answers: string[][] = [];
  let message = read();
  while (message !== undefined && message[0] !== lastKind) {
    if (message[0] === kind) answers.push(message);
    else waiting.push(message);
    message = read();
  }
  return answers;
}

export function startLink(): void {
  io.stdout.setvbuf("full");
}
