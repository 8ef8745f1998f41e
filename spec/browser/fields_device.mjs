// A device whose program asks for fields of its own and prints them, for the tests of the page's fields.
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findings } from "./axe_findings.mjs";
import { lookInEverySize } from "./every_size.mjs";
import { PATIENCE_MS } from "./phone.mjs";
import { useTappedDevice } from "./tapped_device.mjs";

export const PASSWORD = "correct horse";
export const KEY = "Zitrone & 7";
const HOME = { ssid: "Home", password: PASSWORD, channel: 6, rssi: -48 };

export const NASTY = `"Bob's" <script>x</script> & Söhne`;
/** They stand below the password. */
export const FEW = `fields = {
  { name = "room", type = "text", label = { en = "Room", de = "Zimmer" }, help = "As it stands on the door.",
    required = true, maxLength = 20 },
  { name = "brightness", type = "number", label = "Brightness", min = 0, max = 100, step = 5, default = 50 },
  { name = "key", type = "password", label = "Cloud key", minLength = 4 },
}`;
/** They have a page of their own. */
export const MANY = `fields = {
  { name = "room", type = "text", label = [[${NASTY}]], help = [[${NASTY}]], required = true },
  { name = "broker", type = "text", label = "Broker", format = "hostname", help = "The computer that gets the readings." },
  { name = "serial", type = "text", label = "Serial number", pattern = "[A-Z]{2}-[0-9]+" },
  { name = "level", type = "number", label = "שם התקן", min = -10, max = 10, step = 0.5, default = 1.5 },
  { name = "mode", type = "choice", label = "Mode", options = { "slow", { value = "fast", label = "As fast as it can, whatever that costs in a month" } } },
  { name = "lit", type = "switch", label = "Light at night", default = true },
  { name = "key", type = "password", label = "Cloud key" },
}`;
const APP = `
local text = ""
local fields = require("wifi_setup_fields").readFields()
for name, value in pairs(fields) do text = text .. name .. "=" .. tostring(value) .. ";" end
print("fields: " .. text)
`;

/** For a test file: `open` starts a device with these fields and opens its page, `world` has what is open. */
export function useFieldsDevice() {
  const { start, show } = useTappedDevice();
  const world = {};

  const press = (name) => world.page.getByRole("button", { name, exact: true }).click();
  const password = () => world.page.getByLabel("Password", { exact: true });
  const heading = (name) => world.page.getByRole("heading", { name }).waitFor();

  async function reopen(context) {
    Object.assign(world, await show(context));
  }

  async function open(fields, { context, modules, files } = {}) {
    const air = { networks: [HOME], moveLossMs: 500 };
    const settings = `return { ${fields} }`;
    world.device = await start(air, { modules, settings, files: { "app.lua": APP, ...files } });
    await reopen(context);
  }

  /** In every size nothing is cut off, in both colour schemes, and axe finds nothing. */
  const look = (name) =>
    lookInEverySize(world.page, name, async () => {
      // Not without JavaScript: it would not run there.
      if (await world.page.evaluate(() => "page" in window)) {
        assert.deepEqual(await findings(world.page), [], name);
      }
    });

  async function choose() {
    await world.page.getByRole("button", { name: "Home" }).click();
    await password().fill(PASSWORD);
  }

  /** Waits for the setup's end and gives the fields as the program has them. */
  async function finish() {
    await heading("Connected");
    await press("Finish");
    const endMs = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = /fields: (.*)\n/.exec(world.device.log);
      if (found) return Object.fromEntries(found[1].split(";").map((pair) => pair.split("=")));
      assert.ok(Date.now() < endMs, `no application: ${world.device.log}`);
      await sleep(100);
    }
  }

  /** A file of the flash, once the simulator has put our files there. */
  const flashFile = (name) => join(world.device.flash, name);

  return { world, open, reopen, look, press, password, heading, choose, finish, flashFile };
}
