/** Whether a typed text fits a field: what the device checks again, src/field_value.ts. Pure. */
import type { Text } from "../../text";
import * as text from "./text";

/** One text, or one for each language. */
export type Words = string | Record<string, string>;

/** As GET /api/fields tells it. */
export interface Field {
  name: string;
  type: "text" | "number" | "choice" | "switch" | "password";
  label: Words;
  help?: Words;
  required?: boolean;
  min?: number;
  max?: number;
  step?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  options?: [string, Words][];
  default?: string;
  value?: string;
  /** Something was typed before that the page does not get. */
  kept?: boolean;
}

/** What is wrong, with what its words mention. */
export interface Problem {
  says: Text;
  values?: Record<string, string>;
}

const LABEL = "[a-z\\d]([a-z\\d-]{0,61}[a-z\\d])?";
const HOST = `(?=[^/?#:]{1,253}(?![^/?#:]))${LABEL}(\\.${LABEL})*`;
const BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const PORT = "(?!0+(?!\\d))(6553[0-5]|655[0-2]\\d|65[0-4]\\d\\d|6[0-4]\\d{3}|0*[1-5]?\\d{1,4})";
const FORMATS: Record<string, string> = {
  hostname: HOST,
  ipv4: `${BYTE}(\\.${BYTE}){3}`,
  email: `[\\w.!#$%&'*+/=?^\`{|}~-]{1,64}@${HOST}`,
  url: `[a-z][a-z\\d+.-]*://${HOST}(:${PORT})?([/?#][!-~]*)?`,
  hex: "[\\da-f]+",
};
/** Slack of the device's numbers. */
const STEP_SLACK = 0.02;

const lengthOf = (value: string) => new TextEncoder().encode(value).length;
const fits = (value: string, pattern: string, flags?: string) =>
  new RegExp(`^(?:${pattern})$`, flags).test(value);

/** The range of a number, for people. */
export function rangeOf(field: Field): Problem {
  const values = { min: `${field.min}`, max: `${field.max}`, step: `${field.step || 1}` };
  return { says: text.steps, values };
}

function isNumber(field: Field, value: string): boolean {
  const steps = (+value - (field.min || 0)) / (field.step || 1);
  return (
    value.length <= 16 &&
    fits(value, "-?(\\d+|\\d*\\.\\d+)") &&
    +value >= (field.min || 0) &&
    +value <= (field.max || 0) &&
    Math.abs(steps - Math.round(steps)) < STEP_SLACK
  );
}

function textProblem(field: Field, value: string): Problem | undefined {
  const min = field.minLength || 1;
  const max = field.maxLength || 64;
  const length = lengthOf(value);
  if (length < min || length > max) {
    return { says: text.length, values: { min: `${min}`, max: `${max}` } };
  }
  const format = FORMATS[field.format || ""];
  const right =
    !/[\0-\x1f\x7f]/.test(value) &&
    (!format || fits(value, format, field.format === "url" ? "" : "i")) &&
    (!field.pattern || fits(value, field.pattern));
  return right ? undefined : { says: text.form };
}

/** What is wrong with a text that is not empty; undefined when it can be sent. */
export function problemOf(field: Field, value: string): Problem | undefined {
  if (field.type === "number") return isNumber(field, value) ? undefined : rangeOf(field);
  if (field.type === "text" || field.type === "password") return textProblem(field, value);
  const values = field.options ? field.options.map((option) => option[0]) : ["0", "1"];
  return values.indexOf(value) < 0 ? { says: text.form } : undefined;
}

/** In the language that the phone likes best of those there are. */
export function wordsFor(words: Words, languages: readonly string[]): string {
  if (typeof words === "string") return words;
  // An object has more names than we gave it, such as "constructor".
  const has = (language: string) => typeof words[language] === "string";
  const tag = languages
    .concat("en", Object.keys(words))
    .map((language) => (has(language) ? language : language.slice(0, 2)))
    .filter(has)[0];
  return words[tag || ""] || "";
}
