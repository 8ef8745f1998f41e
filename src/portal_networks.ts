/** The list of networks, as the page asks for it. */
import type { Response } from "./http_codec";
import { unpackNetworks } from "./network_list_codec";
import { onDemand } from "./on_demand";
import { json, jsonText } from "./portal_json";
import { toValidUtf8 } from "./utf8_codec";

function inHex(ssid: string): string {
  const { encodeHex } = require("./hex_codec") as typeof import("./hex_codec");
  return `,"${encodeHex(ssid)}"`;
}

/** A name that is no text travels in hexadecimal digits too. */
function hexMember(ssid: string): string {
  return toValidUtf8(ssid) === ssid ? "" : onDemand(inHex, ssid);
}

/** @param packed see network_list_codec */
export function networksAnswer(packed: string): Response {
  const rows: string[] = [];
  for (const { ssid, rssiDbm, auth } of unpackNetworks(packed)) {
    const numbers = string.format(",%d,%d", rssiDbm, auth);
    rows.push("[" + jsonText(ssid) + numbers + hexMember(ssid) + "]");
  }
  return json(200, `[${table.concat(rows, ",")}]`);
}
