/** A piece of our Markdown as a terminal shows it: no marks, lines that fit. Code stays as it is. Pure. */
import { posix } from "node:path";
import { fold } from "./fold_text.mjs";

/** A link to a file becomes its path in the project; one to elsewhere its words and its address. */
function withoutLinks(prose, folder) {
  return prose.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_link, words, target) =>
    /^[a-z]+:/.test(target)
      ? `${words} (${target})`
      : posix.join(folder, target).replace(/\/$/, ""),
  );
}

function foldProse(prose, folder) {
  return withoutLinks(prose, folder)
    .replace(/`/g, "")
    .split(/\n{2,}/)
    .map((paragraph) => fold(paragraph.replace(/\n/g, " ")))
    .join("\n\n");
}

/**
 * @param {string} markdown paragraphs, links and fenced code
 * @param {string} folder that its links start from, such as "examples/demo"
 */
export function terminalText(markdown, folder) {
  const parts = markdown.trim().split(/^```\w*\n([^]*?)^```$/m);
  return parts
    .map((part, index) => (index % 2 === 1 ? part.trimEnd() : foldProse(part.trim(), folder)))
    .filter((part) => part !== "")
    .join("\n\n");
}
