/**
 * Lets the phone's sign-in sheet close by itself. Sheets look whether the device is online when a page
 * was loaded, not when a script has asked for something: so the page is loaded once more at the end.
 */
import type { Kit } from "../../kit";

const DONE = "?done";
const ASK_TIMEOUT_MS = 2500;

/** Whether this is such a sheet: Android's has "wv" in its name, those of Apple lack "Safari". */
export function isSheet(userAgent: string): boolean {
  return /; wv\)/.test(userAgent) || (/AppleWebKit/.test(userAgent) && !/Safari\//.test(userAgent));
}

/** @param go loads the page again at another address of the device */
export function leaveSheet(page: Kit, go: (search: string) => void): void {
  const kind = page.moment().kind;
  const isBack = location.search === DONE;
  if (kind === "online" && isBack) page.actions.finish();
  if (kind !== "done" || isBack || !isSheet(navigator.userAgent)) return;
  // Not before the device knows it, or the sheet would be led to the page once more.
  page.ask("POST", "/api/alive", ASK_TIMEOUT_MS, "done=1", (code) => {
    if (code === 204) go(DONE);
  });
}
