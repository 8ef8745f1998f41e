/** The console at standard input and output; at a terminal each key goes to the device as it is. */
import type { ConsolePort, ConsolePortEvents } from "./console_port";

const CONTROL_RIGHT_BRACKET = 0x1d;

export function openConsoleStdio(events: ConsolePortEvents): ConsolePort {
  const { stdin, stdout } = process;
  if (stdin.isTTY) {
    stdin.setRawMode(true);
    events.note("every key goes to the device; Ctrl-] ends the simulator");
  }
  stdin.on("data", (bytes: Buffer) => {
    if (stdin.isTTY && bytes.includes(CONTROL_RIGHT_BRACKET)) process.kill(process.pid, "SIGTERM");
    else events.onBytes(bytes);
  });
  stdin.on("error", () => undefined);
  return {
    write: (bytes) => stdout.write(bytes),
    close() {
      if (stdin.isTTY) stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
