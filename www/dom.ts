/** Elements from data. Text goes in as text nodes only, so no name can become markup. */
type Press = (event: Event) => void;
export type Child = Node | string;

/** An element; a function becomes an event property such as `onclick`. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | Press | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const target = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (typeof value === "string") target.setAttribute(name, value);
    else if (value) (target as unknown as Record<string, Press>)[name] = value;
  }
  put(target, ...children);
  return target;
}

/** Text with every {name} replaced by its value, isolated against names that run right to left. */
export function fill(template: string, values: Record<string, string> = {}): Child[] {
  return template
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 ? element("bdi", {}, values[part] || "") : part));
}

/** Replaces what a node holds. */
export function put(parent: Element, ...children: Child[]): void {
  parent.textContent = "";
  for (const child of children) {
    parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
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
