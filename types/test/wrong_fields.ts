/** Fields of an application's own: uses that must not compile; each line says what it must be told. */
import { defineFields, readFields } from "../../src/wifi_setup_fields";

const fields = defineFields([
  { name: "room", type: "text", label: "Room" },
  { name: "brightness", type: "number", label: "Brightness", min: 0, max: 100, default: 50 },
  { name: "mode", type: "choice", label: "Mode", options: ["slow", "fast"], default: "slow" },
]);
const values = readFields(fields);

// @ts-expect-error nobody has to have typed it
export const size: number = values.room.length;
// @ts-expect-error a number is no text
export const text: string = values.brightness;
// @ts-expect-error no such option
export const isFaster = values.mode === "faster";
// @ts-expect-error no such field
export const colour = values.colour;
// @ts-expect-error it is read, not written
values.brightness = 7;

// @ts-expect-error no such type
defineFields([{ name: "x", type: "colour", label: "X" }]);
// @ts-expect-error the label is missing
defineFields([{ name: "x", type: "text" }]);
// @ts-expect-error a number needs its range
defineFields([{ name: "x", type: "number", label: "X", min: 0 }]);
// @ts-expect-error a default of another type
defineFields([{ name: "x", type: "number", label: "X", min: 0, max: 9, default: "5" }]);
// @ts-expect-error a default that is none of the options
defineFields([{ name: "x", type: "choice", label: "X", options: ["a", "b"], default: "c" }]);
// @ts-expect-error a choice needs options
defineFields([{ name: "x", type: "choice", label: "X" }]);
// @ts-expect-error a password has no default
defineFields([{ name: "x", type: "password", label: "X", default: "secret" }]);
// @ts-expect-error no such format
defineFields([{ name: "x", type: "text", label: "X", format: "fax" }]);
// @ts-expect-error means nothing for a switch
defineFields([{ name: "x", type: "switch", label: "X", min: 0 }]);
