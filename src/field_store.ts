/**
 * Keeps what was typed into the fields: one file for all of them, and one for each password. Which files
 * of passwords count says the first one, so that all change in one step. docs/fields.md.
 */
import { problemOf } from "./field_declaration";
import { decodeRecord, encodeRecord, FieldRecord } from "./field_record_codec";
import { defaultText, toValue, Value, wanted } from "./field_value";
import { exists } from "./flash_files";
import { namesWith, read, remove, replace } from "./safe_file";
import type { Field } from "./wifi_setup_fields";

const RECORD_FILE = "wifi_setup_fields.txt";
/** Followed by the field's name, a point, and 1 or 2: with what safe_file adds at most 30 bytes. */
const SECRET_PREFIX = "fieldkey_";
const SETTINGS_FILE = "settings.lua";

/** New texts by the field's name; an empty one forgets what there was. */
export type FieldTexts = Record<string, string>;

function secretFile(name: string, which: number): string {
  return string.format("%s%s.%d", SECRET_PREFIX, name, which);
}

function load(): FieldRecord {
  const text = read(RECORD_FILE);
  return (text === undefined ? undefined : decodeRecord(text)) ?? { texts: {}, secrets: {} };
}

/** What was typed and still fits. */
function textOf(record: FieldRecord, field: Field): string | undefined {
  const which = field.type === "password" ? record.secrets[field.name] : undefined;
  const text = which === undefined ? record.texts[field.name] : read(secretFile(field.name, which));
  return text !== undefined && wanted(field, text) === undefined ? text : undefined;
}

/** The texts that count, by name; of passwords only whether there is one, as an empty text. */
export function presentTexts(fields: readonly Field[]): FieldTexts {
  const record = load();
  const texts: FieldTexts = {};
  for (const field of fields) {
    const text = textOf(record, field);
    if (text !== undefined) texts[field.name] = field.type === "password" ? "" : text;
  }
  return texts;
}

/** Whether a field that is required has no value; false where the declaration is wrong. */
export function lacksValues(fields: readonly Field[]): boolean {
  if (problemOf(fields) !== undefined) return false;
  const record = load();
  for (const field of fields) {
    const text = textOf(record, field) ?? defaultText(field);
    if (field.required === true && text === undefined) return true;
  }
  return false;
}

function declared(fields: readonly Field[] | undefined): readonly Field[] {
  let list = fields;
  if (list === undefined && exists(SETTINGS_FILE)) {
    list = (dofile(SETTINGS_FILE) as { fields?: readonly Field[] } | undefined)?.fields;
  }
  const problem = problemOf(list);
  if (problem !== undefined) error(problem, 0);
  return list!;
}

/** See wifi_setup_fields. */
export function readValues(fields?: readonly Field[]): Record<string, Value> {
  const list = declared(fields);
  const record = load();
  const values: Record<string, Value> = {};
  for (const field of list) {
    const text = textOf(record, field) ?? defaultText(field);
    if (text !== undefined) values[field.name] = toValue(field, text);
  }
  return values;
}

/** Removes the passwords that count no more: from before, or of a change that the power cut short. */
function tidy(record: FieldRecord): void {
  for (const fileName of namesWith(SECRET_PREFIX)) {
    const [name, which] = string.match(fileName, `^${SECRET_PREFIX}([%w_]+)%.([12])`);
    if (name !== undefined && record.secrets[name] !== tonumber(which!, 10)) {
      remove(secretFile(name, tonumber(which!, 10)!));
    }
  }
}

function isSecret(fields: readonly Field[], name: string): boolean {
  for (const field of fields) {
    if (field.name === name) return field.type === "password";
  }
  return false;
}

/**
 * Puts new texts in the place of those of the same names, all at once.
 *
 * @param texts have been checked
 * @returns whether they are kept; if not, all is as it was
 */
export function keep(fields: readonly Field[], changed: FieldTexts): boolean {
  const record = load();
  const { texts, secrets } = record;
  let isWritten = true;
  for (const [name, text] of pairs(changed)) {
    const which = secrets[name] === 1 ? 2 : 1;
    texts[name] = secrets[name] = undefined!;
    if (text === "") continue;
    if (!isSecret(fields, name)) {
      texts[name] = text;
    } else {
      isWritten = isWritten && replace(secretFile(name, which), text);
      secrets[name] = which;
    }
  }
  const isKept = isWritten && replace(RECORD_FILE, encodeRecord(record));
  tidy(isKept ? record : load());
  return isKept;
}

/** All of it. */
export function forget(): void {
  remove(RECORD_FILE);
  tidy({ texts: {}, secrets: {} });
}
