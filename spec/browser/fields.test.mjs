// An application's own fields: real Chromium, the shipped page and Lua on a simulated device.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FEW, KEY, MANY, NASTY, PASSWORD, useFieldsDevice } from "./fields_device.mjs";

const { world, open, look, press, password, heading, finish, flashFile } = useFieldsDevice();

test("a few fields stand below the password, and are checked before anything is sent", async () => {
  await open(FEW);
  await world.page.getByRole("button", { name: "Home" }).click();
  await world.page.getByLabel("Room").waitFor();
  assert.equal(await world.page.getByLabel("Brightness").inputValue(), "50");
  await look("few");
  await password().fill(PASSWORD);
  await world.page.getByLabel("Brightness").fill("7");
  await world.page.getByLabel("Cloud key").fill("abc");
  await press("Join");
  assert.equal(await world.page.getByLabel("Room").getAttribute("aria-invalid"), "true");
  assert.equal(
    await world.page.getByLabel("Room").evaluate((input) => input === document.activeElement),
    true,
  );
  await look("few-wrong");
  assert.equal(world.wire.record().includes("POST /api/access-point"), false);
  await world.page.getByLabel("Room").fill(NASTY.slice(0, 20));
  await world.page.getByLabel("Brightness").fill("75");
  await world.page.getByLabel("Cloud key").fill(KEY);
  await press("Join");
  const fields = await finish();
  assert.deepEqual(fields, { room: NASTY.slice(0, 20), brightness: "75", key: KEY, "": undefined });
  assert.equal(readFileSync(flashFile("wifi_setup_fields.txt"), "utf8").includes(KEY), false);
});

test("labels are in the phone's language", async () => {
  await open(FEW, { context: { locale: "de-AT" } });
  await world.page.getByRole("button", { name: "Home" }).click();
  await world.page.getByLabel("Zimmer").waitFor();
  await world.page.getByText("Das wird gebraucht.").waitFor();
});

test("many fields have a page of their own, and what was typed stays over a failed attempt", async () => {
  await open(MANY);
  await world.page.getByRole("button", { name: "Home" }).click();
  await password().fill("wrong password");
  await world.page.getByRole("button", { name: "Next" }).waitFor();
  assert.equal(await world.page.getByLabel("Broker").isVisible(), false);
  await press("Next");
  await heading("Settings");
  assert.equal(await password().isVisible(), false);
  assert.equal(await world.page.getByLabel(NASTY).isVisible(), true);
  assert.equal(await world.page.locator("main script").count(), 0);
  await look("many");
  await world.page.getByLabel("Broker").fill("a_b");
  await world.page.getByLabel("Serial number").fill("ab-1");
  await world.page.getByLabel("שם התקן").fill("0.3");
  await press("Join");
  for (const name of [NASTY, "Broker", "Serial number", "שם התקן"]) {
    assert.equal(await world.page.getByLabel(name).getAttribute("aria-invalid"), "true", name);
  }
  await look("many-wrong");
  await world.page.getByLabel(NASTY).fill(NASTY);
  await world.page.getByLabel("Broker").fill("broker.local");
  await world.page.getByLabel("Serial number").fill("AB-12");
  await world.page.getByLabel("שם התקן").fill("-0.5");
  await world.page.getByLabel("Mode").selectOption("fast");
  await world.page.getByLabel("Light at night").uncheck();
  await press("Back");
  assert.equal(await password().inputValue(), "wrong password");
  await press("Next");
  await press("Join");
  await world.page.getByText("did not accept the password").waitFor();
  await press("Check what you typed");
  await password().fill(PASSWORD);
  await press("Next");
  assert.equal(await world.page.getByLabel("Broker").inputValue(), "broker.local");
  assert.equal(await world.page.getByLabel("Light at night").isChecked(), false);
  await press("Join");
  const { room, broker, serial, level, mode, lit, key } = await finish();
  assert.deepEqual(
    { room, broker, serial, level, mode, lit, key },
    {
      room: NASTY,
      broker: "broker.local",
      serial: "AB-12",
      level: "-0.5",
      mode: "fast",
      lit: "false",
      key: undefined,
    },
  );
});
