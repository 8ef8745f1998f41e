/** The pace of the line at the console of bin/nodemcu-sim, what it loses, and the consoles of other chips. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startPty, timesIn } from "./console_pty.mjs";
import { openSerial } from "./serial_client.mjs";
import { until } from "./support.mjs";

describe("the line", () => {
  const WRITE = "io.write(('x'):rep(2304), '\\n')";

  it("takes ten bits a byte in device time, both ways", async (t) => {
    const device = startPty(t);
    const serial = await device.client();
    serial.write(`-- ${"y".repeat(227)}\n${WRITE}\n`);
    await serial.answer(/x{2304}\n> $/);
    const [start, end] = await until("the log", () => timesIn(device.log, ">", /^-- y+/));
    assert.ok(Math.abs(end - start - 20) <= 1, `231 bytes came in ${end - start} ms`);
    const [from, to] = await until("the log", () => timesIn(device.log, "<", /^x+/));
    assert.ok(Math.abs(to - from - 200) <= 1, `2305 bytes went in ${to - from} ms`);
  });

  it("has the pace that was asked for", async (t) => {
    const device = startPty(t, { argv: ["--baud", "9600", "--speed", "4"] });
    const serial = await device.client();
    const startedAt = Date.now();
    serial.write("io.write(('x'):rep(480), '\\n')\n");
    await serial.answer(/x{480}\n/);
    assert.ok(
      Date.now() - startedAt >= 125,
      "480 bytes at 9600 baud are 500 ms, at speed 4 125 ms",
    );
    const [from, to] = await until("the log", () => timesIn(device.log, "<", /^x+/));
    assert.ok(Math.abs(to - from - 500) <= 2, `481 bytes went in ${to - from} ms`);
  });

  it("takes no time with --baud 0, nor with a console on USB", async (t) => {
    for (const argv of [
      ["--baud", "0"],
      ["--chip", "esp32c3", "--usb-console"],
    ]) {
      const device = startPty(t, { argv });
      const serial = await device.client();
      serial.write(`${WRITE}\n`);
      await serial.answer(/x{2304}\n> $/);
      const [from, to] = await until("the log", () => timesIn(device.log, "<", /^x+/));
      assert.equal(to - from, 0);
    }
  });

  it("loses bytes while the device formats its flash, and answers after seconds", async (t) => {
    const device = startPty(t);
    const serial = await device.client();
    const startedAt = Date.now();
    serial.write("file.format()\n");
    await serial.answer(/file\.format\(\)\n/);
    await sleep(200);
    serial.write("z".repeat(400) + "\n" + "z".repeat(400) + "\n=7\n");
    await serial.answer(/format done\.\n[^]*> /);
    assert.ok(Date.now() - startedAt >= 2900, "the answer came before the flash was erased");
    // 804 bytes, of which 485 had room: the FIFO was emptied at least once.
    const echoed = () => serial.text().match(/z/g)?.length ?? 0;
    await until("more than the FIFO holds", () => echoed() >= 257);
    await sleep(300);
    assert.ok(echoed() < 500, `${echoed()} of 800 were echoed`);
  });

  it("loses nothing when a program that is not busy is pasted in", async (t) => {
    const device = startPty(t);
    const serial = await device.client();
    const lines = Array.from({ length: 60 }, (_, index) => `n = (n or 0) + ${index}`);
    serial.write(lines.join("\n") + "\n=n\n");
    // A byte that comes while a line runs is echoed before the prompt.
    await serial.answer(/n\n1770\n> $/);
  });

  it("carries each byte from 0 to 255 both ways", async (t) => {
    const files = {
      "init.lua": "uart.start(0) uart.on(0, 'data', 0, function(b) uart.write(0, b) end, 0)",
    };
    const device = startPty(t, { files });
    await device.ready();
    const serial = await openSerial(t, device.path);
    await until("the boot", () => timesIn(device.log, "<", /^> $/));
    const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
    const before = serial.text().length;
    serial.write(bytes);
    await until("all bytes", () => serial.text().length - before >= 256);
    assert.deepEqual(
      Buffer.from(serial.text().slice(before), "latin1"),
      Buffer.from(bytes, "latin1"),
    );
  });
});

describe("chips", () => {
  it("are what --chip says, and uart.write does not reach a console on USB", async (t) => {
    const device = startPty(t, { argv: ["--chip", "esp32s3", "--usb-console"] });
    const serial = await device.client();
    serial.write("print(node.chipmodel(), node.chipid, node.info('build_config').esp_console)\n");
    await serial.answer(/\nesp32s3\tnil\tusb_serial_jtag\n> $/);
    serial.write("uart.write(0, 'pins')\n");
    await serial.answer(/'pins'\)\n> $/);
    await device.note(/UART0 is not modelled/);
  });
});
