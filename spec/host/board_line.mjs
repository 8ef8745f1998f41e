/** A simulated board on a pseudo terminal, our commands for it, and lines with something else behind. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { launch, makeFolder, startDevice, until } from "./support.mjs";

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
  const { child, said, ended } = launch(
    t,
    { program: join(ROOT, "tools/board", `${name}.mjs`) },
    ...argv,
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

/** Puts a file there while no board runs. */
export function place(flash, name, text) {
  writeFileSync(join(flash, name), text, "latin1");
}
