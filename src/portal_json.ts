/** The portal's answers in JSON. Pure. */
import type { Response } from "./http_codec";
import { encodeString } from "./json_codec";
import type { Portal } from "./portal_session";
import { Status } from "./portal_state";
import { defuse, toJsonEscape } from "./portal_words";

const JSON_TYPE = "application/json";
const NO_SNIFFING = "X-Content-Type-Options: nosniff\r\n";

/** What a page has to know besides the status. */
export interface Terms {
  /** The name of the device, for the heading. */
  readonly id: string;
  readonly asksForCode: boolean;
  /** The access point has no password: everybody nearby can read along. */
  readonly isOpen: boolean;
  readonly sealedOnly: boolean;
  /** In hexadecimal digits, where the firmware can open what is sealed for it. */
  readonly sealKey: string | undefined;
  readonly challenge: string | undefined;
}

export function termsOf(portal: Portal): Terms {
  const { seal, options } = portal;
  return {
    id: options.id,
    asksForCode: options.setupCode !== undefined,
    isOpen: options.apPassword === undefined,
    sealedOnly: options.sealedOnly,
    sealKey: seal?.publicKeyHex,
    challenge: seal?.challenge,
  };
}

export function json(status: number, body: string): Response {
  return { status, contentType: JSON_TYPE, headers: NO_SNIFFING, body };
}

/** A JSON string without what a phone might take for a sign of the Internet. */
export function jsonText(text: string): string {
  return defuse(encodeString(text), toJsonEscape);
}

/** One member of a JSON object; what is absent is null. */
function member(name: string, value: string | number | undefined): string {
  if (value === undefined) return `"${name}":null`;
  const text = typeof value === "number" ? string.format("%d", value) : jsonText(value);
  return `"${name}":${text}`;
}

/** The same answer with the time when to come again (RFC 9110, 10.2.3). */
export function withRetry(response: Response, seconds: number): Response {
  const retry = string.format("Retry-After: %d\r\n", seconds);
  return {
    status: response.status,
    contentType: response.contentType!,
    body: response.body!,
    headers: (response.headers ?? "") + retry,
  };
}

function extras(): typeof import("./portal_extras") {
  return require("./portal_extras") as typeof import("./portal_extras");
}

export function statusJson(status: Status, terms: Terms, extraMembers = ""): string {
  const { sealKey } = terms;
  const members = [
    member("id", terms.id),
    member("state", status.state),
    member("ssid", status.ssid),
    member("message", status.message),
    member("reason", status.reason),
    member("code", status.code),
  ];
  if (terms.asksForCode) members.push('"asksForCode":true');
  if (sealKey !== undefined) {
    members.push(member("sealKey", sealKey));
    members.push(member("challenge", terms.challenge));
  } else if (terms.isOpen) members.push('"open":true');
  return `{${table.concat(members, ",")}${extraMembers}}`;
}

/**
 * How an attempt ended, or why there will be none.
 *
 * @param field the name of the application's field that is to blame
 */
export function failureJson(
  reason: string,
  code: number | undefined,
  message: string,
  field?: string,
): string {
  const blamed = field === undefined ? "" : `,${member("field", field)}`;
  return `{${member("reason", reason)},${member("code", code)},${member("message", message)}${blamed}}`;
}

/** How the portal is now. */
export function statusAnswer(portal: Portal): Response {
  return json(200, statusJson(portal.status, termsOf(portal), extras().extraMembers(portal)));
}

export function messageJson(message: string): string {
  return `{${member("message", message)}}`;
}
