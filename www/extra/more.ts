/** The extra script more.js: what is good to have beside a result. */
import { addCopy } from "./more/copy";

const page = window.page;

function draw(): void {
  if (page.moment().kind === "online") addCopy(page);
}

page.watchers.push(draw);
draw();
