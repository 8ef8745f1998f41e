/** What copies. The clipboard API does not exist on a page without https. */
import type { Kit } from "../../kit";
import * as text from "./text";

/** Copies what is selected; false where the browser does not let us. */
export function copySelected(): boolean {
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

/** Selects what a node holds, and copies it. */
function copyText(node: Node): boolean {
  const selection = getSelection();
  if (!selection) return false;
  const range = document.createRange();
  range.selectNodeContents(node);
  selection.removeAllRanges();
  selection.addRange(range);
  return copySelected();
}

/** A button below the result of a setup. */
export function addCopy(page: Kit, result: Element): void {
  const isAddress = /^[\d.]+$/.test(result.textContent || "");
  const copy = page.button(isAddress ? text.copyAddress : text.copy, "quiet wide", () => {
    page.put(copy, ...page.words(copyText(result) ? text.copied : text.copyByHand));
  });
  result.insertAdjacentElement("afterend", copy);
}
