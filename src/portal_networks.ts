/** The list of networks, as the page asks for it. */
import type { Response } from "./http_codec";
import { unpackNetworks } from "./network_list_codec";
import * as onDemand from "./on_demand";
import { json, jsonText } from "./portal_json";
import type { Portal } from "./portal_session";
import { toValidUtf8 } from "./utf8_codec";

/** A name that is no text travels in hexadecimal digits too. */
function hexMember(ssid: string): string {
  return toValidUtf8(ssid) === ssid ? "" : `,"${onDemand.require("hex_codec", "encodeHex", ssid)}"`;
}

/** The answer to GET /api/access-points, made once for each scan. */
export function listAnswerOf(portal: Portal): Response {
  if (portal.listAnswer === undefined) {
    const rows: string[] = [];
    for (const { ssid, rssiDbm, auth } of unpackNetworks(portal.networks)) {
      const numbers = string.format(",%d,%d", rssiDbm, auth);
      rows.push("[" + jsonText(ssid) + numbers + hexMember(ssid) + "]");
    }
    portal.listAnswer = json(200, `[${table.concat(rows, ",")}]`);
  }
  return portal.listAnswer;
}
