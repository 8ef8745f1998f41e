/** Whether a typed text fits a field, and the value that it stands for. Pure. The browser's twin: www/extra/fields/rules.ts. */
import { hasFormat } from "./field_format";
import { toLua } from "./field_pattern";
import { isValidUtf8 } from "./utf8_codec";
import type { ChoiceField, Field, NumberField, TextField, Words } from "./wifi_setup_fields";

export type Value = string | number | boolean;

export const enum FieldDefault {
  MinLength = 1,
  MaxLength = 64,
  Step = 1,
}

/** A switch as the page sends it. */
export const ON = "1";
export const OFF = "0";

/** More digits than these have no place in the numbers of the firmware. */
const MAX_NUMBER_BYTES = 16;
/** Of a step: what single-precision floats leave uncertain. */
const STEP_SLACK = 0.02;

export function isWhole(value: number): boolean {
  return value === Math.floor(value);
}

/** As people write it, and as `tonumber` reads it back. */
export function formatNumber(value: number): string {
  return isWhole(value) ? string.format("%d", value) : string.format("%.6g", value);
}

/** In English, for answers and logs. */
export function plainWords(words: Words): string {
  if (typeof words === "string") return words;
  let tag = words.en === undefined ? "" : "en";
  // Without English the same one each time: the first in order.
  for (const [language] of pairs(words)) {
    if (tag === "" || (tag !== "en" && language < tag)) tag = language;
  }
  return words[tag] ?? "";
}

/** Whether a number is within the field's range and on one of its steps. */
export function fitsRange(field: NumberField, value: number): boolean {
  if (value < field.min || value > field.max) return false;
  const step = field.step ?? FieldDefault.Step;
  if (isWhole(step) && isWhole(field.min)) {
    return isWhole(value) && (Math.floor(value) - Math.floor(field.min)) % Math.floor(step) === 0;
  }
  const steps = (value - field.min) / step;
  return Math.abs(steps - Math.floor(steps + 0.5)) < STEP_SLACK;
}

/** Decimal, with a point and without an exponent. */
function readNumber(text: string): number | undefined {
  if (text.length > MAX_NUMBER_BYTES) return undefined;
  const isNumber =
    stringFind(text, "^-?%d+$")[0] !== undefined ||
    stringFind(text, "^-?%d*%.%d+$")[0] !== undefined;
  return isNumber ? tonumber(text) : undefined;
}

/** By the text: as a float of the chip 123456789.5 has lost its half. */
function hasFraction(text: string): boolean {
  return stringFind(text, "%.%d*[1-9]")[0] !== undefined;
}

function numberProblem(field: NumberField, text: string): string | undefined {
  const value = readNumber(text);
  const step = field.step ?? FieldDefault.Step;
  const isFine = !(isWhole(step) && isWhole(field.min) && hasFraction(text));
  if (isFine && value !== undefined && fitsRange(field, value)) return undefined;
  const range = `a number from ${formatNumber(field.min)} to ${formatNumber(field.max)}`;
  return step === 1 && isWhole(field.min)
    ? `${range}, without a fraction`
    : `${range}, in steps of ${formatNumber(step)}`;
}

/** The value of one of a choice's options. */
export function optionValue(option: ChoiceField["options"][number]): string {
  return typeof option === "string" ? option : option.value;
}

function choiceProblem(field: ChoiceField, text: string): string | undefined {
  for (const option of field.options) {
    if (optionValue(option) === text) return undefined;
  }
  return "one of the choices";
}

/** What text and password have in common. */
function lineProblem(
  minLength: number | undefined,
  maxLength: number | undefined,
  text: string,
): string | undefined {
  const least = minLength ?? FieldDefault.MinLength;
  const most = maxLength ?? FieldDefault.MaxLength;
  if (text.length < least || text.length > most) {
    return `${formatNumber(least)} to ${formatNumber(most)} characters; accents and emoji count as several`;
  }
  if (stringFind(text, "%c")[0] !== undefined || !isValidUtf8(text)) return "one line of text";
  return undefined;
}

function textProblem(field: TextField, text: string): string | undefined {
  const problem = lineProblem(field.minLength, field.maxLength, text);
  if (problem !== undefined) return problem;
  const { format, pattern } = field;
  const fits =
    (format === undefined || hasFormat(text, format)) &&
    (pattern === undefined || stringFind(text, toLua(pattern)!)[0] !== undefined);
  return fits ? undefined : "the form that is asked for";
}

/**
 * What is wanted instead, when a text is none that the field takes; nothing when it is. An empty one is
 * for the caller: it means that nothing was given.
 *
 * @param field a declaration that has been checked: field_declaration
 */
export function wanted(field: Field, text: string): string | undefined {
  switch (field.type) {
    case "number":
      return numberProblem(field, text);
    case "choice":
      return choiceProblem(field, text);
    case "switch":
      return text === ON || text === OFF ? undefined : "on or off";
    case "password":
      return lineProblem(field.minLength, field.maxLength, text);
    case "text":
      return textProblem(field, text);
  }
}

/** The value that a text stands for which the field takes. */
export function toValue(field: Field, text: string): Value {
  if (field.type === "number") {
    const value = readNumber(text)!;
    return isWhole(value) ? Math.floor(value) : value;
  }
  return field.type === "switch" ? text === ON : text;
}

/** The default as a text; a switch is off without one. */
export function defaultText(field: Field): string | undefined {
  if (field.type === "password") return undefined;
  if (field.type === "switch") return field.default === true ? ON : OFF;
  if (field.type === "number") {
    return field.default === undefined ? undefined : formatNumber(field.default);
  }
  return field.default;
}
