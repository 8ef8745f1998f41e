/** The device's routes (docs/portal.md), as the page uses them: one request a connection, with limits. */
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const STATUS_TIMEOUT_MS = 2500;
const LIST_TIMEOUT_MS = 5000;
/** A scan takes the radio away for 2 to 4 s, and packets get lost meanwhile. */
const SCAN_TIMEOUT_MS = 12000;
const JOIN_TIMEOUT_MS = 6000;
/** The longest list of networks has a tenth of this. */
const MAX_ANSWER_BYTES = 65536;
const MAX_RETRY_SECONDS = 120;
const RELEASE_TRIES = 4;
const PAUSE_MS = 1000;

/**
 * One answer: `status` is 0 when none came, and then `trouble` the system's word for it; `body` is what
 * the JSON held, if it was JSON; `retrySeconds` when the device wants to be asked again.
 *
 * @typedef {{status: number, body?: any, retrySeconds?: number, trouble?: string}} Answer
 */

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Empty, cut off, or a stranger at this address: no JSON.
    return undefined;
  }
}

function readAnswer(response, finish) {
  const pieces = [];
  let bytes = 0;
  response.on("data", (piece) => {
    bytes += piece.length;
    if (bytes > MAX_ANSWER_BYTES) response.destroy(new Error("too long"));
    else pieces.push(piece);
  });
  response.on("error", (error) => finish({ status: 0, trouble: error.code ?? error.message }));
  response.on("end", () => {
    const retry = Number(response.headers["retry-after"]);
    finish({
      status: response.statusCode,
      body: parse(Buffer.concat(pieces).toString("utf8")),
      retrySeconds: retry > 0 ? Math.min(Math.ceil(retry), MAX_RETRY_SECONDS) : undefined,
    });
  });
}

/** @returns {Promise<Answer>} */
function ask(url, method, timeoutMs, form, signal) {
  const body = form === undefined ? undefined : String(form);
  const headers = { Accept: "application/json", "User-Agent": "wifi-provision" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/x-www-form-urlencoded";
    headers["Content-Length"] = Buffer.byteLength(body);
    headers.Prefer = "respond-async";
  }
  const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  return new Promise((resolve) => {
    const asked = request(url, { method, headers, agent: false, signal: either });
    asked.on("error", (error) => {
      const trouble = error.name === "AbortError" ? "ETIMEDOUT" : (error.code ?? error.message);
      resolve({ status: 0, trouble });
    });
    asked.on("response", (response) => readAnswer(response, resolve));
    asked.end(body);
  });
}

/**
 * @param {string} url of the device
 * @param {AbortSignal} signal ends whatever is under way: the answer then has the status 0
 */
export function createRoutes(url, signal) {
  const to = (path) => new URL(path, url);

  const status = () => ask(to("/api/status"), "GET", STATUS_TIMEOUT_MS, undefined, signal);

  /** Rows are [name, rssiDbm, authmode, hex of the name when it is not UTF-8]. */
  const networks = (scan) =>
    scan
      ? ask(to("/api/access-points?scan=1"), "GET", SCAN_TIMEOUT_MS, undefined, signal)
      : ask(to("/api/access-points"), "GET", LIST_TIMEOUT_MS, undefined, signal);

  const join = (form) => ask(to("/api/access-point"), "POST", JOIN_TIMEOUT_MS, form, signal);

  /** Says that the result was read, so that the access point goes off. */
  async function release() {
    const form = new URLSearchParams({ timeout: "0" });
    for (let tries = RELEASE_TRIES; tries > 0; tries -= 1) {
      const { status: code } = await ask(to("/api/alive"), "POST", STATUS_TIMEOUT_MS, form, signal);
      if (code !== 0) return;
      await sleep(PAUSE_MS, undefined, { signal });
    }
  }

  return { status, networks, join, release };
}
