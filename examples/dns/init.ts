/** A DNS server for a house of lamps: it knows their names and its own, and no others. */
import * as dnsServer from "dns_server";
import { connectOrSetup } from "wifi_setup";

const addresses: Record<string, string> = {
  "hall.lamp": "192.168.1.61",
  "porch.lamp": "192.168.1.62",
};

connectOrSetup({ id: "names" }, (info) => {
  if (info === undefined) return;
  addresses["names.lamp"] = info.ip;
  dnsServer.create({ resolve: (name) => addresses[name] });
});
