/** What the tests of wifi-provision share: a device in setup, the client, and a device of lies. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findSecret } from "../browser/wire.mjs";
import { launch, makeFolder, startDevice } from "./support.mjs";

export const CLIENT = fileURLToPath(new URL("../../bin/wifi-provision", import.meta.url));
const TYPIST = fileURLToPath(new URL("provision_typist.py", import.meta.url));
export const PASSWORD = "C4nary & sesame";
export const CODE = "48151623";
export const HOME = { ssid: "Home", password: PASSWORD, channel: 6, joinDelayMs: 10 };

/** Nothing listens there. */
export const NOBODY = "http://127.0.0.1:9/";

export function assertNoSecret(...texts) {
  for (const text of texts) assert.deepEqual(findSecret(Buffer.from(text), PASSWORD), [], text);
}

/** A device whose portal is open; `settings` is Lua. */
export async function openDevice(t, { settings, networks = [HOME], argv = [], ...rest } = {}) {
  const files = settings === undefined ? {} : { "settings.lua": settings };
  const device = startDevice(t, { files, networks, argv: ["--refresh", ...argv], ...rest });
  await device.output(/portal:open/);
  return { ...device, address: await device.url() };
}

/** Starts the client; `input` is its whole standard input. */
export function startClient(t, argv, input = "") {
  const client = launch(t, { program: CLIENT }, ...argv);
  client.child.stdin.end(input);
  return client;
}

/** Runs the client to its end. */
export async function runClient(t, argv, input) {
  const client = startClient(t, argv, input);
  const code = await client.ended;
  const { out, err } = client.said;
  const objects = argv.includes("--json")
    ? out
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    : [];
  return { code, out, err, objects, object: objects[0] };
}

/** The client at a terminal of its own, which types each line when its question is there. */
export function typeAtClient(t, argv, dialogue) {
  return typeAt(t, [process.execPath, CLIENT, ...argv], dialogue);
}

/** The same for any program. */
export function typeAt(t, command, dialogue) {
  const child = spawn("python3", [TYPIST, JSON.stringify(dialogue), ...command]);
  t.after(() => child.kill("SIGKILL"));
  let screen = "";
  child.stdout.on("data", (bytes) => (screen += bytes));
  child.stderr.on("data", (bytes) => (screen += bytes));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, screen })));
}

export function writeSecret(t, text, name = "secret") {
  const path = join(makeFolder(t), name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

const IDLE = { id: "fake", state: "idle" };

/**
 * A server that answers as it is told: `routes` has for each path a list of answers, the last of which
 * stays; an answer is [status, body, headers], or nothing for a connection that breaks off.
 */
export async function startFake(t, routes) {
  const asked = [];
  const left = {
    "/api/status": [[200, IDLE]],
    "/api/access-points": [[200, [["Home", -50, 3]]]],
    "/api/access-point": [[202, IDLE]],
    "/api/alive": [[204]],
    ...routes,
  };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const [path] = request.url.split("?");
    asked.push({ method: request.method, path, body });
    const list = left[path];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer === undefined) return request.socket.destroy();
    const [status, content, headers = {}] = answer;
    response.writeHead(status, { Connection: "close", ...headers });
    response.end(content === undefined ? "" : JSON.stringify(content));
  });
  t.after(() => server.close());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const posts = () => asked.filter(({ path }) => path === "/api/access-point");
  return { address: `http://127.0.0.1:${server.address().port}/`, asked, posts };
}

/** Passes requests on to the device, and keeps all that they and the answers hold. */
export async function startRecorder(t, address) {
  const kept = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    let body = "";
    for await (const piece of request) body += piece;
    kept.push(JSON.stringify({ method, url, headers, body }));
    const { host: _, connection: __, ...rest } = headers;
    const sent = { method, headers: rest, ...(method === "POST" ? { body } : {}) };
    const answer = await fetch(new URL(url, address), sent);
    const text = await answer.text();
    kept.push(text);
    response.writeHead(answer.status, { "Content-Type": "application/json", Connection: "close" });
    response.end(text);
  });
  t.after(() => server.close());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const record = () => Buffer.from(kept.join("\n"));
  return { address: `http://127.0.0.1:${server.address().port}/`, record };
}
