/** Our serial port as esptool-js uses it: the lines that reset a board, by a port without hardware. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { SerialPort } from "../../tools/flash/serial_ports.mjs";
import { WebSerialPort } from "../../tools/flash/web_serial_port.mjs";

const MockBinding = createRequire(import.meta.url)("@serialport/binding-mock");
const PATH = "/dev/mock-board";

/** An open port, with all that was set on it. */
async function openMock(t) {
  const sets = [];
  class Binding extends MockBinding {
    async set(options) {
      sets.push({ dtr: options.dtr, rts: options.rts });
      await super.set(options);
    }
  }
  const real = SerialPort.Binding;
  SerialPort.Binding = Binding;
  MockBinding.createPort(PATH, { echo: false, record: true });
  const device = new WebSerialPort(PATH);
  await device.open({ baudRate: 115200 });
  t.after(async () => {
    await device.close();
    MockBinding.reset();
    SerialPort.Binding = real;
  });
  return { device, sets };
}

test("a line keeps its level while the other one is set", async (t) => {
  const { device, sets } = await openMock(t);
  await device.setSignals({ dataTerminalReady: true });
  await device.setSignals({ requestToSend: true });
  await device.setSignals({ dataTerminalReady: false });
  assert.deepEqual(sets, [
    { dtr: true, rts: false },
    { dtr: true, rts: true },
    { dtr: false, rts: true },
  ]);
  assert.equal(device.signalsError, undefined);
});

test("esptool-js resets into the loader by these lines", async (t) => {
  const { device, sets } = await openMock(t);
  const { ClassicReset, Transport } = await import("esptool-js");
  await new ClassicReset(new Transport(device), 1).reset();
  assert.deepEqual(sets, [
    // EN low; then BOOT low and EN high; then both high.
    { dtr: false, rts: true },
    { dtr: true, rts: false },
    { dtr: false, rts: false },
  ]);
});

test("bytes go out and come in, and the port can be opened again", async (t) => {
  const { device } = await openMock(t);
  const writer = device.writable.getWriter();
  await writer.write(new Uint8Array([0xc0, 0x00, 0xff]));
  writer.releaseLock();
  const reader = device.readable.getReader();
  const coming = reader.read();
  await device.close();
  assert.deepEqual(await coming, { value: undefined, done: true });
  await device.open({ baudRate: 921600 });
  await device.setBaudRate(460800);
  assert.ok(device.readable && device.writable);
});
