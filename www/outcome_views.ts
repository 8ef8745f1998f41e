/** What comes after Join: joining, no contact, connected, done, failed. */
import { causeOf } from "./causes";
import { element, picture } from "./dom";
import { isAddress, shownName } from "./rules";
import { button, card, paragraph, present, say, steps, words } from "./screen";
import type { Actions, Failure } from "./state";
import * as text from "./text";

const OFFERS = { again: text.again, change: text.change, other: text.other };

export function showJoining(name: string): void {
  present(text.joiningTitle, { ssid: shownName(name) }, [
    card(
      element("div", { class: "spinner" }),
      paragraph(text.joiningNext),
      paragraph(text.joiningAway, {}, "small"),
    ),
  ]);
}

export function showLost(actions: Actions): void {
  present(text.lostTitle, {}, [
    card(
      steps(words(text.lostJoin), words(text.lostStay), words(text.lostReturn)),
      button(text.again, "main", actions.resume),
    ),
    paragraph(text.lostHint, {}, "small"),
  ]);
  say(text.lost);
}

export function showOnline(name: string, message: string, actions: Actions): void {
  present(text.onlineTitle, {}, [
    card(
      picture("tick", "tick"),
      ...(message ? [paragraph(text.onlineNote), resultOf(message)] : []),
      paragraph(text.onlineFinish),
      ...reach(name, message),
      button(text.finish, "main", actions.finish),
    ),
  ]);
  say(text.online, { ssid: shownName(name) });
}

/** The device's own words for the result: text to copy, never markup. */
function resultOf(message: string): HTMLElement {
  return element("p", { class: "result" }, message);
}

/** Where to go next, when the result is an address. */
function reach(name: string, message: string): HTMLElement[] {
  const values = { ssid: shownName(name), url: `http://${message}/` };
  return isAddress(message) ? [paragraph(text.onlineOpen, values)] : [];
}

export function showDone(name: string, message: string): void {
  const repeated = message ? [resultOf(message), ...reach(name, message)] : [];
  present(text.doneTitle, {}, [card(picture("tick", "tick"), ...repeated)]);
  say(text.done);
}

export function showFailed(name: string, failure: Failure, actions: Actions): void {
  const cause = causeOf(failure.reason);
  present(text.failedTitle, {}, [
    card(
      paragraph(cause.step),
      ...cause.offers.map((offer, index) =>
        button(OFFERS[offer], index ? "quiet wide" : "main", actions[offer]),
      ),
    ),
    ...(failure.code ? [paragraph(text.support, { code: `${failure.code}` }, "small")] : []),
  ]);
  say(cause.says, { ssid: shownName(name) }, "bad");
}
