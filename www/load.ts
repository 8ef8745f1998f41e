/** Loads extra scripts, www/extra/NAME.ts: most pages need none of them. */
import { askScript } from "./api";
import { element } from "./dom";

/** @param loaded called with what came, after it ran; with nothing when it did not come whole */
export function load(name: string, loaded: (script?: string) => void): void {
  // As an inline script it has a timeout, and the page's policy need allow no more than before.
  askScript(`/${name}.js`, (script) => {
    if (script) document.head.appendChild(element("script", {}, script));
    loaded(script);
  });
}
