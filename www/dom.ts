/** Elements from data. Text goes in as text nodes only, so no name can become markup. */
import { texts, type Text } from "./text";

type Press = (event: Event) => void;
/** Words as they are, or the number of a text. */
export type Words = string | Text;
export type Child = Node | Words;

/** An element; a function becomes an event property such as `onclick`. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Words | Press | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const target = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (typeof value === "function") (target as unknown as Record<string, Press>)[name] = value;
    else if (value !== undefined) target.setAttribute(name, inWords(value));
  }
  put(target, ...children);
  return target;
}

/** Text with every {name} replaced by its value, isolated against names that run right to left. */
export function fill(template: Words, values: Record<string, string> = {}): Child[] {
  return inWords(template)
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 ? element("bdi", {}, values[part] || "") : part));
}

/** What to say. */
export function inWords(words: Words): string {
  return typeof words === "number" ? texts[words]! : words;
}

/** Replaces what a node holds. */
export function put(parent: Element, ...children: Child[]): void {
  parent.textContent = "";
  for (const child of children) {
    parent.appendChild(typeof child === "object" ? child : document.createTextNode(inWords(child)));
  }
}

/** The element of the page's frame with this id. */
export function byId(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

/** A copy of a picture that waits in the page's frame. Decoration: say it in words beside it. */
export function picture(id: string, look: string): Node {
  const copy = byId(id).cloneNode(true) as Element;
  copy.removeAttribute("id");
  copy.setAttribute("class", look);
  return copy;
}
