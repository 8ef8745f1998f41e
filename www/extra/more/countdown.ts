/** Counts the last minute before the portal closes by itself, and offers to stay. */
import type { Kit } from "../../kit";
import * as text from "./text";

const LAST_SECONDS = 60;
const TICK_MS = 1000;
const ASK_MS = 20000;
const ASK_TIMEOUT_MS = 2500;
/** A screen reader says the seconds as often as this, not each of them. */
const SAID_SECONDS = 15;
const STAY_SECONDS = 85;

interface Alive {
  /** Null while there is no end in sight. */
  closesIn: number | null;
}

export function startCountdown(page: Kit): () => void {
  const shown = page.element("span", { "aria-hidden": "true" });
  const said = page.element("span", {
    class: "said",
    style: "width:1px;overflow:hidden",
    "aria-live": "polite",
  });
  const stay = page.button(text.stay, "quiet", prolong);
  const box = page.element("div", { class: "card line", hidden: "" });
  const words = page.element("p", { class: "name", style: "margin:0" }, shown, said);
  page.put(box, words, stay);
  const view = document.getElementById("view") as Element;
  (view.parentNode as Node).insertBefore(box, view);

  let endMs = Infinity;
  let askMs = 0;

  function prolong(): void {
    page.ask("POST", "/api/alive", ASK_TIMEOUT_MS, `timeout=${STAY_SECONDS}`, ask);
  }

  function ask(): void {
    askMs = Date.now() + ASK_MS;
    page.ask<Alive>("GET", "/api/alive", ASK_TIMEOUT_MS, undefined, (_code, alive) => {
      if (!alive) return;
      const seconds = alive.closesIn;
      endMs = typeof seconds === "number" ? Date.now() + seconds * TICK_MS : Infinity;
      // While no end is in sight, it is asked for again when the page shows something else.
      if (endMs === Infinity) askMs = Infinity;
      draw();
    });
  }

  function draw(): void {
    const left = Math.max(0, Math.ceil((endMs - Date.now()) / TICK_MS));
    const isShown = left <= LAST_SECONDS;
    if (isShown && (box.hidden || left % SAID_SECONDS === 0)) {
      page.put(said, ...page.words(text.closing, { seconds: `${left}` }));
    }
    box.hidden = !isShown;
    if (isShown) page.put(shown, ...page.words(text.closing, { seconds: `${left}` }));
  }

  setInterval(() => {
    if (document.hidden || page.moment().kind === "done") return;
    if (Date.now() >= askMs) ask();
    draw();
  }, TICK_MS);

  /** The page shows something else. It may hold the portal now, so ask a little later. */
  return () => {
    if (page.moment().kind === "done") box.hidden = true;
    else askMs = 0;
  };
}
