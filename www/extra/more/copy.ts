/** A button that copies. The clipboard API does not exist on a page without https. */
import type { Kit } from "../../kit";
import * as text from "./text";

/** Selects what a node holds, and copies it; false where the browser does not let us. */
export function copyText(node: Node): boolean {
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

/** Below the result of a setup. */
export function addCopy(page: Kit): void {
  const result = document.querySelector(".result");
  if (!result) return;
  const copy = page.element(
    "button",
    {
      type: "button",
      class: "quiet wide",
      onclick: () => page.put(copy, copyText(result) ? text.copied : text.copyByHand),
    },
    /^[\d.]+$/.test(result.textContent || "") ? text.copyAddress : text.copy,
  );
  result.insertAdjacentElement("afterend", copy);
}
