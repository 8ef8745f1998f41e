/** Speaks the language of the phone, where the device has it: one request more, none in English. */
import { askTexts } from "./api";
import { byId, put } from "./dom";
import { direction, refresh, texts, version } from "./text";

const MAX_TRIES = 3;

/**
 * @param query "" for the texts of the page, "?name" for those of an extra script
 * @param loaded called in any case: what did not come, or came for another page, is English
 */
export function loadTexts(query: string, loaded: () => void, tries = MAX_TRIES): void {
  if (/^en/.test(navigator.language)) return loaded();
  askTexts(query, (code, translated) => {
    if (!code && tries > 1) return loadTexts(query, loaded, tries - 1);
    if (translated && translated[0] === version) {
      const root = document.documentElement;
      const first = +translated[1]!;
      translated.slice(2).forEach((words, index) => {
        if (words) texts[first + index] = words;
      });
      root.lang = texts[0]!;
      root.dir = texts[direction]!;
      put(byId("again"), refresh);
    }
    loaded();
  });
}
