/** All parts of it, one below the other. */
import type { Kit } from "../../kit";
import { back, hidden, type Text } from "../../text";
import { showAddress } from "./address_view";
import { showCells } from "./cells";
import { chooseHidden } from "./choice";
import { showSaved } from "./saved";
import * as text from "./text";

/** A part with a heading: what draws it into its box. */
function part(page: Kit, title: Text, draw: (into: HTMLElement) => void): HTMLElement {
  const box = page.element("div");
  const section = page.element(
    "section",
    {},
    page.element("h2", { style: "font-size:20px;margin:24px 0 8px" }, title),
    box,
  );
  draw(box);
  return section;
}

export function showAll(page: Kit): void {
  const refresh = document.getElementById("again");
  if (refresh) refresh.hidden = true;
  page.present(text.title, {}, [
    part(page, text.saved, (box) => showSaved(page, box)),
    part(page, text.cells, (box) => showCells(page, box)),
    part(page, text.address, (box) =>
      showAddress(page, box, () => {
        page.actions.other();
        page.say(text.chosen);
      }),
    ),
    page.button(hidden, "quiet", () => {
      chooseHidden(page);
      page.actions.choose();
    }),
    page.element("br"),
    page.button(back, "quiet", page.actions.other),
  ]);
  page.say();
}
