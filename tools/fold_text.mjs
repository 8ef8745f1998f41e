/** Lines that fit a terminal: broken between words, so that no word is torn. Pure. */

/** One less than the usual 80: some terminals break a line that fills them. */
export const COLUMNS = 79;

function foldLine(line, columns, indent) {
  // Code, and what a program reported, stays as it is.
  if (line.length <= columns || /^\s/.test(line)) return line;
  const lines = [];
  let current = "";
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (longer.length > columns && current.trim() !== "") {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].join("\n");
}

/**
 * @param {string} text one or more lines; those that begin with a space stay as they are
 * @param {number} [columns] the longest line; a word that is longer has one of its own
 * @param {string} [indent] before each line but the first
 */
export function fold(text, columns = COLUMNS, indent = "") {
  return text
    .split("\n")
    .map((line) => foldLine(line, columns, indent))
    .join("\n");
}

/** The text for a stream: folded for people at a terminal; for programs a sentence stays one line. */
export function forReader(stream, text) {
  if (!stream.isTTY) return text;
  return fold(text, Math.min(COLUMNS, (stream.columns || COLUMNS + 1) - 1), "  ");
}
