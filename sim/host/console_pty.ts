/** The console at a pseudo terminal, which Python's standard library opens: Node can't. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { lstatSync, readlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { wordsOf } from "../../tools/system_words.mjs";
import { CannotStart, EXIT_FAILED, EXIT_WRONG_OPTION } from "./cannot_start";
import type { ConsolePort, ConsolePortEvents } from "./console_port";

const PYTHON = "python3";

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A link that is there may be what a simulator that was killed left behind. */
function makeRoom(path: string): void {
  if (!isThere(path)) return;
  const target = linkAt(path);
  if (target === undefined) {
    throw new CannotStart(`--console pty:${path} is there already`, EXIT_WRONG_OPTION);
  }
  if (isThere(target)) {
    throw new CannotStart(`--console pty:${path} leads to ${target} already`, EXIT_WRONG_OPTION);
  }
  unlinkSync(path);
}

/** Its first byte says that the terminal is there. */
function whenReady(child: ChildProcess, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let report = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (report += text));
    child.once("error", reject);
    child.once("close", () => {
      const sentence = `--console pty:${path} can't be made: ${report.trim()}`;
      reject(new CannotStart(sentence, EXIT_WRONG_OPTION));
    });
    child.stdout?.once("readable", () => {
      if (child.stdout?.read(1) !== null) resolve();
    });
  });
}

export async function openConsolePty(
  root: string,
  path: string,
  events: ConsolePortEvents,
): Promise<ConsolePort> {
  if (spawnSync(PYTHON, ["-c", "import pty"]).status !== 0) {
    const sentence = "--console pty: needs python3 (make setup installs it)";
    throw new CannotStart(sentence, EXIT_FAILED);
  }
  makeRoom(path);
  // A group of its own: Ctrl-C at a terminal must reach us only.
  const child = spawn(PYTHON, [join(root, "sim/host/pty_line.py"), path], { detached: true });
  try {
    await whenReady(child, path);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`python3 can't be started: ${wordsOf(error)}`, EXIT_FAILED);
  }
  const terminal = linkAt(path);
  let closed = false;
  child.stdin.on("error", () => undefined);
  child.stdout.on("data", (bytes: Buffer) => events.onBytes(bytes));
  child.once("close", () => {
    if (!closed) events.note("the pseudo terminal of the console ended: it is not there any more");
  });
  return {
    write: (bytes) => child.stdin.write(bytes),
    close() {
      closed = true;
      child.kill("SIGKILL");
      if (linkAt(path) === terminal) unlinkSync(path);
    },
  };
}
