/** Fields of an application's own: what is inferred from a declaration, as a program would use it. */
import { defineFields, Field, readFields } from "../../src/wifi_setup_fields";
import type { Options } from "../../src/options";

const fields = defineFields([
  { name: "room", type: "text", label: { en: "Room", de: "Zimmer" }, required: true },
  { name: "broker", type: "text", label: "Broker", format: "hostname" },
  { name: "greeting", type: "text", label: "Greeting", default: "hello", pattern: "[a-z]+" },
  { name: "brightness", type: "number", label: "Brightness", min: 0, max: 100, default: 50 },
  { name: "limit", type: "number", label: "Limit", min: 0, max: 1, step: 0.1 },
  {
    name: "mode",
    type: "choice",
    label: "Mode",
    options: ["slow", { value: "fast", label: "As fast as it can" }],
    default: "slow",
  },
  { name: "zone", type: "choice", label: "Zone", options: ["north", "south"] },
  { name: "lit", type: "switch", label: "Light at night" },
  { name: "key", type: "password", label: "Key", help: "From the cloud." },
]);

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function isSame<A, B>(same: Same<A, B>): void {
  print(same);
}

const values = readFields(fields);
isSame<typeof values.room, string>(true);
isSame<typeof values.broker, string | undefined>(true);
isSame<typeof values.greeting, string>(true);
isSame<typeof values.brightness, number>(true);
isSame<typeof values.limit, number | undefined>(true);
isSame<typeof values.mode, "slow" | "fast">(true);
isSame<typeof values.zone, "north" | "south" | undefined>(true);
isSame<typeof values.lit, boolean>(true);
isSame<typeof values.key, string | undefined>(true);

// What the compiler says of a wrong default, and of a key of another type, names what would be right.
type Told<F extends Field> = Parameters<typeof defineFields<readonly [F]>>[0][0];
type Choice = { name: "x"; type: "choice"; label: "X"; options: ["a", "b"]; default: "c" };
type Switch = { name: "x"; type: "switch"; label: "X"; min: 0 };
isSame<Told<Choice>["the default has to be one of"], "a" | "b">(true);
isSame<Told<Switch>["means nothing for a field of this type"], "min">(true);

export const options: Options = { id: "lamp", fields, fieldsPage: false };
