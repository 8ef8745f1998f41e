/** A client that is not our page: libsodium seals, the simulated device opens, and joins. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import sodium from "libsodium-wrappers";
import { SimulatedDevice } from "../browser/simulated_device.mjs";

const PASSWORDS = ["8 bytes!", `ü€🦄${"x".repeat(54)}`, "0123456789abcdef".repeat(4)];

async function join(t, password) {
  const device = new SimulatedDevice(
    { networks: [{ ssid: "Home", password, channel: 6 }], moveLossMs: 0 },
    { modules: "sodium", settings: "return { sealedOnly = true }" },
  );
  t.after(() => device.remove());
  const url = await device.start();
  await device.event("ap_start");
  const { sealKey, challenge } = await (await fetch(new URL("api/status", url))).json();
  const form = new URLSearchParams({ ssid: "Home", password, challenge });
  const sealed = sodium.crypto_box_seal(`${form}`, sodium.from_hex(sealKey), "hex");
  const answer = await fetch(new URL("api/access-point", url), {
    method: "POST",
    headers: { Prefer: "respond-async" },
    body: new URLSearchParams({ sealed }),
  });
  assert.equal(answer.status, 202, await answer.text());
  assert.equal((await device.event("sta_saved")).ssid, "Home");
}

describe("a box of libsodium", async () => {
  await sodium.ready;
  for (const password of PASSWORDS) {
    it(`opens with ${Buffer.byteLength(password)} bytes in it`, (t) => join(t, password));
  }
});
