/** The console of bin/nodemcu-sim at its three places. */
import assert from "node:assert/strict";
import {
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startPty, timesIn } from "./console_pty.mjs";
import { openSerial } from "./serial_client.mjs";
import { launch, makeFolder, startDevice, until } from "./support.mjs";

const MAPS = ["--map", "80=0", "--map", "udp:53=0"];
const PROMPT = /^> $/m;

function openTcp(t, port) {
  const socket = connect(port, "127.0.0.1");
  const seen = { text: "", ended: false };
  socket.on("data", (bytes) => (seen.text += bytes.toString("latin1")));
  socket.on("close", () => (seen.ended = true));
  socket.on("error", () => undefined);
  t.after(() => socket.destroy());
  const answer = (pattern) => until(`${pattern} in ${seen.text}`, () => pattern.exec(seen.text));
  return { socket, seen, answer };
}

async function startTcp(t) {
  const device = startDevice(t, { argv: ["--console", "tcp:0"] });
  const [, port] = await device.note(/the console is at 127\.0\.0\.1:(\d+)/);
  return { device, port: Number(port) };
}

describe("the console at standard input and output", () => {
  it("is all there is on standard output: the address goes to standard error", async (t) => {
    const device = startDevice(t, { argv: ["--console", "stdio"] });
    await device.note(/^http:\/\/127\.0\.0\.1:\d+\/\n/m);
    await device.output(PROMPT);
    assert.match(device.said.out, /^ets Jul 29 2019/);
    assert.doesNotMatch(device.said.out, /http:/);
  });

  it("takes raw bytes", async (t) => {
    const device = startDevice(t, { argv: ["--console", "stdio"] });
    await device.output(PROMPT);
    device.child.stdin.write("=#'\xff\b\0a'\r", "latin1");
    await device.output(/'\n2\n> $/);
  });

  it("lets the device run on when its input ends", async (t) => {
    const files = {
      "init.lua": "tmr.create():alarm(1000, tmr.ALARM_SINGLE, function() print('alive') end)",
    };
    const device = startDevice(t, { files, argv: ["--console", "stdio"] });
    await device.output(/> $/);
    device.child.stdin.end();
    await device.output(/alive\n/);
  });
});

describe("without --console", () => {
  it("the device only talks: the address first, no text of the ROM, no pace", async (t) => {
    const device = startDevice(t, { files: { "init.lua": "print('hello')" } });
    await device.output(/hello\n/);
    assert.match(device.said.out, /^http:\/\/127\.0\.0\.1:\d+\/\n\nNodeMCU .*\nhello\n/);
    device.child.stdin.write("print('typed')\n");
    await sleep(200);
    assert.doesNotMatch(device.said.out, /typed/);
  });
});

describe("the console at a TCP port", () => {
  it("is for one client at a time, and tells another one so", async (t) => {
    const { port } = await startTcp(t);
    const first = openTcp(t, port);
    first.socket.write("=1\n");
    await first.answer(/=1\n1\n> $/);
    const second = openTcp(t, port);
    await until("the second one's end", () => second.seen.ended);
    assert.equal(second.seen.text, "nodemcu-sim: somebody else is at this console\n");
    first.socket.write("=2\n");
    await first.answer(/=2\n2\n> $/);
  });

  it("stays when a client goes, for the next one, who sees nothing of before", async (t) => {
    const { port } = await startTcp(t);
    const first = openTcp(t, port);
    first.socket.write("x = 5\n");
    await first.answer(/x = 5\n> $/);
    first.socket.destroy();
    // Until the simulator knows that it has gone, it is still the first one's.
    const next = await until("the console to be free", async () => {
      const client = openTcp(t, port);
      client.socket.write("=x\n");
      await until("an answer", () => client.seen.ended || /> $/.test(client.seen.text));
      return client.seen.ended ? undefined : client;
    });
    assert.equal(next.seen.text, "=x\n5\n> ");
  });

  it("needs a port that is free", async (t) => {
    const { port } = await startTcp(t);
    const other = launch(t, ...MAPS, "--console", `tcp:${port}`);
    assert.equal(await other.ended, 1);
    assert.equal(other.said.err, `nodemcu-sim: --console tcp:${port}: port ${port} is taken\n`);
  });
});

describe("the console at a pseudo terminal", () => {
  it("is a serial port, at 115200 baud, for whoever opens it", async (t) => {
    const device = startPty(t);
    const serial = await device.client();
    serial.write("=6*7\r\n");
    await serial.answer(/=6\*7\n42\n> $/);
    assert.match(readlinkSync(device.path), /^\/dev\//);
  });

  it("outlives its clients, and shows none of them what it said to nobody", async (t) => {
    const device = startPty(t);
    await device.ready();
    const first = await openSerial(t, device.path);
    first.write(
      "tmr.create():alarm(1000, tmr.ALARM_SINGLE, function() print('unheard') x = 1 end)\n",
    );
    await first.answer(/end\)\n> $/);
    await first.close();
    await until("what nobody hears", () => timesIn(device.log, "<", /^unheard/));
    const next = await openSerial(t, device.path);
    next.write("=x\n");
    await next.answer(/1\n> $/);
    assert.equal(next.text(), "=x\n1\n> ");
  });

  it("hears a client that only writes and leaves", async (t) => {
    const device = startPty(t);
    await device.ready();
    writeFileSync(device.path, "uart.write(0, 'w') f = io.open('wrote', 'w') f:close()\n");
    await until("the file", () => existsSync(join(device.flash, "wrote")));
  });

  it("is gone at the end, however that comes", async (t) => {
    for (const signal of ["SIGTERM", "SIGKILL"]) {
      const device = startPty(t);
      await device.ready();
      assert.ok(lstatSync(device.path).isSymbolicLink());
      await device.stop(signal);
      await until(`no link after ${signal}`, () => {
        try {
          return lstatSync(device.path) === undefined;
        } catch {
          return true;
        }
      });
    }
  });

  it("takes the place of a link that leads nowhere, and of nothing else", async (t) => {
    const folder = makeFolder(t);
    const path = join(folder, "tty");
    const start = () => launch(t, ...MAPS, "--console", `pty:${path}`);
    writeFileSync(path, "mine");
    const refused = start();
    assert.equal(await refused.ended, 2);
    assert.equal(refused.said.err, `nodemcu-sim: --console pty:${path} is there already\n`);
    assert.equal(readFileSync(path, "utf8"), "mine");

    const link = join(folder, "link");
    symlinkSync("/dev/pts/none", link);
    const device = launch(t, ...MAPS, "--console", `pty:${link}`);
    await until("its note", () => device.said.err.includes("the console is at"));
    const second = launch(t, ...MAPS, "--console", `pty:${link}`);
    assert.equal(await second.ended, 2);
    assert.match(second.said.err, /^nodemcu-sim: --console pty:\S+ leads to \/dev\/\S+ already\n$/);

    const nowhere = launch(t, ...MAPS, "--console", `pty:${join(folder, "no/tty")}`);
    assert.equal(await nowhere.ended, 2);
    assert.match(nowhere.said.err, /^nodemcu-sim: --console pty:\S+ can't be made: No such file/);
  });

  it("shows the boot again after node.restart", async (t) => {
    const device = startPty(t, { files: { "init.lua": "print('init')" } });
    const serial = await device.client();
    serial.write("node.restart()\n");
    await serial.answer(/rst:0xc \(SW_CPU_RESET\)[^]*NodeMCU .*\ninit\n> $/);
  });
});
