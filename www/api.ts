/** The device's routes. XMLHttpRequest, because it has a timeout on the oldest browser we support. */
import type { Network } from "./rules";
import type { Draft } from "./state";

/** What GET /api/status tells; all but the state may be missing. */
export interface Status {
  state: "idle" | "scanning" | "joining" | "online" | "failed";
  id?: string;
  ssid?: string;
  ssidHex?: string;
  message?: string;
  reason?: string;
  code?: number;
  /** The setup network has no password, and nothing is sealed. */
  open?: boolean;
  asksForCode?: boolean;
  /** There is an advanced.js. */
  advanced?: boolean;
  /** Seal for this key, together with the challenge. */
  sealKey?: string;
  challenge?: string;
  /** Names of extra scripts that this device wants on its page. */
  extras?: string[];
  /** For the extra scripts: what the program calls the device, how it looks, and `<localName>.local`. */
  name?: string;
  colour?: string;
  logo?: boolean;
  localName?: string;
}

/** What extra scripts put into the form that asks to join. */
export const besides: Record<string, string | undefined> = {};

/** `code` is the HTTP status, 0 when nobody answered; `body` what the JSON held, if it was JSON. */
type Answered<Body> = (code: number, body: Body | undefined, text: string) => void;

// A phone that has left the network can hang on a request for a minute: ask again instead.
const STATUS_TIMEOUT_MS = 2500;
const LIST_TIMEOUT_MS = 5000;
// A scan takes the radio away for 2 to 4 s, and packets get lost meanwhile.
const SCAN_TIMEOUT_MS = 12000;
const JOIN_TIMEOUT_MS = 6000;
const SCRIPT_TIMEOUT_MS = 8000;

export function askStatus(answered: Answered<Status>): void {
  ask("GET", "/api/status", STATUS_TIMEOUT_MS, undefined, answered);
}

/** Rows are [name, rssiDbm, authmode, hex of the name when it is not UTF-8]. */
export function askNetworks(scan: boolean, answered: (networks?: Network[]) => void): void {
  ask<[string, number, number, string?][]>(
    "GET",
    "/api/access-points" + (scan ? "?scan=1" : ""),
    scan ? SCAN_TIMEOUT_MS : LIST_TIMEOUT_MS,
    undefined,
    (_code, rows) =>
      answered(
        Array.isArray(rows)
          ? rows.map((row) => ({ name: row[0], rssiDbm: row[1], auth: row[2], hex: row[3] }))
          : undefined,
      ),
  );
}

/** Version of the texts, number of the first one, and the texts; without the first two in English. */
export function askTexts(query: string, answered: Answered<string[]>): void {
  ask("GET", "/language" + query, SCRIPT_TIMEOUT_MS, undefined, answered);
}

export function askScript(path: string, answered: (script?: string) => void): void {
  ask("GET", path, SCRIPT_TIMEOUT_MS, undefined, (code, _body, text) =>
    answered(code === 200 ? text : undefined),
  );
}

/**
 * 202: it will be tried; ask for the status. 400, 403, 429: why not. 409: another attempt runs.
 * With `seal` all of it travels in the box, the challenge too: no part can be used in another one.
 */
export function askToJoin(
  network: Network,
  draft: Draft,
  challenge: string | undefined,
  seal: ((form: string) => string) | undefined,
  answered: Answered<Status>,
): void {
  const form = encode({
    [network.hex ? "ssidHex" : "ssid"]: network.hex || network.name,
    password: draft.password,
    setupCode: draft.code,
    challenge,
    ...besides,
  });
  ask(
    "POST",
    "/api/access-point",
    JOIN_TIMEOUT_MS,
    seal ? encode({ sealed: seal(form) }) : form,
    answered,
  );
}

/** Keeps the portal up (`timeout=` and seconds), or says that the result was read (`done=1`). */
export function keepAlive(form: string, answered?: Answered<unknown>): void {
  ask("POST", "/api/alive", STATUS_TIMEOUT_MS, form, answered);
}

/** What is empty or missing is left out. */
function encode(form: Record<string, string | undefined>): string {
  return Object.keys(form)
    .filter((name) => form[name])
    .map((name) => name + "=" + encodeURIComponent(form[name] || ""))
    .join("&");
}

/** Asks one route; every end is an answer. `form` as a browser would send it. */
export function ask<Body>(
  method: string,
  path: string,
  timeoutMs: number,
  form: string | undefined,
  answered?: Answered<Body>,
): void {
  const request = new XMLHttpRequest();
  request.open(method, path);
  request.timeout = timeoutMs;
  request.onloadend = () => {
    let body: Body | undefined;
    try {
      body = JSON.parse(request.responseText) as Body;
    } catch {
      // Empty, cut off, or a stranger at this address: no JSON.
    }
    if (answered) answered(request.status, body, request.responseText);
  };
  if (!form) return request.send();
  request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  request.setRequestHeader("Prefer", "respond-async");
  request.send(form);
}
