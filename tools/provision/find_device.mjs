/** Waits for a device: that it answers, that it is the right one, and that nobody else sets it up. */
import { setTimeout as sleep } from "node:timers/promises";
import { SetupFailure, shortOf } from "./outcome.mjs";

const PAUSE_MS = 1000;

/** Why this is not the device's status; nothing when it is. */
function troubleWith(answer, task, id) {
  const { status, body, trouble } = answer;
  const device = task.url;
  if (status === 0) return new SetupFailure("unreachable", { device, trouble });
  const isStatus = status === 200 && typeof body?.state === "string";
  if (!isStatus) return new SetupFailure("no-device", { device });
  const isRight = id === undefined ? !task.doneIds?.has(`${body.id}`) : body.id === id;
  if (isRight) return undefined;
  return new SetupFailure("other-device", { device, id, found: `${body.id}` });
}

/**
 * Asks for the status until the device answers.
 *
 * @param {number} waitMs then it gives up
 * @param {string | undefined} id whom the status has to name
 * @throws {SetupFailure} unreachable, no-device, other-device
 */
export async function findDevice(task, { routes, signal, show }, waitMs, id) {
  const deadlineMs = Date.now() + waitMs;
  for (;;) {
    const answer = await routes.status();
    signal.throwIfAborted();
    const trouble = troubleWith(answer, task, id);
    if (trouble === undefined) return answer.body;
    if (Date.now() + PAUSE_MS > deadlineMs) throw trouble;
    const { reason, what } = trouble;
    show("waiting", { url: task.url, trouble: shortOf(reason, what) }, waitMs);
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

/**
 * Waits while an attempt of somebody else runs.
 *
 * @returns the device's status, in which an attempt may begin
 * @throws {SetupFailure} busy, already-joined, or as findDevice
 */
export async function waitUntilFree(task, run, status, waitMs) {
  const deadlineMs = Date.now() + run.timeoutMs;
  let now = status;
  while (now.state === "joining") {
    if (Date.now() > deadlineMs) throw new SetupFailure("busy");
    run.show("busy");
    await sleep(PAUSE_MS, undefined, { signal: run.signal });
    now = await findDevice(task, run, waitMs, status.id);
  }
  if (now.state === "online") throw new SetupFailure("already-joined", { joined: `${now.ssid}` });
  return now;
}
