/**
 * Words that must not stand in any answer: a phone that reads one of them takes itself for online and
 * shows no sheet. They can come from outside, in the name of a network. Pure.
 */

/** In lower case: what iOS, Windows and NetworkManager look for. */
const TELLTALES = ["success", "networkmanager", "microsoft"];

/** Writes one character in another way, such as an entity of HTML or an escape of JSON. */
export type EscapeCharacter = (character: string) => string;

/** The text with the first letter of each telltale written in that other way. */
export function defuse(text: string, escape: EscapeCharacter): string {
  let result = text;
  let lower = string.lower(text);
  for (const word of TELLTALES) {
    let [at] = stringFind(lower, word, 1, true);
    while (at !== undefined) {
      const letter = string.sub(result, at, at);
      result = string.sub(result, 1, at - 1) + escape(letter) + string.sub(result, at + 1);
      lower = string.lower(result);
      [at] = stringFind(lower, word, 1, true);
    }
  }
  return result;
}

/** In HTML, and where a quote can't end anything. */
export function toEntity(character: string): string {
  return string.format("&#%d;", string.byte(character));
}

/** In a JSON string. */
export function toJsonEscape(character: string): string {
  return string.format("\\u%04x", string.byte(character));
}
