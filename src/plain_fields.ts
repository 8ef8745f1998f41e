/** The application's own fields on the page without JavaScript: simple inputs, in English. */
import { presentTexts } from "./field_store";
import {
  defaultText,
  FieldDefault,
  formatNumber,
  ON,
  optionValue,
  plainWords,
} from "./field_value";
import { escapeHtml } from "./plain_page";
import type { Portal } from "./portal_session";
import type { ChoiceField, Field } from "./wifi_setup_fields";

/** What the browser itself holds the person to. */
function limitsOf(field: Field): string {
  if (field.type === "number") {
    const step = formatNumber(field.step ?? FieldDefault.Step);
    return ` type="number" min="${formatNumber(field.min)}" max="${formatNumber(field.max)}" step="${step}"`;
  }
  const kind = field.type === "password" ? ' type="password"' : "";
  if (field.type !== "text" && field.type !== "password") return kind;
  return `${kind} maxlength="${formatNumber(field.maxLength ?? FieldDefault.MaxLength)}"`;
}

function options(field: ChoiceField, chosen: string | undefined): string {
  const rows = [chosen === undefined ? '<option value="">–</option>' : ""];
  for (const option of field.options) {
    const value = optionValue(option);
    const label = typeof option === "string" ? option : plainWords(option.label ?? value);
    const mark = value === chosen ? " selected" : "";
    rows.push(`<option value="${escapeHtml(value)}"${mark}>${escapeHtml(label)}</option>`);
  }
  return table.concat(rows);
}

/** An empty input leaves the value as it is. */
function input(field: Field, present: string | undefined, isShown: boolean): string {
  const name = `name="field.${field.name}"`;
  const label = escapeHtml(plainWords(field.label));
  const help =
    field.help === undefined ? "" : `<small>${escapeHtml(plainWords(field.help))}</small>`;
  const text =
    (isShown ? present : undefined) ?? (present === undefined ? defaultText(field) : undefined);
  if (field.type === "switch" && isShown) {
    // Of two values with one name the later one counts, and a box that is not checked sends none.
    const mark = text === ON ? " checked" : "";
    return (
      `<label><input type="hidden" ${name} value="0">` +
      `<input type="checkbox" ${name} value="1"${mark}>${label}</label>${help}`
    );
  }
  const id = `f-${field.name}`;
  const isNeeded = field.required === true && present === undefined && text === undefined;
  const needed = isNeeded ? " required" : "";
  const kept = present !== undefined && text === undefined ? ' placeholder="••••••••"' : "";
  const head = `<label for="${id}">${label}</label>${help}`;
  const attributes = `class="in" id="${id}" ${name}${needed}`;
  if (field.type === "choice") {
    return `${head}<select ${attributes}>${options(field, text)}</select>`;
  }
  if (field.type === "switch") {
    const rows =
      '<option value="">–</option><option value="1">On</option><option value="0">Off</option>';
    return `${head}<select ${attributes}>${rows}</select>`;
  }
  const value = text === undefined ? "" : ` value="${escapeHtml(text)}"`;
  return `${head}<input ${attributes}${limitsOf(field)}${value}${kept} autocomplete="off">`;
}

/** What the form has besides the network and its password. */
export function inputs(portal: Portal): string {
  const { fields, saved, setupCode } = portal.options;
  const present = presentTexts(fields!);
  const parts: string[] = [];
  for (const field of fields!) {
    const shown = setupCode === undefined && field.type !== "password";
    parts.push(input(field, present[field.name], shown || present[field.name] === undefined));
  }
  if (saved.network !== undefined) {
    const ssid = escapeHtml(saved.network.ssid);
    parts.push(
      `<label><input type="checkbox" name="saved" value="1">Stay with <bdi>${ssid}</bdi></label>`,
    );
  }
  return table.concat(parts, "\n");
}
