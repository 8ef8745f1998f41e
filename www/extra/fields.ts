/**
 * The extra script fields.js: the application's own fields, in the form that joins a network or behind
 * it, and on the list's page when the device has a network that they can be changed for. docs/fields.md.
 */
import type { Child } from "../dom";
import { entryOf, rowOf, type Entry, type Row } from "./fields/row";
import type { Field } from "./fields/rules";
import * as text from "./fields/text";

interface Told {
  /** They have a page of their own. */
  page: boolean;
  saved: string | null;
  fields: Field[];
}

const TIMEOUT_MS = 5000;
const RETRY_PAUSE_MS = 1000;
const MAX_TRIES = 4;
/** The device takes the one that it has; the form wants one. */
const UNUSED_PASSWORD = "(saved one)";

const STYLE =
  ".field{margin:0 0 16px}.field p{margin:0 0 4px}.field>.quiet{padding:8px 0}select{width:100%;" +
  "min-height:48px;margin:8px 0;padding:8px 12px;border:1px solid var(--edge);border-radius:12px;" +
  "background:var(--card);color:inherit;font:inherit}.check{min-height:48px}.check input{flex:none;" +
  "width:24px;min-height:24px;margin:0;margin-inline-end:12px}";

const page = window.page;
const view = document.getElementById("view") as HTMLElement;

let told: Told | undefined;
let entries: Entry[] = [];
let rows: Row[] = [];
/** The fields, once the rest of the form is right. */
let stage: "rest" | "fields" = "rest";
let change = () => {};

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
function drawForm(form: HTMLFormElement, data: Told): void {
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
function submitted(event: Event): void {
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

function draw(): void {
  const kind = page.moment().kind;
  if (!told) return;
  const data = told;
  const form = view.querySelector("form");
  if (kind !== "form") stage = "rest";
  if (kind === "list") {
    page.besides.saved = undefined;
    if (!data.saved) return;
    const saved = data.saved;
    const open = () => {
      page.besides.saved = "1";
      page.actions.choose({ name: saved, auth: 3 });
    };
    view.appendChild(page.button(text.title, "quiet", open));
  } else if (kind === "form" && form) {
    drawForm(form, data);
  }
}

function ask(tries: number): void {
  page.ask<Told>("GET", "/api/fields", TIMEOUT_MS, undefined, (code, body) => {
    if (code === 200 && body && body.fields) {
      told = body;
      entries = body.fields.map(entryOf);
      draw();
    } else if (tries > 1) {
      setTimeout(() => ask(tries - 1), RETRY_PAUSE_MS);
    }
  });
}

document.head.appendChild(page.element("style", {}, STYLE));
view.addEventListener("submit", submitted, true);
page.watchers.push(draw);
ask(MAX_TRIES);
