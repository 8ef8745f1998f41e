/** The extra script more.js: way to the advanced part, result, countdown, report, and the end of the phone's sheet. */
import { offerAdvanced } from "./more/advanced_link";
import { startCountdown } from "./more/countdown";
import { offerReport } from "./more/report";
import { showResult } from "./more/result";
import { leaveSheet } from "./more/sheet";

const page = window.page;
const countDown = startCountdown(page);

function draw(): void {
  const kind = page.moment().kind;
  leaveSheet(page, (search) => location.replace(search));
  // The page may show something else by now.
  if (page.moment().kind !== kind) return;
  if (kind === "online" || kind === "done") showResult(page);
  if (kind === "failed") offerReport(page);
  if (kind === "list") offerAdvanced(page);
  countDown();
}

page.watchers.push(draw);
draw();
