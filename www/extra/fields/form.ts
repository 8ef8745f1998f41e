/** The fields in the form that the page has drawn: below the rest of it, or in its place. */
import type { Child } from "../../dom";
import { entryOf, rowOf, type Entry, type Row } from "./row";
import type { Field } from "./rules";
import * as text from "./text";

/** What GET /api/fields tells. */
export interface Told {
  /** They have a page of their own. */
  page: boolean;
  /** The network that the device has. */
  saved: string | null;
  fields: Field[];
}

/** The device takes the one that it has; the form wants one. */
const UNUSED_PASSWORD = "(saved one)";
const WPA2 = 3;

const page = window.page;

let told: Told | undefined;
let entries: Entry[] = [];
let rows: Row[] = [];
/** The fields, once the rest of the form is right. */
let stage: "rest" | "fields" = "rest";
let change = () => {};

export function take(data: Told): void {
  told = data;
  entries = data.fields.map(entryOf);
}

/** What the form is to hold: only what the person changed. */
function collect(): void {
  entries.forEach((entry) => {
    const name = entry.field.name;
    const changed = entry.typed !== entry.first;
    const emptied = changed && !entry.typed && entry.field.value !== undefined;
    page.besides[`field.${name}`] = changed ? entry.typed : "";
    page.besides[`drop.${name}`] = entry.dropped || emptied ? "1" : "";
  });
}

/** Says what is wrong everywhere, and goes to the first place. */
function checkAll(): boolean {
  const wrong = rows.filter((row) => !row.check(true));
  if (wrong[0]) wrong[0].input.focus();
  return !wrong.length;
}

function setTitle(...words: Child[]): void {
  const title = document.getElementById("title") as HTMLElement;
  page.put(title, ...words);
  document.title = title.textContent || "";
}

/** Puts the fields into the form that the page has drawn. */
export function drawForm(form: HTMLFormElement): void {
  if (!told) return;
  const data = told;
  const submit = form.querySelector<HTMLElement>(".main")!;
  const note = submit.previousElementSibling!;
  const saved = page.besides.saved ? data.saved || "" : undefined;
  const focused = document.activeElement as HTMLElement | null;
  const joinWords = submit.textContent || "";
  const joinTitle = document.getElementById("title")!.textContent || "";
  const code = saved !== undefined && form.querySelector("label[for=code]");
  const end = code || note;
  const rest = page.element("div");
  while (form.firstElementChild !== end) rest.appendChild(form.firstElementChild!);
  rows = entries.map((entry) => rowOf(page, entry));
  const toRest = () => {
    stage = "rest";
    change();
  };
  const back = page.element("div", { class: "field" }, page.button(text.back, "quiet", toRest));
  const own = page.element("div", {}, ...rows.map((row) => row.node), back);
  form.insertBefore(rest, end);
  form.insertBefore(own, end);

  change = () => {
    const alone = saved !== undefined || (data.page && stage === "fields");
    const first = data.page && saved === undefined && stage === "rest";
    rest.hidden = alone;
    own.hidden = first;
    back.hidden = !alone || saved !== undefined;
    setTitle(alone ? text.title : joinTitle);
    if (saved !== undefined) page.put(submit, ...page.words(text.save, { ssid: saved }));
    else page.put(submit, first ? text.next : joinWords);
  };
  if (saved !== undefined) {
    form.querySelector<HTMLInputElement>("#password")!.value = UNUSED_PASSWORD;
  }
  change();
  // Who types already goes on; what the page would put the focus on may be hidden.
  if (focused && form.contains(focused)) focused.focus();
  else if (saved !== undefined) setTimeout(() => document.getElementById("title")!.focus());
}

/** Before the page's own handler, which goes on where the form is right as far as it shows. */
export function submitted(event: Event): void {
  if (!told || page.moment().kind !== "form") return;
  const submit = (event.target as HTMLFormElement).querySelector(".main")!;
  if (submit.getAttribute("aria-disabled") === "true") return;
  const isFirst = told.page && !page.besides.saved && stage === "rest";
  if (!isFirst && checkAll()) return collect();
  event.preventDefault();
  event.stopPropagation();
  if (!isFirst) return;
  stage = "fields";
  change();
  scrollTo(0, 0);
  document.getElementById("title")!.focus();
}

/** Another state is drawn: the next form begins at its beginning. */
export function leaveForm(): void {
  stage = "rest";
}

/** On the list: the way to the fields alone, where the device has a network to join again. */
export function addButton(view: HTMLElement): void {
  const saved = told && told.saved;
  page.besides.saved = undefined;
  if (!saved) return;
  const open = () => {
    page.besides.saved = "1";
    page.actions.choose({ name: saved, auth: WPA2 });
  };
  view.appendChild(page.button(text.title, "quiet", open));
}
