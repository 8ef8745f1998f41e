/** The extra script more.js: what is good to have beside a result. */
import { offerAdvanced } from "./more/advanced_link";
import { addCopy } from "./more/copy";

const page = window.page;

function draw(): void {
  if (page.moment().kind === "list") offerAdvanced(page);
  if (page.moment().kind === "online") addCopy(page);
}

page.watchers.push(draw);
draw();
