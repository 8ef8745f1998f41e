/** The application's own fields in the portal: what the page gets of them, and what it may send. */
import { describeField } from "./field_json";
import { presentTexts, keep, FieldTexts } from "./field_store";
import { defaultText, plainWords, wanted } from "./field_value";
import type { Fields } from "./form_codec";
import type { Response } from "./http_codec";
import type { Wish } from "./join_request";
import { json, jsonText } from "./portal_json";
import type { Portal } from "./portal_session";
import type { Field } from "./wifi_setup_fields";

/** Why nothing of a form is used. */
export interface FieldRefusal {
  readonly status: 400 | 500;
  readonly reason: "field" | "other";
  readonly message: string;
  /** The name of the field that is to blame. */
  readonly field?: string;
}

/** More fields than these have a page of their own. */
const MOST_BESIDE_PASSWORD = 3;

const NOT_KEPT = "The device could not keep the settings: its flash is full.";
const NO_NETWORK: FieldRefusal = {
  status: 400,
  reason: "other",
  message: "There is no saved network. Choose one.",
};

function refusal(field: Field, text: string): FieldRefusal {
  const message = `${plainWords(field.label)}: ${text}.`;
  return { status: 400, reason: "field", message, field: field.name };
}

/** Collects the texts that the form changes, or says what is wrong with one of them. */
function readChanges(
  fields: readonly Field[],
  sent: Fields,
  changes: FieldTexts,
): FieldRefusal | undefined {
  const present = presentTexts(fields);
  for (const field of fields) {
    const { name } = field;
    const text = sent[`field.${name}`] ?? "";
    const isDropped = text === "" && sent[`drop.${name}`] === "1";
    const problem = text === "" ? undefined : wanted(field, text);
    if (problem !== undefined) return refusal(field, `this has to be ${problem}`);
    if (text !== "" || isDropped) changes[name] = text;
    const kept = isDropped ? undefined : present[name];
    if (field.required === true && text === "" && (kept ?? defaultText(field)) === undefined) {
      return refusal(field, "this is needed");
    }
  }
  return undefined;
}

/** A page of other fields than these sent it. */
function strangerOf(fields: readonly Field[], sent: Fields): string | undefined {
  const known: Record<string, true> = {};
  for (const { name } of fields) known[name] = true;
  for (const [key] of pairs(sent)) {
    const name = stringMatch(key, "^field%.(.*)$") ?? stringMatch(key, "^drop%.(.*)$");
    if (name !== undefined && known[name] === undefined) return name;
  }
  return undefined;
}

/**
 * Checks the fields of a form that asks to join. What is to be kept once it has joined goes with the wish.
 *
 * @returns why the form is refused
 */
export function checkFields(portal: Portal, sent: Fields, wish: Wish): FieldRefusal | undefined {
  const fields = portal.options.fields!;
  const stranger = strangerOf(fields, sent);
  if (stranger !== undefined) {
    return {
      status: 400,
      reason: "field",
      message: "There is no such field. Open the page again.",
      field: stranger,
    };
  }
  const changes: FieldTexts = {};
  wish.fieldTexts = changes;
  return readChanges(fields, sent, changes);
}

/** Keeps what goes with a wish. Gives one sentence when it can't be. */
export function keepFields(portal: Portal, wish: Wish): string | undefined {
  const texts = wish.fieldTexts!;
  wish.fieldTexts = undefined;
  const [name] = next(texts);
  if (name !== undefined && !keep(portal.options.fields!, texts)) return NOT_KEPT;
  portal.options.saved.lacksFields = undefined;
  return undefined;
}

/** New values without another network: they are kept at once, and then the saved network is joined. */
export function wishForSaved(portal: Portal, sent: Fields): Wish | FieldRefusal {
  const { network } = portal.options.saved;
  if (network === undefined) return NO_NETWORK;
  const { ssid, password, weakestAuth } = network;
  const wish: Wish = { ssid, password, weakestAuth, channel: undefined, isSaved: true };
  const problem = checkFields(portal, sent, wish);
  if (problem !== undefined) return problem;
  const message = keepFields(portal, wish);
  return message === undefined ? wish : { status: 500, reason: "other", message };
}

/** Who does not know the setup code sees nothing that was typed before. */
export function fieldsAnswer(portal: Portal): Response {
  const { fields, fieldsPage, saved, setupCode } = portal.options;
  const list = fields!;
  const present = presentTexts(list);
  const rows: string[] = [];
  for (const field of list) {
    rows.push(describeField(field, present[field.name], setupCode === undefined));
  }
  const page = fieldsPage ?? list.length > MOST_BESIDE_PASSWORD;
  const ssid = saved.network === undefined ? "null" : jsonText(saved.network.ssid);
  return json(
    200,
    `{"page":${tostring(page)},"saved":${ssid},"fields":[${table.concat(rows, ",")}]}`,
  );
}
