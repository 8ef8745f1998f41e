/**
 * Puts the setup on a board, and only what changed.
 *
 *   node tools/board/upload.mjs PORT [--init] [--all] [--languages de,fr] [--add FILE]… [--overwrite] [--baud N]
 */
import { explainInterruption, runCommand } from "./command.mjs";
import { START_LINE } from "../init_lua.mjs";
import { settleInit } from "./init_lua.mjs";
import { putFiles } from "./put_files.mjs";
import { restartAndWatch } from "./restart.mjs";
import { say } from "./say.mjs";
import { withBoard } from "./session.mjs";
import { collectFiles, isShipped } from "./shipped_files.mjs";

/** Start bit, eight bits, stop bit. */
const BITS_PER_BYTE = 10;

const OPTIONS = {
  init: { help: "writes an init.lua where there is none", type: "boolean", default: false },
  all: { help: "sends all parts, not the setup alone", type: "boolean", default: false },
  languages: {
    help: 'the page in these languages too: "de,fr", or "all"',
    type: "string",
    default: "",
  },
  add: {
    help: "sends a file of yours too; may be given several times",
    type: "string",
    multiple: true,
    default: [],
  },
  overwrite: { help: "replaces files that are not ours", type: "boolean", default: false },
};

/** Both directions one after the other: the line is faster, since they overlap. */
function describeLine({ sent, received }, baud, elapsedMs) {
  const seconds = ((sent + received) * BITS_PER_BYTE) / baud;
  const measured = (elapsedMs / 1000).toFixed(1);
  return `${sent} bytes went to the board and ${received} came back: ${seconds.toFixed(1)} s of a line at ${baud} baud, ${measured} s measured.`;
}

function describeWork({ sent, removed, kept, bytes }) {
  const words = [
    `${sent.length === 1 ? "1 file" : `${sent.length} files`} sent (${bytes} bytes)`,
    `${kept.length} were right already`,
  ];
  if (removed.length > 0) words.push(`removed: ${removed.join(", ")}`);
  return `${words.join("; ")}.`;
}

await runCommand("upload", OPTIONS, async (values) => {
  const { path, baud } = values;
  const wantedAtLeast = { hasAll: values.all, languages: values.languages, added: values.add };
  collectFiles(wantedAtLeast);
  explainInterruption("Interrupted: the same command again mends the board.");
  const startedAtMs = Date.now();
  const select = (claims) =>
    collectFiles({ ...wantedAtLeast, also: [...claims.keys()].filter(isShipped) });
  await withBoard({ path, baud, say }, async ({ link, firmware, counts }) => {
    say(`NodeMCU on ${firmware.chip}, ${firmware.version}.`);
    const put = { select, isShipped, mayOverwrite: values.overwrite, say, stream: process.stdout };
    const done = await putFiles(link, put);
    const startsSetup = await settleInit(link, { mayWrite: values.init, say });
    say(describeWork(done));
    say(describeLine(counts, baud, Date.now() - startedAtMs));
    say(await restartAndWatch(link, startsSetup));
    if (!startsSetup) say(`The setup will not start yet: init.lua needs ${START_LINE}`);
  });
});
