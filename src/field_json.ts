/** A field as the page gets it, in JSON. Pure. The page's side: www/extra/fields.ts. */
import { defaultText, formatNumber, optionValue } from "./field_value";
import { encodeString } from "./json_codec";
import { defuse, toJsonEscape } from "./portal_words";
import type { ChoiceField, Field, Words } from "./wifi_setup_fields";

function jsonText(text: string): string {
  return defuse(encodeString(text), toJsonEscape);
}

function jsonWords(words: Words): string {
  if (typeof words === "string") return jsonText(words);
  const members: string[] = [];
  for (const [language, text] of pairs(words)) {
    members.push(`${jsonText(language)}:${jsonText(text)}`);
  }
  table.sort(members);
  return `{${table.concat(members, ",")}}`;
}

/** `[value, label]` each; without a label the value is it. */
function jsonOptions(field: ChoiceField): string {
  const rows: string[] = [];
  for (const option of field.options) {
    const value = optionValue(option);
    const label = typeof option === "string" ? value : (option.label ?? value);
    rows.push(`[${jsonText(value)},${jsonWords(label)}]`);
  }
  return `[${table.concat(rows, ",")}]`;
}

/**
 * @param present what was typed before; nothing when nothing was
 * @param isShown the page may have it, if it is no password
 */
export function describeField(field: Field, present: string | undefined, isShown: boolean): string {
  const members = [
    `"name":"${field.name}","type":"${field.type}","label":${jsonWords(field.label)}`,
  ];
  const addNumber = (name: string, value: number | undefined) => {
    if (value !== undefined) members.push(`"${name}":${formatNumber(value)}`);
  };
  const addText = (name: string, value: string | undefined) => {
    if (value !== undefined) members.push(`"${name}":${jsonText(value)}`);
  };
  if (field.help !== undefined) members.push(`"help":${jsonWords(field.help)}`);
  if (field.required === true) members.push('"required":true');
  if (field.type === "number") {
    addNumber("min", field.min);
    addNumber("max", field.max);
    addNumber("step", field.step);
  } else if (field.type === "choice") {
    members.push(`"options":${jsonOptions(field)}`);
  } else if (field.type !== "switch") {
    addNumber("minLength", field.minLength);
    addNumber("maxLength", field.maxLength);
  }
  if (field.type === "text") {
    addText("pattern", field.pattern);
    addText("format", field.format);
  }
  addText("default", defaultText(field));
  if (present !== undefined) {
    if (isShown && field.type !== "password") addText("value", present);
    else members.push('"kept":true');
  }
  return `{${table.concat(members, ",")}}`;
}
