/** A device that asks for a password only when it has to: a router that is off is waited for. */
import { after } from "timer";
import { connect, ConnectionInfo, hasSsid, setup } from "wifi_setup";

const PAUSE_MS = 5000;

function onOnline(info: ConnectionInfo): void {
  print(`online at ${info.ip} in ${info.ssid}`);
}

function ask(): void {
  setup({ id: "doorbell" }, (info) => {
    if (info !== undefined) onOnline(info);
  });
}

function join(): void {
  connect({ connectTimeoutMs: 8000 }, (info, reason) => {
    print(info === undefined ? `not joined: ${reason}` : "joined");
    if (info !== undefined) onOnline(info);
    else if (reason === "wrong-password") ask();
    else after(PAUSE_MS, join);
  });
}

if (hasSsid()) join();
else ask();
