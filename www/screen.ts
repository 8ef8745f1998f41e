/** The frame that stays while states come and go: title, spoken line, view. */
import { byId, element, fill, inWords, put, type Child, type Words } from "./dom";
import { setupNetwork } from "./text";

/** What the texts of a state may mention. */
export type Values = Record<string, string>;

let deviceName = "";

/** Of extra scripts: they add to what was drawn. */
export const watchers: (() => void)[] = [];

/** Names the device as the person sees it in the phone's list of networks. */
export function setDevice(id: string): void {
  deviceName = id;
  put(byId("device"), id);
}

export function words(text: Words, values: Values = {}): Child[] {
  return fill(text, {
    device: deviceName || inWords(setupNetwork),
    address: `${location.origin}/`,
    ...values,
  });
}

/** Says a line below the title, also to a screen reader; the same line again stays silent. */
export function say(text?: Words, values?: Values, look = ""): void {
  const live = byId("live");
  const line = element("p", {}, ...(text ? words(text, values) : []));
  live.className = look;
  if (line.textContent !== live.textContent) put(live, ...Array.from(line.childNodes));
}

/** Shows a new state: its title, its view, and the focus where reading or typing goes on. */
export function present(title: Words, values: Values, view: Child[], focus?: HTMLElement): void {
  const heading = byId("title");
  put(heading, ...words(title, values));
  document.title = heading.textContent || "";
  put(byId("view"), ...view);
  watchers.forEach((watcher) => watcher());
  scrollTo(0, 0);
  (focus || heading).focus();
}

export function paragraph(text: Words, values?: Values, look?: string): HTMLElement {
  return element("p", { class: look }, ...words(text, values));
}

export function card(...children: Child[]): HTMLElement {
  return element("div", { class: "card" }, ...children);
}

/** A numbered list of what to do. */
export function steps(...items: Child[][]): HTMLElement {
  return element("ol", {}, ...items.map((item) => element("li", {}, ...item)));
}

export function button(text: Words, look: string, press: () => void): HTMLButtonElement {
  return element("button", { type: "button", class: look, onclick: press }, text);
}
