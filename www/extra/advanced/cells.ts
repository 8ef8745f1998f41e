/** Every access point in range, by network: a person may want one of them. */
import type { Kit } from "../../kit";
import { signalLevel } from "../../rules";
import type { Network } from "../../rules";
import { looking } from "../../text";
import { chooseCell } from "./choice";
import * as text from "./text";

/** [name, bssid, channel, rssiDbm, authmode, hex] of /api/bssids. */
type Cell = [string, string, number, number, number, string?];

const PATIENCE_MS = 15000;
/** A scan of a moment ago has to be over: then once more. */
const AGAIN_MS = 6500;

/** The device's own order within a name: strongest first. */
function byName(cells: Cell[]): Cell[][] {
  const groups: Cell[][] = [];
  cells.forEach((cell) => {
    const group = groups.filter((other) => other[0]![0] === cell[0] && other[0]![5] === cell[5])[0];
    if (group) group.push(cell);
    else groups.push([cell]);
  });
  return groups;
}

export function showCells(page: Kit, into: HTMLElement): void {
  function choose(cell: Cell): void {
    const network: Network = { name: cell[0], hex: cell[5], auth: cell[4], rssiDbm: cell[3] };
    chooseCell(page, cell[0], cell[1]);
    page.actions.choose(network);
  }

  function row(cell: Cell): HTMLElement {
    const level = signalLevel(cell[3]);
    const values = { channel: `${cell[2]}`, level: `${level}` };
    return page.element(
      "li",
      {},
      page.element(
        "button",
        { type: "button", class: "row", onclick: () => choose(cell) },
        page.element(
          "span",
          { class: "name" },
          page.element("bdi", {}, cell[1]),
          page.element("small", {}, ...page.words(text.cell, values)),
        ),
        page.picture("bars", `of${level}`),
      ),
    );
  }

  function list(cells: Cell[]): void {
    page.say();
    page.put(into);
    byName(cells).forEach((group) => {
      const title = page.element(
        "h3",
        { style: "font-size:17px;margin:12px 0 8px" },
        ...page.fill("{name}", { name: group[0]![0] }),
      );
      into.appendChild(title);
      into.appendChild(page.element("ul", { class: "card" }, ...group.map(row)));
    });
  }

  function search(tries: number): void {
    page.say(looking);
    page.ask<Cell[] | { reason: string }>(
      "GET",
      "/api/bssids",
      PATIENCE_MS,
      undefined,
      (code, body) => {
        if (Array.isArray(body)) list(body);
        else if (code === 409 && tries > 0) setTimeout(() => search(tries - 1), AGAIN_MS);
        else page.say(text.noAnswer, {}, "bad");
      },
    );
  }

  page.put(
    into,
    page.paragraph(text.cellsNote, {}, "small"),
    page.element(
      "div",
      {},
      page.button(text.search, "quiet", () => search(2)),
    ),
  );
}
