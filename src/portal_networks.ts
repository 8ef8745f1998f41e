/** The list of networks, as the page asks for it. */
import type { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { unpackNetworks } from "./network_list_codec";
import { onDemand } from "./on_demand";
import { json, jsonText } from "./portal_json";
import { afterScan } from "./portal_scan";
import type { Portal } from "./portal_session";
import { toValidUtf8 } from "./utf8_codec";

function hexCodec(): typeof import("./hex_codec") {
  return require("./hex_codec") as typeof import("./hex_codec");
}

/** A name that is no text travels in hexadecimal digits too. */
function hexMember(ssid: string): string {
  return toValidUtf8(ssid) === ssid ? "" : `,"${onDemand(hexCodec, "encodeHex", ssid)}"`;
}

/** @param packed see network_list_codec */
function networksAnswer(packed: string): Response {
  const rows: string[] = [];
  for (const { ssid, rssiDbm, auth } of unpackNetworks(packed)) {
    const numbers = string.format(",%d,%d", rssiDbm, auth);
    rows.push("[" + jsonText(ssid) + numbers + hexMember(ssid) + "]");
  }
  return json(200, `[${table.concat(rows, ",")}]`);
}

/** Answers GET /api/access-points. */
export function listNetworks(portal: Portal, request: Request, reply: Reply): void {
  afterScan(portal, request, () => reply(networksAnswer(portal.networks)));
}
