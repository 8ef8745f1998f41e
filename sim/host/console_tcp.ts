/** The console at a TCP port of 127.0.0.1: raw bytes, one client at a time. */
import { createServer, type Socket } from "node:net";
import { LOOPBACK } from "./arguments";
import { CannotStart, codeOf, EXIT_FAILED } from "./cannot_start";
import type { ConsolePort, ConsolePortEvents } from "./console_port";

const TAKEN = "nodemcu-sim: somebody else is at this console\n";
/** What a client that does not read may be behind; more is lost, as on a wire. */
const MAX_BEHIND_BYTES = 65536;

export async function openConsoleTcp(
  port: number,
  events: ConsolePortEvents,
): Promise<ConsolePort & { readonly port: number }> {
  let client: Socket | undefined;
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    if (client !== undefined) {
      socket.end(TAKEN);
      return;
    }
    client = socket;
    socket.setNoDelay(true);
    socket.on("data", (bytes) => events.onBytes(bytes));
    socket.on("close", () => (client = undefined));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const why = codeOf(error) === "EADDRINUSE" ? "is taken" : `can't be used (${codeOf(error)})`;
      reject(new CannotStart(`--console tcp:${port}: port ${port} ${why}`, EXIT_FAILED));
    });
    server.listen(port, LOOPBACK, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    write(bytes) {
      if (client !== undefined && client.writableLength < MAX_BEHIND_BYTES) client.write(bytes);
    },
    close() {
      server.close();
      client?.destroy();
    },
  };
}
