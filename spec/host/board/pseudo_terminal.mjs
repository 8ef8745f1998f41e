/** A pseudo terminal whose other end is in this process: socat copies between it and pipes. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, until } from "../support.mjs";

/** Gives `{ path, send(bytes), onBytes(fn), unplug() }`; ends with the test. */
export async function openPseudoTerminal(t) {
  const path = join(makeFolder(t), "port");
  const child = spawn("socat", [`pty,rawer,link=${path}`, "-"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // What is sent after the end is of no interest.
  child.stdin.on("error", () => {});
  const ended = new Promise((resolve) => child.on("close", resolve));
  t.after(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  await until("socat", () => existsSync(path));
  return {
    path,
    send: (bytes) => child.stdin.write(bytes),
    onBytes: (fn) => child.stdout.on("data", fn),
    unplug: () => child.kill("SIGKILL"),
  };
}
