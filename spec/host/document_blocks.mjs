/** The blocks of code in all documents of the repository. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/fresh_folder.mjs";

/** All documents that git knows, or would take. */
export function documentNames() {
  const options = ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"];
  const names = execFileSync("git", options, { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
  return [...new Set(names)].sort();
}

/** Without the spaces that a list puts before each line. */
function dedent(text, spaces) {
  return text.replaceAll(new RegExp(`^ {${spaces}}`, "gm"), "");
}

/**
 * @param {string} document as documentNames gives it
 * @returns {{document: string, line: number, language: string, text: string}[]} line of its first fence;
 *   the language is "" where none is named
 */
export function blocksOf(document) {
  const whole = readFileSync(join(ROOT, document), "utf8");
  const found = [...whole.matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)];
  return found.map(({ index, 1: indent, 2: language, 3: text }) => ({
    document,
    line: whole.slice(0, index).split("\n").length,
    language,
    text: dedent(text, indent.length),
  }));
}

export const allBlocks = () => documentNames().flatMap(blocksOf);

export const nameOf = ({ document, line }) => `${document}:${line}`;

/** Its commands; a line that ends with a backslash goes on. */
export function commandsOf({ text }) {
  return text
    .replaceAll("\\\n", "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
}
