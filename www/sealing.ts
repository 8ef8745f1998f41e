/** Fetches seal.js, which most pages never need: only a device with a key has something to seal for. */
import { askScript } from "./api";
import { element } from "./dom";

/** What seal.js does. */
export interface Sealing {
  /** Of a key of 64 hexadecimal digits, as it stands on a label. */
  fingerprint(publicKey: string): string;
  /** The sealed box with the text, in hexadecimal digits. */
  seal(text: string, publicKey: string): string;
}

declare global {
  interface Window {
    sealing?: Sealing;
  }
}

/** Nothing when it did not come whole: the next call tries again. */
export function loadSealing(loaded: (sealing?: Sealing) => void): void {
  if (window.sealing) return loaded(window.sealing);
  // As an inline script it has a timeout, and the page's policy need allow no more than before.
  askScript("/seal.js", (script) => {
    if (script) document.head.appendChild(element("script", {}, script));
    loaded(window.sealing);
  });
}
