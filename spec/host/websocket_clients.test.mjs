/** The npm package ws and a browser's WebSocket against a program on the simulated device. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, describe, it } from "node:test";
import { chromium } from "playwright-core";
import { WebSocket } from "ws";
import { findBrowser } from "../../tools/browser.mjs";
import { withDevice } from "./clients.mjs";
import { accessPoint, until } from "./support.mjs";

const CLIENTS = 8;
const LARGEST_MESSAGE_BYTES = 4096;

/** Lua: answers texts and turns bytes around; some words have a meaning; /lines takes lines. */
const PROGRAM = `
local hub
hub = require("websocket").createHub({
  maxClients = ${CLIENTS},
  pingSeconds = 1,
  onMessage = function(client, message, isBinary)
    if isBinary then client:sendBinary(message:reverse())
    elseif message == "all" then hub:broadcast("to " .. #hub:clients())
    elseif message == "end" then client:close(4001, "as you wish")
    elseif message == "raise" then error("oh dear")
    else client:send("you said " .. message) end
  end,
  onClose = function(_, code, reason) print("closed", code, reason) end,
})

local function createLines()
  local begun = ""
  return function(bytes)
    local line, rest = (begun .. bytes):match("^(.-)\\n(.*)$")
    begun = rest or begun .. bytes
    return line
  end
end
local lines = require("websocket_manager").createManager(createLines, function(client, line)
  client:send(line:upper())
end)

local routes = require("web_routes").create({
  { "GET", "/", function(_, response) response:html("<title>sockets</title>") end },
  { "GET", "/socket", function(request, response) response:send(hub:upgrade(request)) end },
  { "GET", "/lines", function(request, response) response:send(lines:upgrade(request)) end },
})
require("web_server").create({ handlers = { routes }, connections = ${CLIENTS + 4} })`;

const DEVICE = { files: { "init.lua": accessPoint(PROGRAM) }, argv: ["--refresh"] };

describe("the npm package ws", () => {
  let device;
  let url;
  withDevice(DEVICE, async (started) => {
    device = started;
    await device.hostPort("tcp", 80);
    url = (await device.url()).replace("http", "ws");
  });

  /** A client and what it has got. */
  async function open(t, options = {}, path = "socket") {
    const socket = new WebSocket(url + path, options);
    const got = [];
    socket.on("message", (data, isBinary) => got.push(isBinary ? data : data.toString()));
    const closed = new Promise((resolve) =>
      socket.on("close", (code, reason) => resolve([code, reason.toString()])),
    );
    t.after(async () => {
      socket.terminate();
      await closed;
    });
    await once(socket, "open");
    return { socket, got, closed, next: () => until("a message", () => got.shift()) };
  }

  async function statusOf(options) {
    const socket = new WebSocket(`${url}socket`, options);
    const [, response] = await once(socket, "unexpected-response");
    response.destroy();
    return response.statusCode;
  }

  it("exchanges texts, without compression", async (t) => {
    const { socket, next } = await open(t);
    assert.deepEqual([socket.extensions, socket.protocol], ["", ""]);
    for (const text of ["hello", "", "kännchen 🚀", "x".repeat(LARGEST_MESSAGE_BYTES)]) {
      socket.send(text);
      assert.equal(await next(), `you said ${text}`);
    }
  });

  it("exchanges bytes of every value and length", async (t) => {
    const { socket, next } = await open(t);
    for (const length of [1, 125, 126, 127, 256, LARGEST_MESSAGE_BYTES]) {
      const bytes = Buffer.from(Array.from({ length }, (_unused, index) => index % 256));
      socket.send(bytes);
      assert.deepEqual(await next(), bytes.reverse());
    }
  });

  it("sends a message in pieces, with a ping among them", async (t) => {
    const { socket, next } = await open(t);
    const pong = once(socket, "pong");
    socket.send("one, ", { fin: false });
    socket.ping("are you there");
    socket.send("two, ", { fin: false });
    socket.send("three", { fin: true });
    assert.equal(await next(), "you said one, two, three");
    assert.equal((await pong)[0].toString(), "are you there");
  });

  it("is pinged while it is silent, and stays", async (t) => {
    const { socket } = await open(t);
    await once(socket, "ping");
    await once(socket, "ping");
    assert.equal(socket.readyState, WebSocket.OPEN);
  });

  it("ends the connection, and is ended, with code and reason", async (t) => {
    const leaving = await open(t);
    leaving.socket.close(4005, "gone home");
    // The answer has the code, and no words.
    assert.deepEqual(await leaving.closed, [4005, ""]);
    await device.output(/closed\t4005\tgone home\n/);
    const leaver = await open(t);
    leaver.socket.send("end");
    assert.deepEqual(await leaver.closed, [4001, "as you wish"]);
    const silent = await open(t);
    silent.socket.close();
    assert.deepEqual(await silent.closed, [1005, ""]);
    const lost = await open(t);
    lost.socket.terminate();
    await device.output(/closed\t1006\t\n/);
  });

  it("is refused what the protocol forbids", async (t) => {
    const cases = [
      [1009, (socket) => socket.send("x".repeat(LARGEST_MESSAGE_BYTES + 1))],
      [1007, (socket) => socket.send(Buffer.from([0x68, 0xff]), { binary: false })],
      [1002, (socket) => socket.send("plain", { mask: false })],
      [1011, (socket) => socket.send("raise")],
    ];
    for (const [code, act] of cases) {
      const { socket, closed } = await open(t);
      act(socket);
      assert.equal((await closed)[0], code);
    }
  });

  it("is turned away with another version or origin", async () => {
    assert.equal(await statusOf({ protocolVersion: 8 }), 426);
    assert.equal(await statusOf({ origin: "http://evil.example" }), 403);
  });

  it("gets what is sent to all eight; a ninth has no room", async (t) => {
    const all = await Promise.all(Array.from({ length: CLIENTS }, () => open(t)));
    assert.equal(await statusOf({}), 503);
    all[3].socket.send("all");
    const texts = await Promise.all(all.map(({ next }) => next()));
    assert.deepEqual(texts, Array(CLIENTS).fill(`to ${CLIENTS}`));
  });

  it("feeds a consumer, which makes messages of bytes", async (t) => {
    const [first, second] = [await open(t, {}, "lines"), await open(t, {}, "lines")];
    first.socket.send("hel");
    second.socket.send("other\n");
    first.socket.send("lo\n");
    assert.deepEqual([await first.next(), await second.next()], ["HELLO", "OTHER"]);
  });
});

describe("a browser's WebSocket", () => {
  let device;
  let browser;
  withDevice(DEVICE, async (started) => {
    device = started;
    [browser] = await Promise.all([chromium.launch(findBrowser()), device.hostPort("tcp", 80)]);
  });
  after(() => browser?.close());

  it("exchanges texts and bytes, and closes", async () => {
    const page = await browser.newPage();
    await page.goto(await device.url());
    const result = await page.evaluate(async () => {
      const socket = new WebSocket(`ws://${location.host}/socket`);
      socket.binaryType = "arraybuffer";
      const next = (name) => new Promise((resolve) => (socket[`on${name}`] = resolve));
      await next("open");
      socket.send("grüezi 🚀");
      const text = (await next("message")).data;
      socket.send(new Uint8Array([0, 127, 128, 255]));
      const bytes = Array.from(new Uint8Array((await next("message")).data));
      socket.close(3000, "read");
      const { code, reason, wasClean } = await next("close");
      return { text, bytes, code, reason, wasClean, extensions: socket.extensions };
    });
    assert.deepEqual(result, {
      text: "you said grüezi 🚀",
      bytes: [255, 128, 127, 0],
      code: 3000,
      reason: "",
      wasClean: true,
      extensions: "",
    });
    await device.output(/closed\t3000\tread\n/);
  });
});
