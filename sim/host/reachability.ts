/** Says where the device can be reached from this host, from what the trace tells. */
import type { MapKind } from "./arguments";
import type { HostPort } from "./host_ports";
import { toBytes } from "./message_line";
import type { TraceFields } from "./trace_file";

export interface Reachability {
  /** Where its web server is for whoever is on its access point, or in its network without one. */
  url(): string;
  heard(event: TraceFields): void;
}

type FindHttpPort = (kind: MapKind) => HostPort | undefined;

function urlOf(port: HostPort | undefined): string {
  if (port === undefined) return "nowhere";
  const address = port.hostAddress === "0.0.0.0" ? "127.0.0.1" : port.hostAddress;
  return `http://${address}:${port.hostPort}/`;
}

export function createReachability(find: FindHttpPort, note: (text: string) => void): Reachability {
  let accessPointUp = false;
  let ssid = "";

  function sayAddress(ip: string): void {
    const home = find("sta");
    const later = home === undefined && accessPointUp ? " once its access point is off" : "";
    const network = Buffer.from(toBytes(ssid)).toString("utf8");
    note(`the device is at ${ip} on ${network}; from here: ${urlOf(home ?? find("tcp"))}${later}`);
  }

  return {
    url: () => urlOf(find("tcp")),
    heard(event) {
      const name = event.get("event");
      if (name === "ap_start") accessPointUp = true;
      if (name === "ap_stop" || name === "boot") accessPointUp = false;
      if (name === "sta_connect" || name === "sta_connected") {
        ssid = String(event.get("ssid") ?? ssid);
      }
      if (name === "sta_got_ip") sayAddress(String(event.get("ip")));
    },
  };
}
