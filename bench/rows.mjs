/** The rows of the budget's table, as texts. Pure. */
import { isMet } from "./budget.mjs";

const KB = 1024;

/** Name, short and whole title, unit, and what the MicroPython WiFi setup takes, measured the same way. */
const ROWS = [
  [
    "bootHeapBytes",
    "heap after boot",
    "heap after boot with saved credentials, over an empty VM",
    "bytes",
    "11.3 KB",
  ],
  [
    "portalHeapBytes",
    "heap, portal idle",
    "heap with the portal open and idle, over an empty VM",
    "bytes",
    "68.7 KB",
  ],
  [
    "sixSocketsPeakBytes",
    "peak, six sockets",
    "peak while six sockets load the page and the list of 20 networks",
    "bytes",
    "76 KB with one socket",
  ],
  [
    "leftAfterSetupBytes",
    "left after setup",
    "heap after setup has ended, above the value before it",
    "bytes",
    "not given back",
  ],
  ["pageBytes", "page, bytes", "page, all bytes a phone fetches", "bytes", "192 KB"],
  ["pageRequests", "page, requests", "page, requests", "", "12"],
  ["uploadBytes", "upload", "bytes to upload, Lua and page", "bytes", "274 KB"],
  [
    "compilePeakBytes",
    "compile peak",
    "peak while a module is compiled from source at load, above its loaded size",
    "bytes",
    "–",
  ],
  ["dnsRatio", "DNS answer", "VM instructions of a DNS answer, beside hand-written", "ratio", "–"],
  ["redirectRatio", "redirect", "VM instructions of a redirect, beside hand-written", "ratio", "–"],
  ["statusRatio", "status", "VM instructions of a status, beside hand-written", "ratio", "–"],
  ["pageRatio", "the page", "VM instructions of the page, beside hand-written", "ratio", "–"],
];

export function formatBytes(bytes) {
  return Math.abs(bytes) < KB ? `${bytes} B` : `${(bytes / KB).toFixed(1)} KB`;
}

function formatAs(unit, value) {
  return unit === "bytes" ? formatBytes(value) : unit === "ratio" ? value.toFixed(2) : `${value}`;
}

/**
 * The rows with what was measured.
 *
 * @param figures name to value
 * @param budget as in bench/budget.json
 * @param notes name to what stands behind the value, in brackets
 */
export function budgetRows(figures, budget, notes) {
  return ROWS.map(([name, short, title, unit, seed]) => {
    const value = figures[name];
    const limit = budget[name]?.limit;
    const met = isMet(value, limit);
    return {
      name,
      short,
      title,
      value,
      limit,
      seed,
      met,
      valueText: formatAs(unit, value) + (notes[name] === undefined ? "" : ` (${notes[name]})`),
      limitText: limit === undefined ? "stated" : `≤ ${formatAs(unit, limit)}`,
      metText: met === undefined ? "–" : met ? "met" : "NOT met",
    };
  });
}

/** A table of Markdown; the first row is its head. Columns of numbers are aligned to the right. */
export function markdownTable(rows) {
  const [head, ...body] = rows.map((row) => row.map((cell) => String(cell).replaceAll("|", "\\|")));
  const rule = head.map((_, column) =>
    body.length > 0 && body.every((row) => /^[-\d., ]+(?: ?K?B)?$|^–$/.test(row[column]))
      ? "---:"
      : "---",
  );
  return [head, rule, ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
