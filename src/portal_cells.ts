/**
 * Every access point in range: several may have one name, as in a mesh, and a person may want one of
 * them. Loaded for one request and the scan that it asks for.
 */
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { failureJson, json, jsonText, withRetry } from "./portal_json";
import { beginScan, endScan } from "./portal_scan";
import type { Portal } from "./portal_session";
import { toValidUtf8 } from "./utf8_codec";
import { distinct, scanRecords } from "./wifi_scan";

/** More would only cost memory. */
const MAX_CELLS = 32;
const BUSY_SECONDS = 6;

type Cell = wifi.sta.ScanRecord;

function hexCodec(): typeof import("./hex_codec") {
  return require("./hex_codec") as typeof import("./hex_codec");
}

function isStronger(left: Cell, right: Cell): boolean {
  return left.rssi > right.rssi;
}

/** [name, bssid, channel, rssiDbm, authmode, hex of the name when it is not UTF-8] */
function rowOf(
  { ssid, bssid, channel, rssi, auth }: Cell,
  toHex: (bytes: string) => string,
): string {
  const hex = toValidUtf8(ssid) === ssid ? "" : `,"${toHex(ssid)}"`;
  return string.format(
    "[%s,%s,%d,%d,%d%s]",
    jsonText(ssid),
    jsonText(bssid),
    channel,
    rssi,
    auth,
    hex,
  );
}

/** Answers GET /api/bssids: scans first. */
export function listCells(portal: Portal, _request: Request, reply: Reply): void {
  if (!beginScan(portal, [])) {
    const busy = failureJson("busy", undefined, "The device is busy just now. Wait a moment.");
    return reply(withRetry(json(409, busy), BUSY_SECONDS));
  }
  // Loaded now: what is loaded in a callback stays.
  const { encodeHex } = hexCodec();
  scanRecords((records) => {
    endScan(portal, records === undefined ? undefined : distinct(records));
    const cells = records ?? [];
    table.sort(cells, isStronger);
    const rows: string[] = [];
    for (const cell of cells) {
      if (cell.ssid !== "" && rows.length < MAX_CELLS) rows.push(rowOf(cell, encodeHex));
    }
    reply(json(200, `[${table.concat(rows, ",")}]`));
  });
}
