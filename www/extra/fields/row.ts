/** One field as a person sees it: label, help, input, and a line for what is wrong. */
import type { Kit } from "../../kit";
import { hide, show } from "../../text";
import { problemOf, wordsFor, rangeOf, type Field, type Problem } from "./rules";
import * as text from "./text";

/** What is typed in a field, over all redraws of the page. */
export interface Entry {
  field: Field;
  /** What stood there first. */
  first: string;
  typed: string;
  dropped: boolean;
}

export interface Row {
  entry: Entry;
  input: HTMLInputElement | HTMLSelectElement;
  node: HTMLElement;
  /** Says what is wrong. `pressed`: it is no hint any more. */
  check(pressed: boolean): boolean;
}

export function entryOf(field: Field): Entry {
  const first = field.value || (field.kept ? "" : field.default) || "";
  return { field, first, typed: first, dropped: false };
}

/** Nothing when it can be sent. */
function findProblem(entry: Entry): Problem | undefined {
  const field = entry.field;
  if (entry.typed) return problemOf(field, entry.typed);
  const stays = field.default !== undefined || (field.kept && !entry.dropped);
  return field.required && !stays ? { says: text.needed } : undefined;
}

/** What is said where nothing is wrong. */
function hintOf(entry: Entry): Problem | undefined {
  if (entry.dropped) return { says: text.removed };
  if (entry.field.kept && !entry.typed) return { says: text.kept };
  return entry.field.type === "number" ? rangeOf(entry.field) : undefined;
}

export function rowOf(page: Kit, entry: Entry): Row {
  const field = entry.field;
  const element = page.element;
  const words = (label: Field["label"]) => wordsFor(label, navigator.languages || []);
  const id = `f-${field.name}`;
  const isSwitch = field.type === "switch" && !field.kept;
  const onAndOff = [text.on, text.off].map((one, at): [string, string] => [
    `${1 - at}`,
    page.texts[one]!,
  ]);
  const options = field.type === "switch" ? onAndOff : field.options;
  const isGiven = entry.first && (field.required || field.default !== undefined);
  const attributes = {
    id,
    "aria-describedby": `${id}-hint`,
    "aria-required": `${!!field.required}`,
  };
  const input: Row["input"] =
    options && !isSwitch
      ? element(
          "select",
          attributes,
          ...(isGiven ? [] : [element("option", { value: "" }, "–")]),
          ...(options as [string, Field["label"]][]).map((option) =>
            element("option", { value: option[0] }, words(option[1])),
          ),
        )
      : element("input", {
          ...attributes,
          type: isSwitch ? "checkbox" : field.type === "password" ? "password" : "text",
          inputmode: field.type === "number" && field.min! >= 0 ? "decimal" : undefined,
          autocomplete: "off",
          autocapitalize: "none",
          spellcheck: "false",
        });
  const hint = element("p", { id: `${id}-hint`, class: "small", "aria-live": "polite" });
  const label = element("label", { for: id }, element("bdi", {}, words(field.label)));
  const box = input as HTMLInputElement;
  if (isSwitch) box.checked = entry.typed === "1";
  else input.value = entry.typed;

  function check(pressed: boolean): boolean {
    const problem = findProblem(entry);
    const bad = pressed && !!problem;
    const said = problem || hintOf(entry);
    hint.className = bad ? "small bad" : "small";
    input.setAttribute("aria-invalid", `${bad}`);
    page.put(hint, ...(said ? page.words(said.says, said.values) : []));
    return !problem;
  }

  input.oninput = input.onchange = () => {
    entry.typed = isSwitch ? (box.checked ? "1" : "0") : input.value;
    entry.dropped = false;
    check(false);
  };

  const line = element("div", { class: isSwitch ? "line check" : "line" }, input);
  if (field.type === "password") {
    const reveal = page.button(show, "quiet", () => {
      box.type = box.type === "text" ? "password" : "text";
      page.put(reveal, box.type === "text" ? hide : show);
    });
    line.appendChild(reveal);
  }
  if (isSwitch) line.appendChild(label);
  const remove = page.button(text.remove, "quiet", () => {
    entry.dropped = true;
    entry.typed = input.value = "";
    check(false);
  });
  const node = element(
    "div",
    { class: "field" },
    ...(isSwitch ? [] : [label]),
    ...(field.help ? [element("p", { class: "small" }, words(field.help))] : []),
    line,
    hint,
    ...(field.kept && !field.required ? [remove] : []),
  );
  check(false);
  return { entry, input, node, check };
}
