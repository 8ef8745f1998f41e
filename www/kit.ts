/** What the page lends to its extra scripts (www/extra), as `window.page`. Types only. */
import type { ask, Status } from "./api";
import type { element, fill, picture, put } from "./dom";
import type { loadTexts } from "./language";
import type { load } from "./load";
import type { Network } from "./rules";
import type { button, card, paragraph, present, say, words } from "./screen";
import type { Actions, Draft, Failure } from "./state";
import type { texts } from "./text";

/** What is on the screen. */
export type Kind = "start" | "list" | "form" | "joining" | "lost" | "online" | "done" | "failed";

/** Where the page stands; a new object at each call. */
export interface Moment {
  kind: Kind;
  /** As the device told it last. */
  device: Status;
  networks: Network[];
  /** What the person chose, and typed when Join was pressed last. */
  wanted: Network | undefined;
  draft: Draft;
  /** Of the network joined, and the device's message about it. */
  result: { name: string; message: string };
  /** How the last attempt failed. */
  failure: Failure;
}

/**
 * An extra script changes what is drawn after it was drawn, puts more into the form that is posted, or
 * presents states of its own. It must not take objects apart by patterns: the oldest browsers can't.
 * It comes late or never: the page is whole without it.
 *
 * @example
 * const page = window.page;
 * function draw() {
 *   if (page.moment().kind === "online") addSomething(page);
 * }
 * page.watchers.push(draw);
 * draw();
 */
export interface Kit {
  ask: typeof ask;
  button: typeof button;
  card: typeof card;
  element: typeof element;
  fill: typeof fill;
  load: typeof load;
  /** For scripts whose translations are files of their own: draw when they are there. */
  loadTexts: typeof loadTexts;
  paragraph: typeof paragraph;
  picture: typeof picture;
  present: typeof present;
  put: typeof put;
  say: typeof say;
  words: typeof words;
  /** What to say, by number: the build puts those of extra scripts in. */
  texts: typeof texts;
  actions: Actions;
  /** Called after each state was drawn. */
  watchers: (() => void)[];
  /** Goes into the form that asks to join, and is sealed with it. What is empty is left out. */
  besides: Record<string, string | undefined>;
  moment(): Moment;
}

declare global {
  interface Window {
    page: Kit;
  }
}
