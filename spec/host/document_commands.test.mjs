/**
 * The commands in all documents, run as they stand there in a copy of the repository: each ends with 0, and
 * what stays running says what it should. What is not run here stands in document_table.mjs.
 */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { buildExamples } from "../../tools/build_examples.mjs";
import { buildSimulator } from "../../tools/build_sim.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";
import { allBlocks, commandsOf } from "./document_blocks.mjs";
import { isRunElsewhere, NOT_RUN } from "./document_table.mjs";
import { startBoard } from "./board_line.mjs";
import { makeFolder, startDevice } from "./support.mjs";

const COMMAND_LIMIT_MS = 60000;
const POLL_MS = 25;

/** On a terminal it tells each line at once. */
const AS_ON_A_TERMINAL = 'grep() { command grep --line-buffered "$@"; }';

/** Ports of its own, so that two can run at a time. */
const PORTS = "--map 80=0 --map udp:53=0";

/** Commands that run until somebody ends them, how they get their ports, and what they say when they work. */
const STAYS = [
  [/^make sim$/, `ARGS="${PORTS}"`, /^http:\/\/127.*portal:open/ms],
  [/^make demo$/, `ARGS="${PORTS}"`, /^http:\/\/127.*portal:open/ms],
  [/^make example NAME=(custom-page|idle-timeout|fine-grained)$/, `ARGS="${PORTS}"`, /portal:open/],
  [/^make example NAME=dns$/, `ARGS="${PORTS}"`, /portal:open|online/],
  [/^make example NAME=scheduler$/, `ARGS="${PORTS}"`, /^(> )?3$/m],
  [/^make example NAME=\S+$/, `ARGS="${PORTS}"`, /Ctrl-C ends.*^http:\/\/127/ms],
  [/^node tools\/example\.mjs fine-grained --air/, PORTS, /^http:\/\/127/m],
  [/^node tools\/example\.mjs setup-on-button --gpio/, PORTS, /portal:open/],
  [/^tail -f \S+ \| grep gpio$/, "", /"event":"gpio"/],
];

/** The port of a board in all documents: here a simulated board, whose line takes no time. */
const PORT = "/dev/ttyUSB0";
const FAST = "--baud 921600";

/** What those say that end by themselves, where 0 as exit code would be too little. */
const SAYS = [
  [/^bin\/nodemcu-sim --help$/, /--flash/],
  [/^timeout 2 bin\/nodemcu-sim .* \|\| true$/, /hello\t/],
  [/^printf '=6\*7\\n' \| timeout 2/, /\n(> )?42\n/],
  [/plain_runner\.lua/, /[1-9]\d* success\w* \/ 0 failures \/ 0 errors/],
];

const isNotRun = (document, command) =>
  NOT_RUN.some(([name, text]) => name === document && command.startsWith(text));

const documents = new Map();
for (const block of allBlocks()) {
  if (block.language !== "sh" || isRunElsewhere(block)) continue;
  const commands = commandsOf(block).filter((line) => !isNotRun(block.document, line));
  documents.set(block.document, [...(documents.get(block.document) ?? []), ...commands]);
}

/** The comment behind a command is for people. */
const bare = (line) => line.replace(/ +# .*$/, "");

/** All files of git and what is built, but not what a user did there; the packages are links. */
function copyRepository(folder) {
  const files = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const names = execFileSync("git", files, { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
  const built = ["host", "sim", "page", "lua32", "declarations", "examples-lua"];
  for (const name of [...names, ...built.map((one) => `build/${one}`)]) {
    if (!existsSync(join(ROOT, name))) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, preserveTimestamps: true });
  }
  for (const name of readdirSync(join(ROOT, "build"))) {
    if (/^(\.|lualib)/.test(name))
      copyFileSync(join(ROOT, "build", name), join(folder, "build", name));
  }
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name === ".package-lock.json") continue;
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  }
  // Make looks at times: all is installed and built.
  const now = Date.now() / 1000;
  for (const name of [
    ".package-lock.json",
    "../build/.lua-out",
    "../build/.sim",
    "../build/.lua32",
  ]) {
    const path = join(folder, "node_modules", name);
    writeFileSync(path, "");
    utimesSync(path, now, now);
  }
}

describe("the commands of", { concurrency: 2 }, () => {
  const cleanUps = [];
  const running = new Set();
  let repository;

  /** Ends a command with all that it has started. */
  function end(child) {
    if (!running.delete(child)) return;
    process.kill(-child.pid, "SIGKILL");
  }

  before(async () => {
    buildExamples();
    await buildSimulator();
    const folder = makeFolder({ after: (run) => cleanUps.unshift(run) });
    repository = join(folder, "repository");
    mkdirSync(repository);
    copyRepository(repository);
  });
  after(() => {
    for (const child of running) end(child);
    for (const cleanUp of cleanUps) cleanUp();
  });

  function start(line) {
    // A test that is a command of a document is a run of its own.
    const env = { ...process.env, npm_config_offline: "true", NODE_TEST_CONTEXT: undefined };
    const child = spawn("bash", ["-c", `${AS_ON_A_TERMINAL}\n${line}`], {
      cwd: repository,
      env,
      detached: true,
    });
    running.add(child);
    const said = { text: "" };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes) => (said.text += bytes));
    }
    const ended = new Promise((resolve) => child.on("close", (code) => resolve(code)));
    return { child, said, ended };
  }

  async function runToItsEnd(line) {
    const { child, said, ended } = start(line);
    const timer = setTimeout(() => end(child), COMMAND_LIMIT_MS);
    const code = await ended;
    clearTimeout(timer);
    running.delete(child);
    assert.equal(code, 0, `${line}\n${said.text}`);
    const wanted = SAYS.find(([pattern]) => pattern.test(line))?.[1];
    if (wanted !== undefined) assert.match(said.text.replaceAll("\r", ""), wanted, line);
  }

  /** Gives what still runs: the next command may look at it. */
  async function runUntilItSays(line, [, more, wanted]) {
    const { child, said, ended } = start(`${line} ${more}`.trim());
    ended.then(() => running.delete(child));
    const endMs = Date.now() + COMMAND_LIMIT_MS;
    while (!wanted.test(said.text.replaceAll("\r", ""))) {
      const isOver = Date.now() > endMs || !running.has(child);
      assert.ok(!isOver, `${line}: waited in vain for ${wanted}\n${said.text}`);
      await sleep(POLL_MS);
    }
    return child;
  }

  for (const [document, lines] of documents) {
    if (lines.length === 0) continue;
    it(document, async (t) => {
      let before;
      let board;
      /** The same command for the simulated board. */
      async function forBoard(line) {
        if (!line.includes(PORT)) return line;
        board ??= await startBoard(t, {});
        const args = line.includes('ARGS="')
          ? line.replace('ARGS="', `ARGS="${FAST} `)
          : `${line} ARGS="${FAST}"`;
        return args.replace(PORT, board.port);
      }
      for (const told of lines.map(bare)) {
        const line = await forBoard(told);
        const staying = STAYS.find(([pattern]) => pattern.test(line));
        // Whoever follows a trace looks at what runs.
        const follows = line.startsWith("tail -f");
        if (!follows && before !== undefined) end(before);
        if (staying === undefined) await runToItsEnd(line);
        else if (follows) end(await runUntilItSays(line, staying));
        else before = await runUntilItSays(line, staying);
      }
      if (before !== undefined) end(before);
    });
  }

  it("the tables above are all told somewhere", () => {
    const all = [...documents.values()].flat().map(bare);
    for (const [pattern] of [...STAYS, ...SAYS]) {
      assert.ok(
        all.some((line) => pattern.test(line)),
        `no document tells ${pattern}`,
      );
    }
  });
});

describe("the program of docs/sealing.md", () => {
  it("sets a device up with a sealed password", async (t) => {
    const block = allBlocks().find(({ document, language }) => {
      return document === "docs/sealing.md" && language === "js";
    });
    const home = { ssid: "Home", password: "correct horse", joinDelayMs: 10 };
    const argv = ["--refresh", "--modules", "sodium"];
    const device = startDevice(t, { networks: [home], argv });
    await device.output(/portal:open/);
    const folder = makeFolder(t);
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const address = (await device.url()).replace(/\/$/, "");
    writeFileSync(join(folder, "seal.mjs"), block.text.replaceAll("http://192.168.4.1", address));
    const said = execFileSync(process.execPath, ["seal.mjs"], { cwd: folder, encoding: "utf8" });
    assert.match(said, /192\.168\.1\.50/);
  });
});
