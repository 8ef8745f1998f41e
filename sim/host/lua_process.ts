/**
 * The Lua process that holds the device, and the turns taken with it: we send the time and what
 * happened, it answers with what the device did and when it is next due. docs/simulator-protocol.md
 */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { decodeLine, encodeLine, type Field } from "./message_line";

export interface LuaProcess {
  /** Queues an event for the next turn; `done` runs when that turn has ended. */
  post(fields: readonly Field[], done?: () => void): void;
  /** Device time as this side has it. */
  nowMs(): number;
  /** The serial line has something new on it. */
  lineChanged(): void;
  /** Answers a question in the middle of a turn. */
  answer(fields: readonly Field[]): void;
  kill(): void;
}

/** What comes over the console's line, at its own times. */
export interface SerialLine {
  /** Messages that are due by then: they come before the turn's time. */
  messages(nowMs: number): readonly (readonly Field[])[];
  /** When there will be more of them. */
  dueMs(): number | undefined;
}

export interface LuaProcessOptions {
  readonly root: string;
  readonly speed: number;
  readonly line: SerialLine;
  /** A message of the Lua side; what comes after it waits for the promise. */
  onMessage(fields: readonly string[]): Promise<void> | undefined;
  /** The process ended by itself: `report` is what it wrote to standard error. */
  onEnd(report: string): void;
}

const INTERPRETERS = ["lua5.3", "lua53", "lua-5.3", "lua"];
/** Where `make setup` puts a Lua that the system does not offer. */
const OWN_INTERPRETER = ".tools/bin/lua5.3";
/** Node's timers can't wait longer. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export function findInterpreter(root: string): string | undefined {
  return [...INTERPRETERS, join(root, OWN_INTERPRETER)].find((name) => {
    const { stdout } = spawnSync(name, ["-e", "io.write(_VERSION)"], { encoding: "utf8" });
    return stdout === "Lua 5.3";
  });
}

function spawnLua(interpreter: string, root: string): ChildProcessWithoutNullStreams {
  const boot = `package.path = "build/?.lua"; require("sim.host_main")`;
  // A group of its own: Ctrl-C at a terminal must reach us, not Lua's own handler.
  // Its environment is empty but for the way to it: LUA_INIT and LUA_PATH are the user's business.
  const env = { PATH: process.env["PATH"] };
  return spawn(interpreter, ["-e", boot], { cwd: root, detached: true, env });
}

export function startLua(interpreter: string, options: LuaProcessOptions): LuaProcess {
  const child = spawnLua(interpreter, options.root);
  const startedAtMs = performance.now();
  let queue: string[] = [];
  let queueDone: (() => void)[] = [];
  let turnDone: (() => void)[] = [];
  let inTurn = false;
  let scheduled = false;
  let killed = false;
  let wake: NodeJS.Timeout | undefined;

  const nowMs = (): number => Math.floor((performance.now() - startedAtMs) * options.speed);

  function takeTurn(): void {
    scheduled = false;
    if (inTurn || killed) return;
    inTurn = true;
    clearTimeout(wake);
    turnDone = queueDone;
    const turnMs = nowMs();
    const line = options.line.messages(turnMs).map(encodeLine).join("");
    const events = encodeLine(["now", turnMs]) + queue.join("");
    child.stdin.write(line + events + encodeLine(["go"]), "latin1");
    queue = [];
    queueDone = [];
  }

  function schedule(): void {
    if (scheduled || inTurn) return;
    scheduled = true;
    setImmediate(takeTurn);
  }

  let deviceDueMs = Infinity;

  /** Waits for what comes first: the device's next doing or a byte for it. */
  function rest(): void {
    clearTimeout(wake);
    const dueMs = Math.min(deviceDueMs, options.line.dueMs() ?? Infinity);
    if (dueMs === Infinity) return;
    const delayMs = Math.ceil((dueMs - nowMs()) / options.speed);
    wake = setTimeout(schedule, Math.min(Math.max(delayMs, 0), MAX_TIMEOUT_MS));
  }

  function endTurn(dueMs: number): void {
    inTurn = false;
    deviceDueMs = dueMs;
    for (const done of turnDone) done();
    turnDone = [];
    if (queue.length > 0) schedule();
    else rest();
  }

  async function handle(line: string): Promise<void> {
    const fields = decodeLine(line);
    if (fields[0] === "wait") endTurn(fields[1] === "" ? Infinity : Number(fields[1]));
    else await options.onMessage(fields);
  }

  let lines: string[] = [];
  let handling = false;
  async function handleAll(): Promise<void> {
    if (handling) return;
    handling = true;
    for (let line = lines.shift(); line !== undefined && !killed; line = lines.shift()) {
      await handle(line);
    }
    handling = false;
  }

  let partial = "";
  child.stdout.setEncoding("latin1").on("data", (text: string) => {
    const parts = (partial + text).split("\n");
    partial = parts.pop() ?? "";
    lines = lines.concat(parts);
    void handleAll();
  });
  let report = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (report += text));
  // Writing to a process that has just ended: its end is told by "close".
  child.stdin.on("error", () => undefined);
  child.on("error", (error) => (report += error.message));
  child.on("close", () => {
    if (!killed) options.onEnd(report);
    killed = true;
  });

  return {
    post(fields, done) {
      queue.push(encodeLine(fields));
      if (done !== undefined) queueDone.push(done);
      schedule();
    },
    nowMs,
    lineChanged() {
      if (!inTurn && !scheduled) rest();
    },
    answer: (fields) => child.stdin.write(encodeLine(fields), "latin1"),
    kill() {
      killed = true;
      clearTimeout(wake);
      child.kill("SIGKILL");
    },
  };
}
