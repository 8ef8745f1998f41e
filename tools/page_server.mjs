/**
 * A pretended device for work on the page: its routes and moods, no radio, no Lua. What
 * it may be like is in page_moods.mjs; bin/nodemcu-sim runs the real thing.
 *
 *   node tools/page_server.mjs [mood] [port]    moods: see page_moods.mjs
 */
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { buildExtra, buildPage, EXTRAS } from "./build_page.mjs";
import { commandLine, wholeNumber, wrongUse } from "./command_line.mjs";
import { buildLanguage, LANGUAGES } from "./page_languages.mjs";
import { MOODS, NETWORKS } from "./page_moods.mjs";

/** The policy that the page has to live with. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'unsafe-inline'; " +
  "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'";

const JOIN_MS = 3000;

const REPORT = { firmware: "3.0.0", chip: "esp32", freeHeap: 123456, uptime: 61, state: "failed" };
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><path fill="#e2001a" d="M0 0h120v40H0z"/></svg>';

/** What was built, once: that takes a second. */
let built;
const languages = new Map();

/** Starts it on a port of 127.0.0.1 (0 for a free one); `posts` collects what the page sent. */
export async function startPageServer({ mood = "fine", port = 0 } = {}) {
  built ??= Promise.all([buildPage(), ...EXTRAS.map(buildExtra)]);
  const [page, ...extras] = await built;
  const device = {
    mood: MOODS[mood],
    terms: MOODS[mood].terms?.(),
    refusals: [...(MOODS[mood].refusals ?? [])],
    lostScripts: MOODS[mood].lostScripts ?? 0,
    extras,
    closesAtMs: MOODS[mood].closesInSeconds && Date.now() + MOODS[mood].closesInSeconds * 1000,
    posts: [],
    scripts: [],
    languages: [],
    status: { state: "idle" },
    joinedAtMs: 0,
    lost: 0,
  };
  const server = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => answer(page, device, request, `${Buffer.concat(parts)}`, response));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    posts: device.posts,
    scripts: device.scripts,
    device,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

const extraAt = ({ extras }, path) => extras.find(({ name }) => path === `/${name}.js`);

function answer(page, device, request, body, response) {
  const mood = { extras: ["more"], ...device.mood };
  const [path, query] = request.url.split("?");
  const form = Object.fromEntries(new URLSearchParams(body));
  const sinceJoinMs = device.joinedAtMs && Date.now() - device.joinedAtMs;
  if (sinceJoinMs > mood.silentFromMs && sinceJoinMs < mood.silentUntilMs) return;
  const reply = (code, value, headers) => {
    response.writeHead(code, { "Cache-Control": "no-store", Connection: "close", ...headers });
    response.end(value === undefined ? undefined : JSON.stringify(value));
  };
  if (path.endsWith(".js")) device.scripts.push(path);
  if (request.method === "POST") device.posts.push({ path, form, headers: request.headers });

  if (path === "/") {
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Encoding": "gzip",
      "Cache-Control": "no-store",
      "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    });
    response.end(page.gzip);
  } else if (extraAt(device, path)) {
    if (path === "/seal.js") device.lostScripts -= 1;
    if (path === "/seal.js" && device.lostScripts >= 0) return void request.socket.destroy();
    setTimeout(() => {
      // On a connection that is used again Chromium would ask a second time by itself.
      response.writeHead(200, {
        "Content-Type": "text/javascript",
        "Content-Encoding": "gzip",
        Connection: "close",
      });
      response.end(extraAt(device, path).gzip);
    }, mood.scriptMs ?? 0);
  } else if (path === "/language") {
    device.languages.push(request.headers["accept-language"]);
    giveTexts(device, request, query, response);
  } else if (path === "/api/access-points") {
    const scanMs = query ? (mood.scanMs ?? 1500) : 0;
    setTimeout(() => reply(200, mood.networks ?? NETWORKS), scanMs);
  } else if (path === "/api/alive") {
    if (form.timeout && device.closesAtMs) device.closesAtMs = Date.now() + form.timeout * 1000;
    if (request.method === "POST") return reply(204);
    const closesIn = Math.ceil((device.closesAtMs - Date.now()) / 1000);
    reply(200, { closesIn: device.closesAtMs ? Math.max(0, closesIn) : null });
  } else if (path === "/api/report") {
    reply(200, REPORT);
  } else if (path === "/logo") {
    response.writeHead(200, { "Content-Type": "image/svg+xml" });
    response.end(LOGO);
  } else if (path === "/api/status") {
    reply(200, { id: "setup-0a1b2c", extras: mood.extras, ...device.terms, ...device.status });
  } else if (path === "/api/access-point") {
    join(device, form, request, reply);
  } else {
    reply(404, { path });
  }
}

/** A simple choice: the device's own one is src/language_codec.ts. */
async function giveTexts({ mood }, request, query, response) {
  const accepted = request.headers["accept-language"]?.split(",") ?? [];
  const tags = accepted.map((range) => range.trim().slice(0, 2));
  const tag = mood.noLanguages ? undefined : tags.find((one) => LANGUAGES.includes(one));
  if (tag && !languages.has(tag)) languages.set(tag, buildLanguage(tag));
  const { files } = (await languages.get(tag)) ?? { files: [] };
  const name = ["language", query, tag].filter(Boolean).join("-");
  const file = files.find((one) => one.file === `${name}.gz`);
  const headers = { "Content-Type": "application/json", "Content-Language": tag ?? "en" };
  if (file) headers["Content-Encoding"] = "gzip";
  response.writeHead(200, { ...headers, Connection: "close" });
  response.end(file ? (mood.texts?.(file) ?? file.gzip) : "[]");
}

function join(device, form, request, reply) {
  const { mood } = device;
  const rows = mood.networks ?? NETWORKS;
  const ssid = form.ssid ?? rows.find((row) => row[3] === form.ssidHex)?.[0];
  if (mood.lostPosts > device.lost) {
    device.lost += 1;
    request.socket.destroy();
    return;
  }
  const refusal = device.refusals.shift();
  if (refusal) {
    if (mood.changes) device.terms = mood.changes();
    if (mood.before) beBusy(device, mood.before);
    return reply(...refusal);
  }
  if (mood.failure?.reason === "enterprise") return reply(403, mood.failure);
  if (form.password === "refuse me") return reply(400, { message: "password has no such length" });
  device.joinedAtMs = Date.now();
  device.status = { state: "joining", ssid };
  reply(202);
  setTimeout(() => {
    if (mood.forgets) device.status = { state: "idle" };
    else if (mood.failure) device.status = { state: "failed", ssid, ...mood.failure };
    else device.status = { state: "online", ssid, message: mood.message ?? "192.168.1.50" };
  }, JOIN_MS);
}

/** Somebody else's attempt, which comes to nothing. */
function beBusy(device, status) {
  device.status = status;
  const failure = { state: "failed", ssid: status.ssid, reason: "wrong-password", code: 15 };
  setTimeout(() => (device.status = failure), JOIN_MS);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const moods = Object.keys(MOODS).join(", ");
  const usage = `node tools/page_server.mjs [mood] [port]    moods: ${moods}\n`;
  const { positionals } = commandLine(usage, { allowPositionals: true });
  const [mood = "fine", port = "0"] = positionals;
  if (!MOODS[mood]) wrongUse(`Unknown mood ${mood}; there are ${moods}.`);
  console.log((await startPageServer({ mood, port: wholeNumber("The port", port, 0) })).url);
}
