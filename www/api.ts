/** The device's routes. XMLHttpRequest, because it has a timeout on the oldest browser we support. */
import type { Network } from "./rules";

/** What GET /api/status tells; `id` and `ssidHex` may be missing. */
export interface Status {
  state: "idle" | "scanning" | "joining" | "online" | "failed";
  id?: string;
  ssid?: string;
  ssidHex?: string;
  message?: string;
  reason?: string;
  code?: number;
}

/** `code` is the HTTP status, 0 when nobody answered; `body` what the JSON held, if it was JSON. */
type Answered<Body> = (code: number, body: Body | undefined) => void;

// A phone that has left the network can hang on a request for a minute: ask again instead.
const STATUS_TIMEOUT_MS = 2500;
const LIST_TIMEOUT_MS = 5000;
// A scan takes the radio away for 2 to 4 s, and packets get lost meanwhile.
const SCAN_TIMEOUT_MS = 12000;
const JOIN_TIMEOUT_MS = 6000;

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

/** 202: it will be tried; ask for the status. 400, 403: why not. 409: another attempt runs. */
export function askToJoin(network: Network, password: string, answered: Answered<Status>): void {
  const form = { [network.hex ? "ssidHex" : "ssid"]: network.hex || network.name, password };
  ask("POST", "/api/access-point", JOIN_TIMEOUT_MS, form, answered);
}

/** Keeps the portal up for that long; 0 says that the result has been read. */
export function keepAlive(timeoutSeconds: number, answered?: Answered<unknown>): void {
  ask("POST", "/api/alive", STATUS_TIMEOUT_MS, { timeout: `${timeoutSeconds}` }, answered);
}

function ask<Body>(
  method: string,
  path: string,
  timeoutMs: number,
  form: Record<string, string> | undefined,
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
    if (answered) answered(request.status, body);
  };
  if (!form) return request.send();
  request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  request.setRequestHeader("Prefer", "respond-async");
  request.send(
    Object.keys(form)
      .map((name) => name + "=" + encodeURIComponent(form[name] || ""))
      .join("&"),
  );
}
