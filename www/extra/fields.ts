/**
 * The extra script fields.js: the application's own fields, in the form that joins a network or behind
 * it, and on the list's page when the device has a network that they can be changed for. docs/fields.md.
 */
import { addButton, drawForm, leaveForm, take, submitted, type Told } from "./fields/form";

const TIMEOUT_MS = 5000;
const RETRY_PAUSE_MS = 1000;
const MAX_TRIES = 4;

const STYLE =
  ".field{margin:0 0 16px}.field p{margin:0 0 4px}.field>.quiet{padding:8px 0}select{width:100%;" +
  "min-height:48px;margin:8px 0;padding:8px 12px;border:1px solid var(--edge);border-radius:12px;" +
  "background:var(--card);color:inherit;font:inherit}.check{min-height:48px}.check input{flex:none;" +
  "width:24px;min-height:24px;margin:0;margin-inline-end:12px}";

const page = window.page;
const view = document.getElementById("view") as HTMLElement;

function draw(): void {
  const kind = page.moment().kind;
  const form = view.querySelector("form");
  if (kind !== "form") leaveForm();
  if (kind === "list") addButton(view);
  else if (kind === "form" && form) drawForm(form);
}

function ask(tries: number): void {
  page.ask<Told>("GET", "/api/fields", TIMEOUT_MS, undefined, (code, body) => {
    if (code === 200 && body && body.fields) {
      take(body);
      draw();
    } else if (tries > 1) {
      setTimeout(() => ask(tries - 1), RETRY_PAUSE_MS);
    }
  });
}

document.head.appendChild(page.element("style", {}, STYLE));
view.addEventListener("submit", submitted, true);
page.watchers.push(draw);
page.loadTexts("?fields", () => ask(MAX_TRIES));
