/** A report for support, to copy: what happened, and nothing secret. */
import type { Kit } from "../../kit";
import { copySelected } from "./copy";
import * as text from "./text";

const ASK_TIMEOUT_MS = 2500;

/** Lines of names and values, in English: who reads them is somebody else. */
export function reportOf(page: Kit, device: Record<string, unknown>): string {
  const moment = page.moment();
  const wanted = moment.wanted;
  // A typed name may be in the list after all.
  const network =
    moment.networks.filter((each) => wanted && each.name === wanted.name)[0] || wanted;
  // Pairs, because the build shortens names of properties.
  const lines: [name: string, value: unknown][] = [
    ["id", moment.device.id],
    ...Object.keys(device).map((name): [string, unknown] => [name, device[name]]),
    ["failed", moment.failure.reason],
    ["cause", moment.failure.code],
    ["network", network && network.name],
    ["rssi", network && network.rssiDbm],
    ["auth", network && network.auth],
    ["found", moment.networks.length],
    ["browser", navigator.userAgent],
  ];
  return lines
    .filter((line) => line[1] !== undefined && line[1] !== null)
    .map((line) => `${line[0]}: ${String(line[1])}\n`)
    .join("");
}

/** Below a failure. */
export function offerReport(page: Kit): void {
  const view = document.getElementById("view") as Element;
  const copy = page.button(text.report, "quiet", () => {
    page.ask<Record<string, unknown>>(
      "GET",
      "/api/report",
      ASK_TIMEOUT_MS,
      undefined,
      (_code, body) => show(reportOf(page, body || {})),
    );
  });

  function show(report: string): void {
    const label = page.element("label", { for: "report" }, ...page.words(text.reportLabel));
    const field = page.element("textarea", { id: "report", readonly: "", rows: "9" }, report);
    field.setAttribute(
      "style",
      "width:100%;margin:8px 0;padding:8px;font:14px/1.4 monospace;background:none;color:inherit",
    );
    const note = page.paragraph(text.reportNote, {}, "small");
    const state = page.element("p", { role: "status" });
    const card = page.card(label, field, note, state);
    view.replaceChild(card, copy);
    field.focus();
    field.setSelectionRange(0, report.length);
    page.put(state, ...page.words(copySelected() ? text.copied : text.copyByHand));
  }

  view.appendChild(copy);
}
