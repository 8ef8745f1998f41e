// What axe finds on a page: WCAG 2.2 AA and its own best practice.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** One line for each element that a rule is against. */
export async function findings(page) {
  await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(
    (values) => window.axe.run({ runOnly: values }),
    RULES,
  );
  const doubts = incomplete.filter(({ id }) => id !== "color-contrast");
  return [...violations, ...doubts].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  );
}
