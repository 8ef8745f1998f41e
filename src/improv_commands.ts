/** What Improv's commands do: the portal's own steps, for somebody at the cable. Loaded for one at a time. */
import { Command, decodeSettings, encodeResult, ErrorState } from "./improv_codec";
import { checkJoin } from "./join_request";
import { unpackNetworks } from "./network_list_codec";
import type { Request } from "./http_reader";
import { warning } from "./logger";
import { startJoin } from "./portal_join";
import { afterScan } from "./portal_scan";
import type { Portal } from "./portal_session";
import { mayJoin, moveOn } from "./portal_state";

/** The number of wifi.AUTH_OPEN. */
const OPEN = 0;
const SCAN = { query: "scan=1" } as Request;

/** Sends a packet. */
export type Send = (this: void, packet: string) => void;
/** Says what is wrong: one of ErrorState. */
export type Refuse = (this: void, problem: ErrorState) => void;

/** Where the device can be opened, once it is online. */
export function sendUrl(portal: Portal, command: number, send: Send): void {
  const { info } = portal;
  send(encodeResult(command, info === undefined ? [] : [`http://${info.ip}/`]));
}

/** The same checks and the same attempt as by the page; who has the cable needs no code of the label. */
function joinNetwork(portal: Portal, values: string, send: Send, refuse: Refuse): void {
  const [ssid, password] = decodeSettings(values);
  if (ssid === undefined) return refuse(ErrorState.InvalidPacket);
  if (!mayJoin(portal.status)) return refuse(ErrorState.Unknown);
  // What the application can't begin without is asked for by the page alone.
  if (portal.options.saved.lacksFields === true) {
    warning("improv", "a field that is needed has no value yet: use the setup page");
    return refuse(ErrorState.UnableToConnect);
  }
  const checked = checkJoin({ ssid, password }, unpackNetworks(portal.networks));
  if (!checked.ok) return refuse(ErrorState.UnableToConnect);
  // The saved network, tried again just now, must not end the portal in between.
  portal.attempt?.cancel();
  portal.attempt = undefined;
  moveOn(portal, { type: "join-asked", ssid });
  refuse(ErrorState.None);
  startJoin(portal, checked.wish, () => {
    if (portal.status.state !== "online") return refuse(ErrorState.UnableToConnect);
    refuse(ErrorState.None);
    sendUrl(portal, Command.SendSettings, send);
  });
}

function sendNetworks(portal: Portal, send: Send): void {
  for (const { ssid, rssiDbm, auth } of unpackNetworks(portal.networks)) {
    const rssi = string.format("%d", rssiDbm);
    send(encodeResult(Command.RequestNetworks, [ssid, rssi, auth === OPEN ? "NO" : "YES"]));
  }
  send(encodeResult(Command.RequestNetworks, []));
}

/** Does what a command asks for, if it is a known one. The one for the state is answered elsewhere. */
export function run(
  portal: Portal,
  command: number,
  values: string,
  send: Send,
  refuse: Refuse,
): void {
  if (command === Command.SendSettings) {
    joinNetwork(portal, values, send, refuse);
  } else if (command === Command.RequestInfo) {
    const { describeDevice } = require("./improv_info") as typeof import("./improv_info");
    const texts = describeDevice();
    texts.push(portal.options.id);
    send(encodeResult(command, texts));
  } else if (command === Command.RequestNetworks) {
    afterScan(portal, SCAN, () => sendNetworks(portal, send));
  } else {
    refuse(ErrorState.UnknownCommand);
  }
}
