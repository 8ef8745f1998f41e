/** wifi-provision: sets devices up without a browser, by the routes that the page uses. */
import { printable } from "../board/say.mjs";
import { Failure } from "../flash/failure.mjs";
import { forReader } from "../fold_text.mjs";
import { readDevices } from "./device_table.mjs";
import { HELP, makeTasks, parseOptions } from "./options.mjs";
import { exitCodeOf, sentenceOf, SetupFailure } from "./outcome.mjs";
import { createProgress } from "./progress.mjs";
import { askSecret } from "./prompt.mjs";
import { readSecrets } from "./secret_sources.mjs";
import { listNetworks, setUpDevice } from "./setup_device.mjs";

const SIGTERM_EXIT = 143;

/** JSON leaves these as they are, and a terminal obeys them. */
const jsonLine = (value) =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );

/** Asks the person at the terminal; what was typed for a network serves for its other devices too. */
function createAsker(options, progress, stopper) {
  const usesInput = options["password-stdin"] || options["code-stdin"];
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY && !usesInput;
  const passwords = new Map();
  const ask = async (question) => {
    if (!isTerminal) return undefined;
    progress.pause();
    return askSecret(printable(question), stopper.signal, () => stopper.abort());
  };
  return {
    async password({ name }) {
      if (!passwords.has(name)) passwords.set(name, await ask(`Password of ${name}: `));
      return passwords.get(name);
    },
    async code({ id, url }) {
      return (await ask(`Setup code of ${id ?? url}: `)) || undefined;
    },
  };
}

/** One device; gives what is known of how it went. */
async function handle(task, options, progress, asker, stopper) {
  const { signal } = stopper;
  const known = { device: task.url, id: task.id, ssid: options.list ? undefined : task.ssid };
  if (task.ssidHex !== undefined) known.ssidHex = task.ssidHex;
  if (signal.aborted) return failureOf(known, "not-tried", {});
  progress.begin(task.id ?? task.url);
  const run = { signal, show: progress.show, note: progress.note, hasSent: false };
  try {
    const found = options.list
      ? await listNetworks(task, run)
      : await setUpDevice(task, run, asker);
    return { ...known, id: run.id, ok: true, ...found };
  } catch (error) {
    const isStop = signal.aborted;
    if (!isStop && !(error instanceof SetupFailure)) throw error;
    const what = isStop ? { sent: run.hasSent } : error.what;
    return failureOf(
      { ...known, id: run.id ?? task.id },
      isStop ? "interrupted" : error.reason,
      what,
    );
  } finally {
    progress.pause();
  }
}

function failureOf(known, reason, what) {
  return { ...known, ok: false, reason, code: what.code, message: sentenceOf(reason, what) };
}

function tell(outcome, task) {
  const who = outcome.id ?? outcome.device;
  if (!outcome.ok) {
    // The address is in some sentences already.
    const told = outcome.message.startsWith(who) ? outcome.message : `${who}: ${outcome.message}`;
    process.stderr.write(forReader(process.stderr, `${printable(told)}\n`));
  } else if (outcome.networks === undefined) {
    const sealed = outcome.sealed ? "" : ", password not sealed";
    process.stdout.write(
      `${printable(`${who} has joined ${task.name}: ${outcome.message}${sealed}`)}\n`,
    );
  } else {
    for (const { ssid, ssidHex, rssiDbm, auth } of outcome.networks) {
      const name = ssidHex === undefined ? ssid : `${ssid} (--ssid-hex ${ssidHex})`;
      const columns = `${String(rssiDbm).padStart(4)} dBm  ${auth.padEnd(10)}`;
      process.stdout.write(`${printable(`${columns}  ${name}`)}\n`);
    }
  }
}

async function run(argv, stopper) {
  const options = parseOptions(argv);
  if (options.help) return void process.stdout.write(HELP);
  const warn = (sentence) =>
    process.stderr.write(forReader(process.stderr, `${printable(sentence)}\n`));
  const rows = options.file === undefined ? [{}] : readDevices(options.file);
  const tasks = makeTasks(options, rows, await readSecrets(options, warn));
  const progress = createProgress(process.stderr, tasks.length);
  const asker = createAsker(options, progress, stopper);
  const outcomes = [];
  for (const task of tasks) {
    const earlier = outcomes.filter(({ device }) => device === task.url).map(({ id }) => id);
    task.doneIds = new Set(earlier);
    const outcome = await handle(task, options, progress, asker, stopper);
    outcomes.push(outcome);
    if (options.json) process.stdout.write(`${jsonLine(outcome)}\n`);
    else tell(outcome, task);
  }
  process.exitCode = exitCodeOf(outcomes);
}

/** @param {string[]} argv without the program's name */
export async function main(argv) {
  const stopper = new AbortController();
  let isTerminated = false;
  for (const name of ["SIGINT", "SIGTERM"]) {
    process.on(name, () => {
      isTerminated ||= name === "SIGTERM";
      stopper.abort();
    });
  }
  try {
    await run(argv, stopper);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(forReader(process.stderr, `${printable(error.message)}\n`));
    process.exitCode = error.exitCode;
  }
  if (isTerminated) process.exitCode = SIGTERM_EXIT;
}
