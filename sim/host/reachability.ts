/** Says where the device can be reached from this host, from what the trace tells. */
import type { MapKind } from "./arguments";
import type { HostPort } from "./host_ports";
import { toBytes } from "./message_line";
import type { TraceFields } from "./trace_file";

export interface Reachability {
  /** Where its web server is for whoever is on its access point, or in its network without one. */
  url(): string;
  heard(event: TraceFields): void;
  /** A client that came by this port was refused: says why where it's the network's other end. */
  refused(port: HostPort): void;
}

type FindHttpPort = (kind: MapKind) => HostPort | undefined;

function urlOf(port: HostPort | undefined): string {
  if (port === undefined) return "nowhere";
  const address = port.hostAddress === "0.0.0.0" ? "127.0.0.1" : port.hostAddress;
  return `http://${address}:${port.hostPort}/`;
}

/** `appFolder`: where an app.lua could be and is not. */
export function createReachability(
  find: FindHttpPort,
  appFolder: () => string | undefined,
  note: (text: string) => void,
): Reachability {
  const listening = new Set<number>();
  let accessPointUp = false;
  let online = false;
  /** The port of the device that a client was told of. */
  let refusedPort: number | undefined;
  let ssid = "";

  function sayAddress(ip: string): void {
    const home = find("sta");
    const later = home === undefined && accessPointUp ? " once its access point is off" : "";
    const network = Buffer.from(toBytes(ssid)).toString("utf8");
    note(`the device is at ${ip} on ${network}; from here: ${urlOf(home ?? find("tcp"))}${later}`);
  }

  function hearListening(event: TraceFields): void {
    if (event.get("proto") !== "tcp") return;
    const port = Number(event.get("port"));
    if (event.get("event") !== "listen") listening.delete(port);
    else {
      if (port === refusedPort && !listening.has(port))
        note(`the device's port ${port} answers now`);
      listening.add(port);
    }
  }

  return {
    url: () => urlOf(find("tcp")),
    refused({ kind, devicePort }) {
      const fromNetwork = online && (kind === "sta" || !accessPointUp);
      if (refusedPort !== undefined || !fromNetwork || listening.has(devicePort)) return;
      refusedPort = devicePort;
      const folder = appFolder();
      const advice = folder === undefined ? " just now" : `; an app.lua in ${folder} could`;
      note(`nothing listens on the device's port ${devicePort}${advice}`);
    },
    heard(event) {
      const name = event.get("event");
      if (name === "listen" || name === "close") hearListening(event);
      if (name === "sta_got_ip") online = true;
      if (name === "sta_disconnected" || name === "boot") online = false;
      if (name === "boot") listening.clear();
      if (name === "ap_start") accessPointUp = true;
      if (name === "ap_stop" || name === "boot") accessPointUp = false;
      if (name === "sta_connect" || name === "sta_connected") {
        ssid = String(event.get("ssid") ?? ssid);
      }
      if (name === "sta_got_ip") sayAddress(String(event.get("ip")));
    },
  };
}
