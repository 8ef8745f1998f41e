// The fields by other ways: changed later, sealed, without JavaScript; real Chromium, a simulated device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FEW, KEY, MANY, NASTY, PASSWORD, useFieldsDevice } from "./fields_device.mjs";
import { findSecret } from "./wire.mjs";

const { world, open, reopen, look, press, password, heading, choose, finish } = useFieldsDevice();

test("fields are changed without another network, and a password never comes back", async () => {
  await open(FEW, {
    files: {
      "init.lua":
        'require("wifi_setup").setup(dofile("settings.lua"), function() dofile("app.lua") end)',
      "wifi_setup_fields.txt":
        "wifi_setup fields 1\ntext brightness 75\ntext room Hall\nsecret key 1\n\nend\n",
      "fieldkey_key.1": `${KEY}\nend\n`,
    },
  });
  await choose();
  await press("Join");
  const before = await finish();
  assert.equal(before.room, "Hall");
  assert.equal(before.key, KEY);

  await world.device.stop();
  await world.device.start();
  await world.device.event("ap_start");
  await reopen();
  await press("Settings");
  await heading("Settings");
  assert.equal(await password().isVisible(), false);
  assert.equal(await world.page.getByLabel("Room").inputValue(), "Hall");
  assert.equal(await world.page.getByLabel("Brightness").inputValue(), "75");
  assert.equal(await world.page.getByLabel("Cloud key").inputValue(), "");
  await world.page.getByText("Set. Type a new one to replace it.").waitFor();
  await look("saved");
  await world.page.getByLabel("Room").fill("Attic");
  await press("Remove it");
  await world.page.getByText("It will be removed.").waitFor();
  await press("Save, and join Home again");
  const now = await finish();
  assert.deepEqual([now.room, now.brightness, now.key], ["Attic", "75", undefined]);
  const heard = world.wire.record();
  assert.deepEqual(findSecret(heard, KEY), []);
  assert.deepEqual(findSecret(heard, PASSWORD), []);
});

test("where passwords are sealed, fields are too", async () => {
  await open(MANY, { modules: "sodium" });
  await choose();
  await press("Next");
  await world.page.getByLabel(NASTY).fill("Room 7 Canary");
  await world.page.getByLabel("Cloud key").fill(KEY);
  await press("Join");
  assert.equal((await finish()).key, KEY);
  const heard = world.wire.record();
  assert.ok(heard.includes("sealed="));
  assert.deepEqual(findSecret(heard, KEY), []);
  assert.deepEqual(findSecret(heard, "Room 7 Canary"), []);
});

test("without JavaScript there are simple inputs", async () => {
  await open(FEW, { context: { javaScriptEnabled: false } });
  await world.page.getByRole("link", { name: /list of networks/ }).click();
  const fill = async (key) => {
    await world.page.getByRole("radio", { name: "Home" }).check();
    await world.page.getByLabel("Password").fill(PASSWORD);
    await world.page.getByLabel("Brightness").fill("20");
    await world.page.getByLabel("Room").fill("Hall");
    await world.page.getByLabel("Cloud key").fill(key);
  };
  await look("plain");
  await fill("abc");
  await press("Join");
  await world.page.getByText("Cloud key: this has to be 4 to 64 characters").waitFor();
  await world.page.getByRole("link", { name: "Choose a network" }).click();
  await fill(KEY);
  await press("Join");
  const fields = await finish();
  assert.deepEqual([fields.room, fields.brightness, fields.key], ["Hall", "20", KEY]);
});
