/** The multicast DNS responder, asked by real sockets: over the mapped port, and over the loopback's group. */
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { HOME, startDevice, station, talk, until } from "./support.mjs";

const GROUP = "224.0.0.251";
const MDNS_PORT = 5353;
const IP = "192.168.1.50";
const TYPES = { A: 1, PTR: 12, SRV: 33, ANY: 255 };

function withModules(files, name = "mdns") {
  const file = `${name}.lua`;
  if (file in files) return files;
  files[file] = readFileSync(new URL(`../../lua-out/${file}`, import.meta.url), "latin1");
  for (const [, required] of files[file].matchAll(/require\("(\w+)"\)/g))
    withModules(files, required);
  return files;
}

/** A device that is `name`.local; port 81 makes it stop. */
function startLamp(t, name, argv = ["--map", "udp:5353=0"]) {
  const program = station(`
    wifi.sta.on("got_ip", function(_, info)
      responder = require("mdns").start({ name = "${name}", ip = info.ip, txt = { "path=/" } })
    end)
    net.createServer():listen(81, function(socket)
      responder.stop()
      socket:close()
    end)`);
  return startDevice(t, { files: withModules({ "init.lua": program }), networks: [HOME], argv });
}

const word = (value) => [value >> 8, value & 255];
const encodeName = (dotted) => [
  ...dotted.split(".").flatMap((label) => [label.length, ...Buffer.from(label)]),
  0,
];

function query(name, type, { id = 0, unicast = false } = {}) {
  const question = [...encodeName(name), ...word(TYPES[type]), ...word(unicast ? 0x8001 : 1)];
  return Buffer.from([...word(id), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...question]);
}

function reply(name, ip) {
  const data = [...word(TYPES.A), 0x80, 1, 0, 0, 0, 120, 0, 4, ...ip.split(".").map(Number)];
  return Buffer.from([0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0, ...encodeName(name), ...data]);
}

function readName(bytes, start) {
  const labels = [];
  let next;
  let at = start;
  while (bytes[at] !== 0) {
    if (bytes[at] >= 192) {
      next ??= at + 2;
      at = bytes.readUInt16BE(at) & 0x3fff;
    } else {
      labels.push(bytes.toString("utf8", at + 1, at + 1 + bytes[at]));
      at += bytes[at] + 1;
    }
  }
  return [labels.join("."), next ?? at + 1];
}

const READERS = {
  [TYPES.A]: (bytes, at) => bytes.subarray(at, at + 4).join("."),
  [TYPES.PTR]: (bytes, at) => readName(bytes, at)[0],
  [TYPES.SRV]: (bytes, at) => `${bytes.readUInt16BE(at + 4)} ${readName(bytes, at + 6)[0]}`,
};

/** Of an answer: its id, whether it is one, and its records as "TYPE name data ttl". */
function decode(bytes) {
  let at = 12;
  for (let left = bytes.readUInt16BE(4); left > 0; left -= 1) at = readName(bytes, at)[1] + 4;
  const records = [];
  const count = bytes.readUInt16BE(6) + bytes.readUInt16BE(8) + bytes.readUInt16BE(10);
  while (records.length < count) {
    const [name, next] = readName(bytes, at);
    const type = bytes.readUInt16BE(next);
    const word = Object.keys(TYPES).find((key) => TYPES[key] === type) ?? type;
    const data = READERS[type]?.(bytes, next + 10) ?? "";
    records.push(`${word} ${name} ${data} ${bytes.readUInt32BE(next + 4)}`);
    at = next + 10 + bytes.readUInt16BE(next + 8);
  }
  return { id: bytes.readUInt16BE(0), isReply: bytes[2] >= 128, records };
}

/** A socket that keeps what it hears. */
async function open(t, port, address, member = false) {
  const socket = createSocket({ type: "udp4", reuseAddr: true });
  t.after(() => socket.close());
  const heard = [];
  socket.on("message", (bytes) => heard.push(decode(bytes)));
  socket.bind(port, address);
  await once(socket, "listening");
  if (member) {
    socket.addMembership(GROUP, "127.0.0.1");
    socket.setMulticastInterface("127.0.0.1");
    socket.setMulticastTTL(0);
  }
  const send = (bytes, toPort, to) => socket.send(bytes, toPort, to);
  const record = (text) =>
    until(`${text}; heard ${JSON.stringify(heard)}`, () =>
      heard.find(({ isReply, records }) => isReply && records.includes(text)),
    );
  return { heard, send, record };
}

/** Other tests may run at the same time, in the same group. */
const ownName = (word) => `${word}-${process.pid}`;

describe("multicast DNS", { concurrency: true }, () => {
  it("answers a plain DNS client at the mapped port", async (t) => {
    const name = ownName("plain");
    const device = startLamp(t, name);
    await device.output(/INFO:mdns:/);
    const client = await open(t, 0, "127.0.0.1");
    client.send(
      query(`${name}.local`, "A", { id: 0x1234 }),
      await device.hostPort("udp", MDNS_PORT),
      "127.0.0.1",
    );
    const { id, records } = await client.record(`A ${name}.local ${IP} 10`);
    assert.deepEqual([id, records.length], [0x1234, 1]);
  });

  it("is heard in the group of this computer's loopback, from probe to goodbye", async (t) => {
    const name = ownName("member");
    const browser = await open(t, MDNS_PORT, "0.0.0.0", true);
    const device = startLamp(t, name);
    const instance = `${name}._http._tcp.local`;
    const announced = await browser.record(`A ${name}.local ${IP} 120`);
    assert.ok(announced.records.includes(`PTR _http._tcp.local ${instance} 4500`));
    const probes = browser.heard.filter(
      ({ isReply, records }) => !isReply && records.includes(`A ${name}.local ${IP} 120`),
    );
    assert.equal(probes.length, 3);

    // After a second, in which nothing is said twice.
    await until(
      "two announcements",
      () =>
        browser.heard.filter(
          ({ isReply, records }) => isReply && records.includes(`A ${name}.local ${IP} 120`),
        ).length >= 2,
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    browser.heard.length = 0;
    browser.send(query("_http._tcp.local", "PTR"), MDNS_PORT, GROUP);
    const found = await browser.record(`PTR _http._tcp.local ${instance} 4500`);
    assert.ok(found.records.includes(`SRV ${instance} 80 ${name}.local 120`));
    assert.ok(found.records.includes(`A ${name}.local ${IP} 120`));

    await talk(await device.hostPort("tcp", 81), "");
    await browser.record(`A ${name}.local ${IP} 0`);
  });

  it("takes another name when somebody in the group has it", async (t) => {
    const name = ownName("taken");
    const other = await open(t, MDNS_PORT, "0.0.0.0", true);
    const device = startLamp(t, name);
    await until("the first probe", () =>
      other.heard.some(({ records }) => records.includes(`A ${name}.local ${IP} 120`)),
    );
    other.send(reply(`${name}.local`, "192.168.1.9"), MDNS_PORT, GROUP);
    await other.record(`A ${name}-2.local ${IP} 120`);
    await device.output(new RegExp(`INFO:mdns:${name}-2.local is ${IP}`));
  });

  it("stays out of the group where the port is not mapped, but answers who talks to it", async (t) => {
    const name = ownName("quiet");
    const browser = await open(t, MDNS_PORT, "0.0.0.0", true);
    const device = startLamp(t, name, []);
    const port = await device.hostPort("udp", MDNS_PORT);
    const talker = await open(t, 0, "127.0.0.1");
    // The device has no address yet: nobody answers, but what it says to all goes here too.
    await device.event("sta_got_ip");
    talker.send(query("nobody.local", "A"), port, "127.0.0.1");
    await talker.record(`A ${name}.local ${IP} 120`);
    assert.ok(!browser.heard.some(({ records }) => records.includes(`A ${name}.local ${IP} 120`)));
  });
});
