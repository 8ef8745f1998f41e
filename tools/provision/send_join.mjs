/** Sends a device what to join, sealed where it has a key, until the device has taken it. */
import { setTimeout as sleep } from "node:timers/promises";
import { fingerprint } from "../label/secrets.mjs";
import { findDevice, waitUntilFree } from "./find_device.mjs";
import { knownReason, SetupFailure } from "./outcome.mjs";
import { seal } from "./seal.mjs";

const PAUSE_MS = 1000;
/** Times that the same is sent when it is not known whether it arrived, or a box was not opened. */
const MAX_SENDS = 4;
const DEFAULT_RETRY_SECONDS = 10;
/** The way to the device may be gone for so long when its radio moves. */
export const SILENCE_MS = 60000;

/**
 * Only the key that is asked for, and the one that was there at first, may be sealed for.
 *
 * @param {object} status of the device
 * @param {string | undefined} firstKey what it had before
 */
export function checkKey(task, status, firstKey = status.sealKey) {
  const { sealKey } = status;
  if (sealKey === undefined) {
    if (task.sealedOnly || task.fingerprint || firstKey) throw new SetupFailure("no-key");
    return;
  }
  const isKey = /^[0-9a-f]{64}$/i.test(sealKey);
  const found = isKey ? fingerprint(sealKey) : "which is none";
  const isExpected = task.fingerprint ? found === task.fingerprint : sealKey === firstKey;
  if (!isKey || !isExpected) throw new SetupFailure("wrong-fingerprint", { found });
}

/** Readable, or in a box where the device has a key. */
function formFor(task, secrets, status) {
  const form = new URLSearchParams(task.ssidHex ? { ssidHex: task.ssidHex } : { ssid: task.ssid });
  if (secrets.password) form.set("password", secrets.password);
  if (secrets.code) form.set("setupCode", secrets.code);
  if (status.sealKey === undefined) return form;
  form.set("challenge", `${status.challenge}`);
  return new URLSearchParams({ sealed: seal(String(form), status.sealKey) });
}

/** Why it is no use to go on; nothing when the same may be sent again. */
function refusalIn({ status, body }, task) {
  const isRefusal = (status === 400 || status === 403) && typeof body?.reason === "string";
  if (!isRefusal) return new SetupFailure("no-device", { device: task.url });
  if (body.reason === "bad-seal") return undefined;
  if (status === 400) return new SetupFailure("refused", { said: `${body.message}` });
  return new SetupFailure(knownReason(body.reason), { ssid: task.name, code: body.code });
}

/** Comes again when the device says so. */
async function waitTurn({ retrySeconds = DEFAULT_RETRY_SECONDS }, reason, deadlineMs, run) {
  if (Date.now() + retrySeconds * 1000 > deadlineMs) throw new SetupFailure(reason);
  run.show(reason, retrySeconds);
  await sleep(retrySeconds * 1000, undefined, { signal: run.signal });
}

/** What was sent without an answer has arrived after all. */
function hasTaken(status, task) {
  const isAtIt = status.state === "joining" || status.state === "online";
  return isAtIt && (Boolean(task.ssidHex) || status.ssid === task.ssid);
}

/**
 * @param {object} first the device's status before
 * @param {{password: string, code?: string}} secrets
 * @throws {SetupFailure}
 */
export async function sendJoin(task, secrets, first, run) {
  const deadlineMs = Date.now() + run.timeoutMs;
  let status = first;
  let isDoubtful = false;
  for (let sends = 1; ;) {
    run.show("sending", task.name);
    run.hasSent = true;
    const answer = await run.routes.join(formFor(task, secrets, status));
    run.signal.throwIfAborted();
    if (answer.status === 202 || answer.status === 200) return;
    if (answer.status === 409) {
      if (!isDoubtful) await waitTurn(answer, "busy", deadlineMs, run);
    } else if (answer.status === 429) {
      await waitTurn(answer, "too-many-tries", deadlineMs, run);
    } else {
      isDoubtful ||= answer.status === 0;
      const refusal = answer.status === 0 ? undefined : refusalIn(answer, task);
      if (refusal) throw refusal;
      const reason = answer.status === 0 ? "lost" : "bad-seal";
      if (sends === MAX_SENDS) throw new SetupFailure(reason, { ssid: task.name });
      sends += 1;
      await sleep(PAUSE_MS, undefined, { signal: run.signal });
    }
    status = await findDevice(task, run, SILENCE_MS, first.id);
    if (isDoubtful && hasTaken(status, task)) return;
    status = await waitUntilFree(task, run, status, SILENCE_MS);
    checkKey(task, status, first.sealKey);
  }
}
