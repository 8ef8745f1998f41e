/** The npm package multicast-dns in the group of this computer's loopback, and the device in it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import createMdns from "multicast-dns";
import { HOME, startDevice, station, talk, until } from "./support.mjs";

const IP = "192.168.1.50";
const SERVICE = "_http._tcp.local";
const HOST_TTL_SECONDS = 120;
const SERVICE_TTL_SECONDS = 4500;
const SILENCE_MS = 1200;

/** Other tests may run at the same time, in the same group. */
const ownName = (word) => `${word}-${process.pid}`;

/** A device that is `name`.local; a connection to port 81 makes it stop. */
function startLamp(t, name, service = "_http._tcp") {
  const program = station(`
    wifi.sta.on("got_ip", function(_, info)
      responder = require("mdns").start({
        name = "${name}", ip = info.ip, port = 8080, service = "${service}", txt = { "path=/lamp" }
      })
    end)
    net.createServer():listen(81, function(socket)
      responder.stop()
      socket:close()
    end)`);
  const argv = ["--refresh", "--map", "udp:5353=0"];
  return startDevice(t, { files: { "init.lua": program }, networks: [HOME], argv });
}

function join(t) {
  const mdns = createMdns({ interface: "127.0.0.1", bind: "0.0.0.0" });
  t.after(() => mdns.destroy());
  const heard = [];
  mdns.on("response", (message) => heard.push(...message.answers, ...message.additionals));
  const find = (type, name) => heard.find((one) => one.type === type && one.name === name);
  return {
    mdns,
    heard,
    record: (type, name) => until(`${type} of ${name}`, () => find(type, name)),
  };
}

/** Until what is announced was said twice, and may be asked for again. */
async function announced(heard, name) {
  const times = () => heard.filter((one) => one.type === "A" && one.name === `${name}.local`);
  await until("two announcements", () => times().length >= 2);
  await sleep(SILENCE_MS);
}

describe("the npm package multicast-dns", { concurrency: true }, () => {
  it("finds the service, its place, its texts and its address by one question", async (t) => {
    const name = ownName("found");
    const { mdns, heard, record } = join(t);
    startLamp(t, name);
    await announced(heard, name);
    heard.length = 0;
    mdns.query(SERVICE, "PTR");
    const instance = `${name}.${SERVICE}`;
    const pointer = await until("the service", () => heard.find((one) => one.data === instance));
    assert.deepEqual([pointer.name, pointer.ttl], [SERVICE, SERVICE_TTL_SECONDS]);
    const { data, ttl, flush } = await record("SRV", instance);
    assert.deepEqual([data.target, data.port, ttl], [`${name}.local`, 8080, HOST_TTL_SECONDS]);
    assert.equal(flush, true);
    const texts = (await record("TXT", instance)).data;
    assert.deepEqual(texts.map(String), ["path=/lamp"]);
    assert.equal((await record("A", `${name}.local`)).data, IP);
  });

  it("asks for the address, in any case of letters, and knows that there is no other one", async (t) => {
    const name = ownName("asked");
    const { mdns, heard, record } = join(t);
    startLamp(t, name);
    await announced(heard, name);
    heard.length = 0;
    mdns.query(`${name.toUpperCase()}.LOCAL`, "A");
    const { data, ttl, flush } = await record("A", `${name}.local`);
    assert.deepEqual([data, ttl, flush], [IP, HOST_TTL_SECONDS, true]);
    mdns.query(`${name}.local`, "AAAA");
    await record("NSEC", `${name}.local`);
    assert.ok(!heard.some((one) => one.type === "AAAA"));
  });

  it("is not told what it says that it knows", async (t) => {
    const name = ownName("known");
    // A service of its own: others ask for the usual one meanwhile.
    const service = `_lamp${process.pid}._tcp`;
    const { mdns, heard } = join(t);
    startLamp(t, name, service);
    await announced(heard, name);
    heard.length = 0;
    const data = `${name}.${service}.local`;
    const known = { name: `${service}.local`, type: "PTR", ttl: SERVICE_TTL_SECONDS, data };
    const questions = [{ name: known.name, type: "PTR" }];
    mdns.query({ questions, answers: [known] });
    await sleep(SILENCE_MS);
    assert.ok(!heard.some((one) => one.data === data));
    mdns.query({ questions, answers: [{ ...known, ttl: SERVICE_TTL_SECONDS / 3 }] });
    await until("what it knows to be old", () => heard.some((one) => one.data === data));
  });

  it("defends its own name, and hears goodbye to the other one", async (t) => {
    const name = ownName("taken");
    const { mdns, heard, record } = join(t);
    mdns.on("query", ({ questions }) => {
      if (!questions.some((question) => question.name === `${name}.local`)) return;
      const data = "192.168.1.9";
      mdns.respond([{ name: `${name}.local`, type: "A", ttl: 120, data, flush: true }]);
    });
    const device = startLamp(t, name);
    await device.output(new RegExp(`INFO:mdns:${name}-2\\.local is ${IP}`));
    assert.equal((await record("A", `${name}-2.local`)).data, IP);
    await talk(await device.hostPort("tcp", 81), "");
    await until("goodbye", () =>
      heard.some((one) => one.name === `${name}-2.local` && one.ttl === 0),
    );
  });
});
