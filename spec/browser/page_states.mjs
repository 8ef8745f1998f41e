// The states of the page for tests that look at all of them, in any language: a pretended device.
import { startPageServer } from "../../tools/page_server.mjs";

const PASSWORD = "correct horse";
const RESULT = { ssid: "Harbour Street 12", message: "192.168.1.50" };

const network = (page) => page.locator("button.row").first();
const secret = (page) => page.locator("input[type=password]");
const submit = (page) => page.locator("form button.main");

async function choose(page) {
  await network(page).click();
  await secret(page).waitFor();
}

async function join(page) {
  await choose(page);
  await secret(page).fill(PASSWORD);
  await submit(page).click();
}

const failed = (reason, code) => ({
  status: { state: "failed", ssid: RESULT.ssid, reason, code },
  until: "button.main",
});

/**
 * Name to how it is reached: the pretended device's mood and status, what a person does, and what is on
 * the page then.
 */
export const STATES = {
  list: { until: "button.row" },
  "list-empty": { mood: "empty", until: "button.row" },
  "list-nasty": { mood: "nasty", until: "button.row" },
  "list-many": { mood: "many", until: "button.row" },
  searching: { mood: "slow", until: "#again[aria-disabled=true]" },
  password: { act: choose, until: "input[type=password]" },
  "password-wrong": {
    act: async (page) => {
      await choose(page);
      await secret(page).fill("short");
      await submit(page).click({ force: true });
    },
    until: "[aria-invalid=true]",
  },
  "password-shown": {
    act: async (page) => {
      await choose(page);
      await secret(page).fill(PASSWORD);
      await page.locator(".line button[aria-describedby]").click();
    },
    until: "#password[type=text]",
  },
  hidden: { act: (page) => page.locator("button.row").last().click(), until: "#name" },
  "open-setup": { mood: "open", act: choose, until: "#password" },
  code: { mood: "code", act: choose, until: "#code" },
  "code-wrong": {
    mood: "code",
    act: async (page) => {
      await choose(page);
      await secret(page).fill(PASSWORD);
      await page.locator("#code").fill("000000");
      await submit(page).click();
    },
    until: "#code[aria-invalid=true]",
  },
  sealed: { mood: "sealed", act: choose, until: "form > p.small bdi" },
  "key-new": { mood: "sealed-new-key", act: join, until: "#live.bad" },
  unsealed: { mood: "sealed-no-script", act: join, until: "form .wide" },
  joining: { status: { state: "joining", ssid: RESULT.ssid }, until: ".spinner" },
  busy: { mood: "busy", act: join, until: ".spinner" },
  lost: {
    before: (page) => page.clock.install(),
    act: async (page, server) => {
      server.close();
      // One try counts for 5 s at most: each needs its own answer, which is none.
      while ((await page.locator("ol").count()) === 0) await page.clock.runFor(6000);
    },
    status: { state: "joining", ssid: "x" },
    until: "ol",
  },
  connected: { status: { state: "online", ...RESULT }, until: ".result + button" },
  hint: {
    mood: "hint",
    status: { state: "online", ssid: RESULT.ssid, message: "Say “hello” to http://lamp.local/" },
    until: ".result + button",
  },
  done: {
    status: { state: "online", ...RESULT },
    act: (page) => page.locator("button.main").click(),
    until: ".result:last-child, .result + p",
  },
  "wrong-password": failed("wrong-password", 15),
  "not-found": failed("not-found", 201),
  "no-address": failed("no-address"),
  enterprise: failed("enterprise"),
  "signal-lost": failed("signal-lost", 200),
  other: failed("other", 203),
};

/** Brings an empty page there; `close` the server afterwards. */
export async function openState(page, name) {
  const { mood = "fine", status, before, act, until } = STATES[name];
  const server = await startPageServer({ mood });
  if (status) server.device.status = status;
  await before?.(page);
  await page.goto(server.url);
  await act?.(page, server);
  await page.locator(until).first().waitFor();
  return { page, server, close: () => server.close() };
}
