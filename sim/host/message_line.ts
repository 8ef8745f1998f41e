/** The line protocol with the Lua process: fields by tab, any byte by escape. Latin1 strings. */

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\0": "\\0",
};

const UNESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  t: "\t",
  n: "\n",
  r: "\r",
  "0": "\0",
};

export type Field = string | number;

export function encodeLine(fields: readonly Field[]): string {
  const escape = (field: Field): string =>
    String(field).replace(/[\\\t\n\r\0]/g, (c) => ESCAPES[c] ?? c);
  return fields.map(escape).join("\t") + "\n";
}

export function decodeLine(line: string): string[] {
  return line
    .split("\t")
    .map((field) => field.replace(/\\(.)/g, (_whole, code: string) => UNESCAPES[code] ?? code));
}

export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
export const toBytes = (text: string): Buffer => Buffer.from(text, "latin1");

/** The text of UTF-8 bytes in a latin1 string, or undefined when they are no UTF-8. */
export function decodeUtf8(text: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(toBytes(text));
  } catch {
    return undefined;
  }
}

export const encodeUtf8 = (text: string): string => toText(Buffer.from(text, "utf8"));
