/** What is wrong with a declaration of fields, in one sentence. Pure. docs/fields.md. */
import { isFormat } from "./field_format";
import { toLua } from "./field_pattern";
import { defaultText, FieldDefault, isWhole, optionValue, wanted } from "./field_value";
import type { ChoiceField, Field, NumberField, TextField } from "./wifi_setup_fields";

const MOST_FIELDS = 24;
const LONGEST_NAME = 15;
const LONGEST_LABEL = 80;
const LONGEST_HELP = 200;
const LONGEST_TEXT = 200;
const LONGEST_VALUE = 32;
const MOST_OPTIONS = 32;
const LARGEST_NUMBER = 1000000000;
const MOST_STEPS = 100000;
/** Of a form with all fields at their longest, each byte as %XX: sealed, it still fits into a request. */
const MOST_FORM_BYTES = 3072;
const FORM_BYTES_PER_BYTE = 3;
/** Of `&field.=` and the name. */
const FORM_BYTES_PER_FIELD = 8;

const COMMON_KEYS = "name type label help required";
const KEYS: Record<Field["type"], string> = {
  text: "default minLength maxLength pattern format",
  number: "min max step default",
  choice: "options default",
  switch: "default",
  password: "minLength maxLength",
};

function isText(value: unknown, most: number): boolean {
  return type(value) === "string" && value !== "" && (value as string).length <= most;
}

function isWords(value: unknown, most: number): boolean {
  if (type(value) !== "table") return isText(value, most);
  let count = 0;
  for (const [language, text] of pairs(value as Record<string, unknown>)) {
    if (type(language) !== "string" || !isText(text, most)) return false;
    count += 1;
  }
  return count > 0;
}

function isNumber(value: unknown): boolean {
  // A NaN is not equal to itself.
  return type(value) === "number" && value === value && Math.abs(value as number) <= LARGEST_NUMBER;
}

function isLength(value: unknown): boolean {
  if (!isNumber(value)) return false;
  const length = value as number;
  return isWhole(length) && length >= 1 && length <= LONGEST_TEXT;
}

function unknownKey(field: Field): string | undefined {
  const known = ` ${COMMON_KEYS} ${KEYS[field.type]} `;
  for (const [key] of pairs(field)) {
    if (stringFind(known, ` ${tostring(key)} `, 1, true)[0] === undefined) return tostring(key);
  }
  return undefined;
}

function lengthProblem(minLength: unknown, maxLength: unknown): string | undefined {
  const least = minLength ?? FieldDefault.MinLength;
  const most = maxLength ?? FieldDefault.MaxLength;
  if (!isLength(least) || !isLength(most) || (least as number) > (most as number)) {
    return "minLength and maxLength have to be 1 to 200, in this order";
  }
  return undefined;
}

function textProblem(field: TextField): string | undefined {
  if (field.format !== undefined && !isFormat(field.format)) {
    return "format has to be hostname, ipv4, email, url or hex";
  }
  if (field.pattern === undefined) return undefined;
  if (type(field.pattern) !== "string" || toLua(field.pattern) === undefined) {
    return "pattern holds what browser and device can't both match";
  }
  return undefined;
}

function numberProblem(field: NumberField): string | undefined {
  const { min, max } = field;
  const step = field.step ?? FieldDefault.Step;
  if (!isNumber(min) || !isNumber(max) || min >= max) return "min has to be below max";
  if (!isNumber(step) || step <= 0 || step > max - min)
    return "step has to fit between min and max";
  const isFine = (isWhole(step) && isWhole(min)) || (max - min) / step <= MOST_STEPS;
  return isFine ? undefined : "step makes more than 100000 steps";
}

function choiceProblem(field: ChoiceField): string | undefined {
  const { options } = field;
  if (type(options) !== "table" || options.length < 1 || options.length > MOST_OPTIONS) {
    return "options have to be 1 to 32";
  }
  const seen: Record<string, true> = {};
  for (const option of options) {
    const isPlain = type(option) === "string";
    if (!isPlain && type(option) !== "table") return "an option has to be a text or a table";
    const value = optionValue(option);
    if (!isText(value, LONGEST_VALUE) || stringFind(value, "%c")[0] !== undefined) {
      return "the value of an option has to be 1 to 32 bytes of text";
    }
    if (seen[value] !== undefined) return "two options have the same value";
    seen[value] = true;
    const label = isPlain ? undefined : (option as { label?: unknown }).label;
    if (label !== undefined && !isWords(label, LONGEST_LABEL)) {
      return "the label of an option has to be 1 to 80 bytes of text";
    }
  }
  return undefined;
}

/** The type of a default, as Lua calls it. */
const DEFAULT_TYPES: Record<Field["type"], string> = {
  text: "string",
  number: "number",
  choice: "string",
  switch: "boolean",
  password: "nil",
};

function defaultProblem(field: Field): string | undefined {
  const given = (field as { default?: unknown }).default;
  if (given === undefined) return undefined;
  if (type(given) !== DEFAULT_TYPES[field.type]) return "default is of another type";
  if (type(given) === "number" && !isNumber(given)) return "default has to be a number";
  const problem = wanted(field, defaultText(field)!);
  return problem === undefined ? undefined : `default has to be ${problem}`;
}

function kindProblem(field: Field): string | undefined {
  switch (field.type) {
    case "text":
      return lengthProblem(field.minLength, field.maxLength) ?? textProblem(field);
    case "password":
      return lengthProblem(field.minLength, field.maxLength);
    case "number":
      return numberProblem(field);
    case "choice":
      return choiceProblem(field);
    case "switch":
      return undefined;
  }
}

function fieldProblem(field: Field): string | undefined {
  if ((KEYS as Record<string, unknown>)[tostring(field.type)] === undefined) {
    return "type has to be text, number, choice, switch or password";
  }
  const key = unknownKey(field);
  if (key !== undefined) return `${key} means nothing for a ${field.type}`;
  if (!isWords(field.label, LONGEST_LABEL)) {
    return "label has to be 1 to 80 bytes of text, or a table of them by language";
  }
  if (field.help !== undefined && !isWords(field.help, LONGEST_HELP)) {
    return "help has to be 1 to 200 bytes of text, or a table of them by language";
  }
  if (field.required !== undefined && type(field.required) !== "boolean") {
    return "required has to be true or false";
  }
  return kindProblem(field) ?? defaultProblem(field);
}

function formBytes(field: Field): number {
  const bytes =
    field.type === "text" || field.type === "password"
      ? (field.maxLength ?? FieldDefault.MaxLength)
      : LONGEST_VALUE;
  return bytes * FORM_BYTES_PER_BYTE + field.name.length + FORM_BYTES_PER_FIELD;
}

/**
 * One sentence that begins with "fields"; nothing when all is fine.
 *
 * @param fields whatever a program says there
 */
export function problemOf(fields: unknown): string | undefined {
  if (type(fields) !== "table") return "fields has to be a list";
  const list = fields as readonly Field[];
  if (list.length < 1 || list.length > MOST_FIELDS) return "fields has to be a list of 1 to 24";
  const seen: Record<string, true> = {};
  let bytes = 0;
  for (const index of $range(1, list.length)) {
    const field = list[index - 1]!;
    if (type(field) !== "table") return `fields: number ${index} has to be a table`;
    const { name } = field;
    const isName = isText(name, LONGEST_NAME) && stringFind(name, "^%a[%w_]*$")[0] !== undefined;
    if (!isName)
      return `fields: the name of number ${index} has to be a letter, then letters, digits and _`;
    if (seen[name] !== undefined) return `fields: ${name} is there twice`;
    seen[name] = true;
    const problem = fieldProblem(field);
    if (problem !== undefined) return `fields: ${name}: ${problem}`;
    bytes += formBytes(field);
  }
  return bytes > MOST_FORM_BYTES
    ? "fields: all together are too long; shorten maxLength"
    : undefined;
}

/** The same for the two options of a setup, which may be missing. */
export function optionsProblemOf(fields: unknown, fieldsPage: unknown): string | undefined {
  if (fieldsPage !== undefined && type(fieldsPage) !== "boolean") {
    return "fieldsPage has to be true or false";
  }
  return fields === undefined ? undefined : problemOf(fields);
}
