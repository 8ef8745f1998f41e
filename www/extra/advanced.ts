/** The extra script advanced.js: saved networks, one access point of several, a static address. */
import { showAddress } from "./advanced/address_view";
import { showCells } from "./advanced/cells";
import { chooseHidden, showChoice } from "./advanced/choice";
import { showSaved } from "./advanced/saved";
import * as text from "./advanced/text";

const page = window.page;

/** A part with a heading: what draws it into its box. */
function part(title: string, draw: (into: HTMLElement) => void): HTMLElement {
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

function open(): void {
  const refresh = document.getElementById("again");
  if (refresh) refresh.hidden = true;
  page.present(text.title, {}, [
    part(text.saved, (box) => showSaved(page, box)),
    part(text.cells, (box) => showCells(page, box)),
    part(text.address, (box) =>
      showAddress(page, box, () => {
        page.actions.other();
        page.say(text.chosen);
      }),
    ),
    page.button(text.hidden, "quiet", () => {
      chooseHidden(page);
      page.actions.choose();
    }),
    page.element("br"),
    page.button(text.back, "quiet", page.actions.other),
  ]);
  page.say();
}

page.watchers.push(() => showChoice(page));
window.advanced = open;
