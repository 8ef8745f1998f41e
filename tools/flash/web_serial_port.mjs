/**
 * A port of serialport 8 in the shape of the browser's Web Serial, which esptool-js expects:
 * https://wicg.github.io/serial/.
 */
import { Failure } from "./failure.mjs";
import { explainOpenError, SerialPort, usbNumbers } from "./serial_ports.mjs";

const promised = (call) =>
  new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));

/** After the port is gone nobody reads on: the stream ends. */
function readableOf(port) {
  let isOpen = true;
  return new ReadableStream({
    start(controller) {
      const end = () => {
        if (isOpen) controller.close();
        isOpen = false;
      };
      port.on("data", (bytes) => isOpen && controller.enqueue(new Uint8Array(bytes)));
      port.on("close", end);
    },
    cancel() {
      isOpen = false;
    },
  });
}

function writableOf(port) {
  return new WritableStream({
    write: async (bytes) => {
      await promised((done) => port.write(Buffer.from(bytes), done));
      await promised((done) => port.drain(done));
    },
  });
}

export class WebSerialPort {
  /** Rejects with a Failure when the port goes away by itself. */
  lost;
  /** What setting DTR and RTS failed with; a port without these lines can't reset the board. */
  signalsError;
  readable = null;
  writable = null;
  #path;
  #usb = {};
  #port;
  #signals = { dtr: false, rts: false };
  #lose;

  constructor(path) {
    this.#path = path;
    this.lost = new Promise((_, reject) => (this.#lose = reject));
    // Whoever does not wait for it is not to end by it.
    this.lost.catch(() => {});
  }

  async open({ baudRate }) {
    this.#usb = await usbNumbers(this.#path);
    const port = new SerialPort(this.#path, { baudRate, autoOpen: false });
    try {
      await promised((done) => port.open(done));
    } catch (error) {
      throw (await explainOpenError(this.#path, error.message)) ?? error;
    }
    this.#port = port;
    port.on("error", () => {});
    port.on("close", (error) => {
      // Only a port that went away by itself says why.
      if (error) this.#lose(new Failure("The board went away: check the cable and flash again."));
    });
    this.readable = readableOf(port);
    this.writable = writableOf(port);
  }

  async close() {
    const port = this.#port;
    this.#port = undefined;
    this.readable = null;
    this.writable = null;
    if (port?.isOpen) await promised((done) => port.close(done));
  }

  /** In place: closing and opening would reset some boards. */
  async setBaudRate(baudRate) {
    await promised((done) => this.#port.update({ baudRate }, done));
  }

  /** Both lines at each call: serialport would put the other one back to its default. */
  async setSignals({ dataTerminalReady, requestToSend }) {
    if (dataTerminalReady !== undefined) this.#signals.dtr = dataTerminalReady;
    if (requestToSend !== undefined) this.#signals.rts = requestToSend;
    try {
      await promised((done) => this.#port.set(this.#signals, done));
    } catch (error) {
      this.signalsError = error.message;
    }
  }

  getInfo() {
    return this.#usb;
  }
}
