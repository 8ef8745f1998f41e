/** What comes after Join: joining, no contact, connected, done, failed. */
import { causeOf } from "./causes";
import { element, picture, put } from "./dom";
import { isAddress, shownName } from "./rules";
import { button, card, paragraph, present, say, steps, words } from "./screen";
import type { Actions, Failure } from "./state";
import { text } from "./text";

export function showJoining(name: string): void {
  present("joiningTitle", { ssid: shownName(name) }, [
    card(
      element("div", { class: "spinner" }),
      paragraph("joiningNext"),
      paragraph("joiningAway", {}, "small"),
    ),
  ]);
  say("joining");
}

export function showLost(actions: Actions): void {
  present("lostTitle", {}, [
    card(
      steps(words("lostJoin"), words("lostStay"), words("lostReturn")),
      button("again", "main", actions.resume),
    ),
    paragraph("lostHint", {}, "small"),
  ]);
  say("lost");
}

export function showOnline(name: string, message: string, actions: Actions): void {
  const result = resultOf(message);
  const copy = button(isAddress(message) ? "copyAddress" : "copy", "quiet wide", () => {
    put(copy, text[copyText(result) ? "copied" : "copyByHand"]);
  });
  present("onlineTitle", {}, [
    card(
      picture("tick", "tick"),
      ...(message ? [paragraph("onlineNote"), result, copy] : []),
      paragraph("onlineFinish"),
      ...reach(name, message),
      button("finish", "main", actions.finish),
    ),
  ]);
  say("online", { ssid: shownName(name) });
}

/** The device's own words for the result: text to copy, never markup. */
function resultOf(message: string): HTMLElement {
  return element("p", { class: "result" }, message);
}

/** Where to go next, when the result is an address. */
function reach(name: string, message: string): HTMLElement[] {
  const values = { ssid: shownName(name), url: `http://${message}/` };
  return isAddress(message) ? [paragraph("onlineOpen", values)] : [];
}

export function showDone(name: string, message: string): void {
  const repeated = message ? [resultOf(message), ...reach(name, message)] : [];
  present("doneTitle", {}, [card(picture("tick", "tick"), ...repeated)]);
  say("done");
}

export function showFailed(name: string, failure: Failure, actions: Actions): void {
  const cause = causeOf(failure.reason);
  const own = cause.says === "otherFailed" && failure.message;
  present("failedTitle", {}, [
    card(
      paragraph(cause.step),
      ...(own ? [element("p", { class: "small" }, own)] : []),
      ...cause.offers.map((offer, index) =>
        button(offer, index ? "quiet wide" : "main", actions[offer]),
      ),
    ),
    ...(failure.code ? [paragraph("code", { code: `${failure.code}` }, "small")] : []),
  ]);
  say(cause.says, { ssid: shownName(name) }, "bad");
}

/** Selects and copies; the clipboard API does not exist on a page without https. */
function copyText(node: Node): boolean {
  const selection = getSelection();
  if (!selection) return false;
  const range = document.createRange();
  range.selectNodeContents(node);
  selection.removeAllRanges();
  selection.addRange(range);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}
