/** Follows an attempt to its end, through the silence while the device's radio moves. */
import { setTimeout as sleep } from "node:timers/promises";
import { knownReason, SetupFailure } from "./outcome.mjs";
import { SILENCE_MS } from "./send_join.mjs";

const PAUSE_MS = 1000;
/** A device that rests this often in a row, while we wait for a result, has forgotten us. */
const MAX_RESTS = 3;

/** How an attempt ended by this status: its message; nothing while it runs. */
function resultIn(status, task) {
  if (status.state === "online") return `${status.message ?? ""}`;
  if (status.state !== "failed") return undefined;
  throw new SetupFailure(knownReason(status.reason), { ssid: task.name, code: status.code });
}

/**
 * @param {string} id of the device
 * @returns {Promise<string>} what the device says of its success: its new address, or a text of its own
 * @throws {SetupFailure}
 */
export async function followJoin(task, id, { routes, signal, show, timeoutMs }) {
  const deadlineMs = Date.now() + timeoutMs;
  let heardMs = Date.now();
  let rests = 0;
  show("joining", task.name);
  for (;;) {
    await sleep(PAUSE_MS, undefined, { signal });
    const { status: code, body } = await routes.status();
    signal.throwIfAborted();
    // Somebody else may have the address now that this computer has gone to another network.
    if (code === 200 && typeof body?.state === "string" && body.id === id) {
      heardMs = Date.now();
      const message = resultIn(body, task);
      if (message !== undefined) return message;
      rests = body.state === "joining" ? 0 : rests + 1;
      if (rests >= MAX_RESTS) throw new SetupFailure("restarted", { ssid: task.name });
      show("joining", task.name);
    } else show("silent", task.name);
    const now = Date.now();
    if (now - heardMs > Math.min(SILENCE_MS, timeoutMs) || now > deadlineMs) {
      throw new SetupFailure("lost", { ssid: task.name });
    }
  }
}
