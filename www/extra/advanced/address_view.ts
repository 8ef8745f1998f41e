/** The form for a static address, checked while it is typed. */
import type { Kit } from "../../kit";
import type { Text } from "../../text";
import { problems, type Typed } from "./address_rules";
import { chooseAddress } from "./choice";
import * as text from "./text";

const NAMES: (keyof Typed)[] = ["ip", "netmask", "gateway", "dns"];
const LABELS: Record<keyof Typed, Text> = {
  ip: text.ip,
  netmask: text.netmask,
  gateway: text.gateway,
  dns: text.dns,
};
const USUAL_MASK = "255.255.255.0";

/** @param done called when an address was taken */
export function showAddress(page: Kit, into: HTMLElement, done: () => void): void {
  const inputs: Partial<Record<keyof Typed, HTMLInputElement>> = {};
  const hints: Partial<Record<keyof Typed, HTMLElement>> = {};
  const typed = () => {
    const values = {} as Typed;
    NAMES.forEach((name) => (values[name] = inputs[name]!.value.trim()));
    return values;
  };

  /** `pressed`: what is missing counts too. */
  function check(pressed: boolean): boolean {
    const values = typed();
    const found = problems(values, location.hostname);
    let first: HTMLElement | undefined;
    NAMES.forEach((name) => {
      const shown = pressed || values[name] ? found[name] : undefined;
      if (shown && !first) first = inputs[name];
      inputs[name]!.setAttribute("aria-invalid", `${!!shown}`);
      page.put(hints[name]!, shown || "");
    });
    if (pressed && first) first.focus();
    return Object.keys(found).length === 0;
  }

  const parts = NAMES.reduce<HTMLElement[]>((all, name) => {
    const id = `address-${name}`;
    const input = page.element("input", {
      id,
      inputmode: "decimal",
      autocomplete: "off",
      "aria-describedby": `${id}-hint`,
    });
    input.value = page.besides[name] || (name === "netmask" ? USUAL_MASK : "");
    inputs[name] = input;
    const hint = page.element("p", { id: `${id}-hint`, class: "small bad", "aria-live": "polite" });
    hints[name] = hint;
    return all.concat(page.element("label", { for: id }, LABELS[name]), input, hint);
  }, []);

  page.put(
    into,
    page.element(
      "form",
      {
        class: "card",
        novalidate: "",
        onchange: () => check(false),
        onsubmit: (event) => {
          event.preventDefault();
          if (!check(true)) return;
          chooseAddress(page, typed());
          done();
        },
      },
      page.paragraph(text.addressNote, {}, "small"),
      ...parts,
      page.element("button", { class: "main" }, text.use),
    ),
  );
}
