/** A lamp whose setup page asks for three things besides the network, and what was typed, with its types. */
import { connectOrSetup } from "wifi_setup";
import { defineFields, readFields } from "wifi_setup_fields";

const fields = defineFields([
  { name: "room", type: "text", label: { en: "Room", de: "Zimmer" }, required: true },
  { name: "level", type: "number", label: "Brightness", min: 0, max: 100, step: 5, default: 50 },
  { name: "mode", type: "choice", label: "Light", options: ["steady", "breathing"] },
]);

connectOrSetup({ id: "lamp", fields }, (info, reason) => {
  if (info === undefined) {
    print(`no network: ${reason}`);
    return;
  }
  const { room, level, mode } = readFields(fields);
  print(`${room}: ${mode ?? "steady"} light at ${level} %`);
});
