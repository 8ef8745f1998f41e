/** The result of a setup: addresses as links, and the name by which the device will be found. */
import type { Kit } from "../../kit";
import { addCopy } from "./copy";
import * as text from "./text";

/** Makes links of all addresses in a part of the page. */
function link(page: Kit, part: Element): void {
  Array.from(part.querySelectorAll("bdi")).forEach((name) => {
    const address = name.textContent || "";
    if (/^http:\/\/[\w.-]+\/$/.test(address))
      page.put(name, page.element("a", { href: address }, address));
  });
}

export function showResult(page: Kit): void {
  const moment = page.moment();
  const view = document.getElementById("view") as Element;
  const result = view.querySelector(".result");
  const card = view.querySelector(".card");
  const localName = moment.device.localName;
  if (localName && card) {
    const byName = page.paragraph(text.byName, { url: `http://${localName}.local/` });
    card.insertBefore(byName, card.querySelector(".main"));
  }
  if (result && moment.kind === "online") addCopy(page, result);
  link(page, view);
}
