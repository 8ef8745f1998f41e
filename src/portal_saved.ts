/** The saved networks, as the page shows them: never with their passwords. Loaded for one request. */
import { Fields } from "./form_codec";
import type { Response } from "./http_codec";
import type { Request } from "./http_reader";
import type { Reply } from "./http_server";
import { ssidOf } from "./join_request";
import { isRefusal, readForm, refusalAnswer } from "./portal_form";
import { failureJson, json, jsonText } from "./portal_json";
import type { Portal } from "./portal_session";
import { newNetwork, SavedNetwork } from "./saved_network_codec";
import { find, load, wipe } from "./saved_networks";
import { toValidUtf8 } from "./utf8_codec";

function hexCodec(): typeof import("./hex_codec") {
  return require("./hex_codec") as typeof import("./hex_codec");
}

function text(name: string, value: string | undefined): string {
  return value === undefined ? "" : `,"${name}":${jsonText(value)}`;
}

function rowOf(network: SavedNetwork, isNewest: boolean): string {
  const { ssid, joined, failed, cause } = network;
  const ip = network.address?.ip;
  const hex = toValidUtf8(ssid) === ssid ? undefined : hexCodec().encodeHex(ssid);
  const parts = [
    `{"ssid":${jsonText(ssid)},"newest":${isNewest}`,
    text("ssidHex", hex),
    string.format(',"joined":%d,"failed":%d', joined, failed),
    text("cause", cause),
    text("bssid", network.bssid),
    text("ip", ip),
    text("address", network.addressState),
  ];
  return `${table.concat(parts)}}`;
}

function listAnswer(portal: Portal): Response {
  const newest = portal.options.saved.network?.ssid;
  const networks = load();
  wipe(networks);
  if (newest !== undefined && find(networks, newest) === undefined) {
    table.insert(networks, 1, newNetwork(newest));
  }
  const rows: string[] = [];
  for (const network of networks) rows.push(rowOf(network, network.ssid === newest));
  return json(200, `[${table.concat(rows, ",")}]`);
}

function refuse(status: number, reason: string, message: string): Response {
  return json(status, failureJson(reason, undefined, message));
}

/** Answers GET /api/networks. With a setup code only who sends it may see them: by POST. */
export function listSaved(portal: Portal, _request: Request, reply: Reply): void {
  if (portal.options.setupCode === undefined) return reply(listAnswer(portal));
  reply(refuse(403, "wrong-code", "Send the setup code, by POST, to see the saved networks."));
}

function forget(portal: Portal, fields: Fields): string | undefined {
  const { saved } = portal.options;
  const { forgetAll, forgetNetwork } = require("./saved_forget") as typeof import("./saved_forget");
  const ssid = ssidOf(fields);
  if (fields.forget !== "all" && ssid === undefined) return "it has no name";
  const forgotten =
    fields.forget === "all" ? forgetAll(saved.network) : forgetNetwork(saved.network, ssid!);
  saved.network = forgotten.newest;
  return forgotten.problem;
}

/** Answers POST /api/networks: the list, after one network was forgotten, or all. */
export function changeSaved(portal: Portal, request: Request, reply: Reply): void {
  const fields = readForm(portal, request);
  if (isRefusal(fields)) return reply(refusalAnswer(fields, false));
  const { attempt } = portal;
  const isBusy = portal.scanWaiters !== undefined || attempt !== undefined;
  if (isBusy && fields.forget !== undefined) {
    return reply(refuse(409, "busy", "The device is busy with a network just now. Wait a moment."));
  }
  const problem = fields.forget === undefined ? undefined : forget(portal, fields);
  if (problem === undefined) reply(listAnswer(portal));
  else reply(refuse(503, "not-forgotten", `The network could not be forgotten: ${problem}.`));
}
