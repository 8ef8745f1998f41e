/** Sets one device up as the page does: find it, look what it sees, send, follow, let it go. */
import { findDevice, waitUntilFree } from "./find_device.mjs";
import { followJoin } from "./follow_join.mjs";
import { findNetworks, isOpen, isWanted } from "./networks.mjs";
import { SetupFailure } from "./outcome.mjs";
import { createRoutes } from "./routes.mjs";
import { checkKey, sendJoin } from "./send_join.mjs";

/**
 * What to do, and with which device.
 *
 * @typedef {object} Task
 * @property {string} url of the device
 * @property {string} [id] the name that the device has to have
 * @property {Set<string>} [doneIds] those that were set up at this address already
 * @property {string} [ssid] the network, or
 * @property {string} [ssidHex] its bytes
 * @property {string} name of the network, for people
 * @property {string} [password] @property {string} [code] asked for when they are missing and needed
 * @property {string} [fingerprint] of the key that the device has to have
 * @property {boolean} sealedOnly sends nothing readable
 * @property {number} waitMs how long to wait for the device @property {number} timeoutMs for the join
 */

async function gatherSecrets(task, status, networks, asker) {
  const network = networks?.find((one) => isWanted(one, task));
  // A password that nobody asks for need not travel.
  const needsNone = network !== undefined && isOpen(network);
  const password = needsNone ? "" : (task.password ?? (await asker.password(task)));
  if (password === undefined) throw new SetupFailure("password-needed", { ssid: task.name });
  const code = status.asksForCode === true ? (task.code ?? (await asker.code(task))) : undefined;
  if (status.asksForCode === true && code === undefined) throw new SetupFailure("code-needed");
  return { password, code };
}

/**
 * @param {Task} task
 * @param {object} run `signal` ends it; `show(step, detail)` hears how far it is, `note(sentence)` what a
 *   person should know; it is told the device's `id` and whether anything was sent (`hasSent`)
 * @param {{password(task), code(task)}} asker asks a person; gives nothing where there is none
 * @returns what the outcome says: `message` and `sealed`
 * @throws {SetupFailure}
 */
export async function setUpDevice(task, run, asker) {
  run.routes = createRoutes(task.url, run.signal);
  run.timeoutMs = task.timeoutMs;
  run.show("finding", task.url);
  const found = await findDevice(task, run, task.waitMs, task.id);
  run.id = `${found.id}`;
  const status = await waitUntilFree(task, run, found, task.waitMs);
  checkKey(task, status);
  run.show("looking");
  const networks = await findNetworks(run, false);
  const secrets = await gatherSecrets(task, status, networks, asker);
  if (status.open === true && secrets.password) {
    run.note("The device's access point is open: others nearby can read the password.");
  }
  await sendJoin(task, secrets, status, run);
  const message = await followJoin(task, status.id, run);
  run.show("ending");
  await run.routes.release();
  return { message, sealed: status.sealKey !== undefined };
}

/** Only lists what the device sees. */
export async function listNetworks(task, run) {
  run.routes = createRoutes(task.url, run.signal);
  run.show("finding", task.url);
  const status = await findDevice(task, run, task.waitMs, task.id);
  run.id = `${status.id}`;
  run.show("looking");
  const networks = await findNetworks(run, true);
  if (networks === undefined) throw new SetupFailure("no-device", { device: task.url });
  return { networks };
}
