/** The way to advanced.js, below the list: it is loaded only when somebody wants it. */
import type { Kit } from "../../kit";
import * as text from "./text";

declare global {
  interface Window {
    /** Shows it. */
    advanced?: () => void;
  }
}

function open(page: Kit): void {
  if (window.advanced) return window.advanced();
  page.load("advanced", () => {
    if (window.advanced) window.advanced();
    else page.say(text.notLoaded, {}, "bad");
  });
}

export function offerAdvanced(page: Kit): void {
  // Below the list alone: what is opened here is shown while the page is at its list too.
  if (!page.moment().device.advanced || !document.querySelector("#view > ul")) return;
  const view = document.getElementById("view") as HTMLElement;
  view.appendChild(page.button(text.advanced, "quiet", () => open(page)));
}
