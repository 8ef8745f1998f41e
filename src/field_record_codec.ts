/**
 * The file in which fields are kept, as text: a line for each value. It is never run as Lua. Pure.
 */

export interface FieldRecord {
  /** Texts by the field's name: one line each. */
  readonly texts: Record<string, string>;
  /** Of a password, which of its two files holds it: 1 or 2. */
  readonly secrets: Record<string, number>;
}

const TITLE = "wifi_setup fields 1\n";

/** Names in order, so that the same values are the same file. */
function sortedNames(values: object): string[] {
  const names: string[] = [];
  for (const [name] of pairs(values)) names.push(name as string);
  table.sort(names);
  return names;
}

export function encodeRecord(record: FieldRecord): string {
  const lines: string[] = [TITLE];
  for (const name of sortedNames(record.texts)) lines.push(`text ${name} ${record.texts[name]}\n`);
  for (const name of sortedNames(record.secrets)) {
    lines.push(string.format("secret %s %d\n", name, record.secrets[name]!));
  }
  return table.concat(lines);
}

/** Nothing where the text is no such record. Lines that are none of ours count for nothing. */
export function decodeRecord(text: string): FieldRecord | undefined {
  if (string.sub(text, 1, TITLE.length) !== TITLE) return undefined;
  const texts: Record<string, string> = {};
  const secrets: Record<string, number> = {};
  for (const [line] of string.gmatch(string.sub(text, TITLE.length + 1), "([^\n]*)\n")) {
    const [name, value] = string.match(line!, "^text ([%w_]+) (.*)$");
    const [secret, which] = string.match(line!, "^secret ([%w_]+) ([12])$");
    if (name !== undefined) texts[name] = value!;
    if (secret !== undefined) secrets[secret] = tonumber(which!, 10)!;
  }
  return { texts, secrets };
}
