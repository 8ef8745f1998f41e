/** A program at a serial port, by the library that nodemcu-tool uses. */
import { createRequire } from "node:module";
import { until } from "./support.mjs";

const SerialPort = createRequire(import.meta.url)("serialport");

/** Opens the port at 115200 baud; `t` closes it at the end. */
export async function openSerial(t, path) {
  const port = new SerialPort(path, { baudRate: 115200, autoOpen: false });
  let text = "";
  port.on("data", (bytes) => (text += bytes.toString("latin1")));
  await new Promise((resolve, reject) => {
    port.open((error) => (error ? reject(error) : resolve()));
  });
  const close = () => new Promise((resolve) => port.close(resolve));
  t.after(close);
  return {
    write: (bytes) => port.write(Buffer.from(bytes, "latin1")),
    text: () => text,
    answer: (pattern) => until(`${pattern} in ${JSON.stringify(text)}`, () => pattern.exec(text)),
    close,
  };
}
