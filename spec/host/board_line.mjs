/** A simulated board on a pseudo terminal, our commands for it, and lines with something else behind. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { MANIFEST_NAME, parseManifest } from "../../tools/board/manifest.mjs";
import { collectFiles } from "../../tools/board/shipped_files.mjs";
import { launch, makeFolder, startDevice, until } from "./support.mjs";

/** What an upload sends to a board that has nothing of ours. */
export const OURS = collectFiles({});

/** They wait for the line more than they work. */
export const TWO_AT_A_TIME = { concurrency: 2 };

const PROGRESS_MS = 60_000;
const POLL_MS = 10;

/** Ports of boards whose line takes no time: the commands have to know that it is fast. */
const fastPorts = new Set();
const FAST = ["--baud", "921600"];

/** An empty flash would be filled with the setup. */
const SOMETHING = { "keep.txt": "mine" };

/** A board that says its first prompt; `baud` 0 takes no time for the line. */
export async function startBoard(
  t,
  { files = {}, argv = [], baud = 0, folder = makeFolder(t), ...rest },
) {
  const port = join(folder, `tty${readdirSync(folder).length}`);
  const log = join(folder, "console.log");
  const speed = argv.includes("--usb-console") ? [] : ["--baud", String(baud)];
  const line = ["--console", `pty:${port}`, "--console-log", log, ...speed];
  const board = startDevice(t, {
    files: { ...SOMETHING, ...files },
    argv: [...line, ...argv],
    folder,
    ...rest,
  });
  await until("the pseudo terminal", () => existsSync(port));
  if (baud === 0) fastPorts.add(port);
  return {
    ...board,
    port,
    log,
    /** Text of a file, or undefined. */
    read(name) {
      const path = join(board.flash, name);
      return existsSync(path) ? readFileSync(path, "latin1") : undefined;
    },
    names: () => readdirSync(board.flash).sort(),
  };
}

/** Starts one of tools/board/*.mjs; `done` gives its exit code and all that it said. */
export function startCommand(t, name, ...argv) {
  const speed = fastPorts.has(argv[0]) ? FAST : [];
  const { child, said, ended } = launch(
    t,
    { program: join(ROOT, "tools/board", `${name}.mjs`) },
    ...argv,
    ...speed,
  );
  const done = ended.then((status) => ({ status, ...said, all: said.out + said.err }));
  return { child, said, done };
}

export const runCommand = (t, name, ...argv) => startCommand(t, name, ...argv).done;

/** Runs it with this on its standard input. */
export function pipeInto(t, input, name, ...argv) {
  const { child, done } = startCommand(t, name, ...argv);
  child.stdin.end(input);
  return done;
}

/** A pseudo terminal whose far end answers each line with what `answer(line)` gives. */
export async function startStranger(t, answer, greeting = "") {
  const folder = makeFolder(t);
  mkdirSync(folder, { recursive: true });
  const port = join(folder, "tty");
  const child = spawn("python3", [join(ROOT, "sim/host/pty_line.py"), port]);
  t.after(() => child.kill("SIGKILL"));
  let rest = "";
  child.stdout.on("data", (bytes) => {
    const lines = (rest + bytes.toString("latin1")).split("\n");
    rest = lines.pop();
    for (const line of lines)
      child.stdin.write(Buffer.from(`${greeting}${answer(line)}`, "latin1"));
  });
  await until("the pseudo terminal", () => existsSync(port));
  return port;
}

/** All of ours is there, whole, in its list, and nothing is left over. */
export function assertComplete(board) {
  for (const [name, { bytes }] of OURS) {
    assert.equal(board.read(name), bytes.toString("latin1"), name);
  }
  const claims = parseManifest(board.read(MANIFEST_NAME));
  assert.deepEqual([...claims.keys()].sort(), [...OURS.keys()].sort());
  for (const [name, checksums] of claims) {
    assert.deepEqual([...checksums], [OURS.get(name).checksum]);
  }
  assert.equal(board.read("wifi_setup.part"), undefined);
}

/** Waits for a file's line in the progress; an upload takes its time on a busy machine. */
export async function untilFile(said, number) {
  const deadlineMs = Date.now() + PROGRESS_MS;
  while (!said.out.includes(`\n${number} of `)) {
    if (Date.now() > deadlineMs) throw new Error(`waited in vain for file ${number}: ${said.out}`);
    await sleep(POLL_MS);
  }
}
