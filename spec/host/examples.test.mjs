/** Every example: built, short, its README in step, run, and doing what its README says. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import WebSocket from "ws";
import { buildExamples, exampleNames, findFaults, readmeOf } from "../../tools/build_examples.mjs";
import { buildSimulator } from "../../tools/build_sim.mjs";
import { makeFlash, neededModules } from "../../tools/example_flash.mjs";
import { saveNetwork } from "../../tools/saved_network.mjs";
import { terminalText } from "../../tools/terminal_text.mjs";
import { run } from "./clients.mjs";
import { HOME, makeFolder, startDevice, until } from "./support.mjs";

const TOOL = fileURLToPath(new URL("../../tools/example.mjs", import.meta.url));
const INDEX = fileURLToPath(new URL("../../docs/examples.md", import.meta.url));

/** Each `$ command` of a README with the lines below it. */
function commandsOf(name) {
  const blocks = [...readmeOf(name).matchAll(/^```console\n(.*?)^```$/gms)];
  return blocks.flatMap(([, text]) =>
    text
      .replaceAll("\\\n", "")
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command] = part.split("\n", 1);
        return { command, answer: part.slice(command.length + 1).trimEnd() };
      }),
  );
}

/** The example on a device that begins as `make example` lets it begin. */
async function start(t, name, { networks = [HOME], argv = [], prepare = () => undefined } = {}) {
  const folder = makeFolder(t);
  const flash = join(folder, "flash");
  await makeFlash(name, flash);
  prepare(flash);
  return startDevice(t, { folder, networks, argv });
}

async function startOnline(t, name, more) {
  const device = await start(t, name, more);
  await device.event("sta_got_ip", { ip: "192.168.1.50" });
  return device;
}

const outputs = (device) => device.events().filter(({ event }) => event === "gpio");

/** The level that each output was given last. */
const levels = (device) =>
  Object.fromEntries(outputs(device).map(({ pin, level }) => [pin, level]));

/** A client that has heard `messages`, as soon as its server runs. */
function connect(t, device, path) {
  return until(`a WebSocket at ${path}`, async () => {
    const socket = new WebSocket((await device.url()).replace("http", "ws") + path);
    const messages = [];
    socket.on("message", (bytes) => messages.push(bytes.toString()));
    const isOpen = await new Promise((resolve) => {
      socket.once("open", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    if (!isOpen) return undefined;
    t.after(() => socket.terminate());
    return { socket, messages };
  });
}

before(async () => {
  buildExamples();
  await buildSimulator();
});

describe("the folder of examples", () => {
  it("has only short programs, and the Lua of each in its README", () => {
    assert.deepEqual(exampleNames().flatMap(findFaults), []);
  });

  it("is listed in the docs, each one with a way to run it", () => {
    const index = readFileSync(INDEX, "utf8");
    for (const name of exampleNames()) {
      assert.ok(index.includes(`(../examples/${name}) |`), name);
      const way = name === "demo" ? "make demo" : `make example NAME=${name}`;
      assert.ok(readmeOf(name).includes(`\`\`\`sh\n${way}\n\`\`\``), name);
    }
  });

  it("makes a flash with the modules that are needed, and no others", async (t) => {
    const folder = makeFolder(t);
    await makeFlash("rest-api", folder);
    const names = readdirSync(folder).filter((name) => name.endsWith(".lua"));
    const programs = names.map((name) => readFileSync(join(folder, name), "utf8"));
    const modules = neededModules([...programs, 'require("wifi_setup")']);
    assert.deepEqual(names, [...modules, "app", "init"].map((name) => `${name}.lua`).sort());
    assert.ok(modules.includes("json_value_codec"), "loaded when it is needed");
    for (const name of ["websocket", "scheduler", "static_files"]) {
      assert.ok(!modules.includes(name) || name === "static_files", name);
    }
  });
});

describe("tools/example.mjs", { concurrency: true }, () => {
  function launchTool(t, ...argv) {
    const child = spawn(process.execPath, [TOOL, ...argv]);
    const said = { out: "", err: "" };
    child.stdout.on("data", (bytes) => (said.out += bytes));
    child.stderr.on("data", (bytes) => (said.err += bytes));
    t.after(() => child.kill("SIGKILL"));
    return { child, said, ended: new Promise((resolve) => child.on("close", resolve)) };
  }

  it("tells the names when there is none or a wrong one", async (t) => {
    for (const argv of [[], [""], ["rest"]]) {
      const { said, ended } = launchTool(t, ...argv);
      assert.equal(await ended, 2);
      assert.match(said.err, /^(Which example\?|There is no example rest\.) [^\n]+\n$/);
      for (const name of exampleNames()) assert.ok(said.err.includes(name));
    }
  });

  it("says what to look at, and runs the example in build/examples", async (t) => {
    const maps = ["--map", "80=0", "--map", "udp:53=0"];
    const { child, said, ended } = launchTool(t, "scheduler", "--fresh", ...maps);
    await until("the program", () => /\n(> )?3\n/.test(said.out));
    assert.match(said.err, /^The console: a countdown/);
    await until("its address", () => /the device is at 192\.168\.1\.50 on Home/.test(said.err));
    child.kill("SIGTERM");
    assert.equal(await ended, 0);
  });
});

describe("what an example says at its start", { concurrency: true }, () => {
  /** As tools/example.mjs shows it, for a run with these ports. */
  const shown = (name) => {
    const maps = ["--map", "80=0", "--map", "udp:53=0"];
    const argv = [TOOL, name, "--fresh", ...maps];
    return new Promise((resolve) => {
      const child = spawn(process.execPath, argv);
      let said = "";
      let out = "";
      child.stderr.on("data", (bytes) => (said += bytes));
      child.stdout.on("data", (bytes) => {
        out += bytes;
        if (out.includes("\n")) child.kill("SIGTERM");
      });
      child.on("close", () => resolve({ said, url: out.split("\n")[0] }));
    });
  };

  it("names the ports of this run, and no other", async () => {
    const page = await shown("custom-page");
    assert.match(page.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.ok(page.said.startsWith(`Open ${page.url} and join the network Home`), page.said);
    const { said } = await shown("dns");
    assert.match(said, /^\$ dig \+short -p \d+ @127\.0\.0\.1 hall\.lamp\n/);
    assert.doesNotMatch(page.said + said, /\b(8080|5300)\b/);
  });

  it("has lines that fit, and no marks of Markdown", () => {
    for (const name of exampleNames()) {
      const [, section] = /## What to look at\n+([^]*?)\n## /.exec(readmeOf(name));
      const text = terminalText(section, `examples/${name}`);
      assert.doesNotMatch(text, /\]\(|`/, name);
      assert.deepEqual(
        text.split("\n").filter((line) => line.length > 79),
        [],
        name,
      );
    }
  });
});

describe("what the READMEs tell to type", { concurrency: true }, () => {
  const names = exampleNames().filter((name) => commandsOf(name).length > 0);
  assert.deepEqual(names, ["dns", "own-fields", "rest-api", "static-site"]);
  for (const name of names) {
    it(name, async (t) => {
      const device = await (name === "own-fields" ? start : startOnline)(t, name);
      const isDns = name === "dns";
      const port = await device.hostPort(isDns ? "udp" : "tcp", isDns ? 53 : 80);
      for (const { command, answer } of commandsOf(name)) {
        const ported = command.replaceAll(isDns ? "-p 5300" : "127.0.0.1:8080", () =>
          isDns ? `-p ${port}` : `127.0.0.1:${port}`,
        );
        const { text } = await run("bash", "-c", ported);
        const printed = text.replaceAll("\r", "").replaceAll(`127.0.0.1:${port}`, "127.0.0.1:8080");
        assert.equal(printed.trimEnd(), answer, command);
      }
    });
  }
});

describe("on the network, the example", { concurrency: true }, () => {
  it("blink-when-online blinks", async (t) => {
    const device = await startOnline(t, "blink-when-online");
    const lit = () => outputs(device).filter(({ pin, level }) => pin === 2 && level === 1);
    await until("the light to go on twice", () => lit().length > 1);
    const [first, second] = lit();
    assert.ok(Math.abs(second.atMs - first.atMs - 1000) < 100);
  });

  it("static-site sends a file once", async (t) => {
    const device = await startOnline(t, "static-site");
    await device.hostPort("tcp", 80);
    const url = await device.url();
    const etag = (await fetch(`${url}style.css`)).headers.get("etag");
    const again = await fetch(`${url}style.css`, { headers: { "If-None-Match": etag } });
    assert.equal(again.status, 304);
  });

  it("websocket-controls drives the lights, and tells all browsers", async (t) => {
    const device = await startOnline(t, "websocket-controls");
    const one = await connect(t, device, "controls");
    const other = await connect(t, device, "controls");
    await until("the level", () => other.messages.length === 1);
    one.socket.send("3");
    one.socket.send("9");
    one.socket.send("lots");
    await until("the answers", () => other.messages.length === 4 && one.messages.length === 4);
    assert.deepEqual(other.messages, ["0", "3", "3", "3"]);
    assert.deepEqual(
      levels(device),
      Object.fromEntries([16, 17, 18, 19, 21, 22, 23, 25].map((pin, i) => [pin, i < 3 ? 1 : 0])),
    );
    const page = await (await fetch(await device.url())).text();
    assert.match(page, /<input id="level" type="range"/);
  });

  it("scheduler counts down, reports, and stops to read", async (t) => {
    const device = await startOnline(t, "scheduler", { argv: ["--speed", "10"] });
    await device.output(/no more readings\n(.*\n)*?.*readings, \d+ bytes/);
    const lines = device.said.out.split("\n").map((line) => line.replace(/^> /, ""));
    assert.deepEqual(
      lines.filter((line) => /^\d$/.test(line)),
      ["3", "2", "1"],
    );
    const report = lines.findLast((line) => line.includes("bytes free"));
    assert.match(report, /^12 readings, \d+ bytes free on average$/);
  });

  it("demo says how it is", async (t) => {
    const device = await startOnline(t, "demo", {
      prepare: (flash) => saveNetwork(flash, HOME),
    });
    const { messages } = await connect(t, device, "vitals");
    await until("three messages", () => messages.length >= 3);
    const [first, , third] = messages.map((text) => JSON.parse(text));
    assert.ok(third.uptimeSeconds > first.uptimeSeconds);
    assert.ok(first.heapBytes > 0);
    const page = await fetch(await device.url());
    assert.match(await page.text(), /<title>Lighthouse<\/title>/);
    const settings = await fetch(`${await device.url()}settings.lua`, { redirect: "manual" });
    assert.equal(settings.status, 302);
  });
});

describe("with the setup, the example", { concurrency: true }, () => {
  const hasPortal = (device) => device.events().some(({ event }) => event === "ap_start");

  async function joinHome(device, more = {}) {
    const body = new URLSearchParams({ ssid: HOME.ssid, password: HOME.password, ...more });
    const headers = { Prefer: "respond-async" };
    const url = await device.url();
    await device.output(/portal:open/);
    const answer = await fetch(`${url}api/access-point`, { method: "POST", headers, body });
    assert.equal(answer.status, 202);
    const seen = await until("the result", async () => {
      const status = await fetch(`${url}api/status`).then(
        (got) => got.json(),
        () => ({}),
      );
      return status.state === "online" && status.message;
    });
    await fetch(`${url}api/alive`, { method: "POST", body: new URLSearchParams({ timeout: "0" }) });
    return seen;
  }

  it("custom-page serves its own page and its own words", async (t) => {
    const device = await start(t, "custom-page", { argv: ["--speed", "3"] });
    await device.output(/portal:open/);
    const { out } = await run("curl", "-s", "-H", "Accept-Encoding: gzip", await device.url());
    const page = gunzipSync(out).toString();
    assert.match(page, /<title>Teapot<\/title>.*<style>.*<form method="?post/);
    assert.equal(await joinHome(device), "The kettle is on at http://192.168.1.50/");
    await device.output(/online at 192\.168\.1\.50\n/);
  });

  it("setup-on-button opens it for who holds the button, though a network is saved", async (t) => {
    const held = await start(t, "setup-on-button", { argv: ["--gpio", "4=0"] });
    const free = await start(t, "setup-on-button");
    await held.event("ap_start", { ssid: "kettle" });
    await free.output(/online at 192\.168\.1\.50\n/);
    assert.ok(!hasPortal(free));
    assert.ok(!held.events().some(({ event }) => event === "sta_connect"));
    assert.match(readFileSync(join(held.flash, ".nvs"), "utf8"), /sta/);
    // Pressed and released, while it is online.
    const press = (pins) => writeFileSync(free.air, JSON.stringify({ networks: [HOME], pins }));
    // Where the machine is so busy that it takes longer, it is pressed once more.
    await until("a short press", async () => {
      press({ 4: 0 });
      await sleep(600);
      press({});
      await sleep(1000);
      return free.events().some(({ event, cause }) => event === "restart" && cause === "restart");
    });
    await free.event("ap_start", { ssid: "kettle" });
    assert.ok(!existsSync(join(free.flash, "setup_button.flag")));
    // The light blinks.
    const blinks = () => outputs(free).filter(({ pin, level }) => pin === 2 && level === 1);
    const before = blinks().length;
    await until("the light", () => blinks().length > before + 1);
  });

  it("idle-timeout closes it, and offers it again", async (t) => {
    const device = await start(t, "idle-timeout", { argv: ["--speed", "20"] });
    await device.output(/idle-timeout: heating without WiFi\n/);
    const opened = () => device.events().filter(({ event }) => event === "ap_start");
    await until("the second time", () => opened().length === 2);
    const stopped = await device.event("ap_stop");
    const [first, second] = opened();
    assert.ok(stopped.atMs - first.atMs >= 15000);
    assert.ok(second.atMs - stopped.atMs >= 30000);
  });

  it("own-fields asks for a room too, and gives it to the program", async (t) => {
    const device = await start(t, "own-fields", { argv: ["--speed", "3"] });
    await device.event("ap_start", { ssid: "lamp" });
    await device.output(/portal:open/);
    await joinHome(device, { "field.room": "Küche", "field.level": "75" });
    await device.output(/Küche: steady light at 75 %\n/);
  });

  it("fine-grained asks at first, and joins by itself from then on", async (t) => {
    const device = await start(t, "fine-grained", { argv: ["--speed", "3"] });
    await device.event("ap_start", { ssid: "doorbell" });
    await joinHome(device);
    await device.output(/online at 192\.168\.1\.50 in Home\n/);
    await device.stop();
    const later = startDevice(t, { folder: device.folder, networks: [HOME] });
    await later.output(/joined\n(.*\n)*?.*online at 192\.168\.1\.50 in Home\n/);
    assert.ok(!hasPortal(later));
  });

  it("fine-grained waits for a router that is off, and asks when the password was changed", async (t) => {
    const prepare = (flash) => saveNetwork(flash, HOME);
    const argv = ["--speed", "10"];
    const waits = await start(t, "fine-grained", { networks: [], argv, prepare });
    const networks = [{ ...HOME, password: "another word" }];
    const asks = await start(t, "fine-grained", { networks, argv, prepare });
    await waits.output(/not joined: not-found\n(.*\n)*?.*not joined: not-found\n/);
    assert.ok(!hasPortal(waits));
    await asks.output(/not joined: wrong-password\n/);
    await asks.event("ap_start", { ssid: "doorbell" });
  });
});
