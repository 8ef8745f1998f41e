/** Fetches seal.js, which most pages never need: only a device with a key has something to seal for. */
import { load } from "./load";

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
  load("seal", () => loaded(window.sealing));
}
