/**
 * Runs the cases of spec/firmware on a board and prints TAP: docs/conformance.md.
 *
 *   node tools/board/conformance.mjs PORT [--with "free pins"]… [--part 5_1]… [--baud N]
 */
import { explainInterruption, runCommand } from "./command.mjs";
import { loadCases, STATE_NAME } from "./firmware_cases.mjs";
import { settleAside } from "./init_lua.mjs";
import { checksumOf } from "./checksum.mjs";
import { ASIDE_NAMES } from "./knock.mjs";
import { quoteLua } from "./line_codec.mjs";
import { createProgress } from "./progress.mjs";
import { runCases } from "./run_cases.mjs";
import { printable } from "./say.mjs";
import { withBoard } from "./session.mjs";
import { createTransfer } from "./transfer.mjs";

const OPTIONS = {
  with: {
    help: "cases that need free pins, empty flash or stock build",
    type: "string",
    multiple: true,
    default: [],
  },
  part: {
    help: "only the parts whose name begins so, such as 5_1",
    type: "string",
    multiple: true,
    default: [],
  },
};

/** Standard output is TAP. */
const say = (sentence) => console.error(printable(sentence));

async function sendFiles(link, files) {
  const transfer = createTransfer(link);
  await transfer.removeTemporary();
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const progress = createProgress(process.stderr, files.length, totalBytes);
  try {
    for (const { name, bytes } of files) {
      progress.begin(name, bytes.length);
      await transfer.replace(name, bytes, checksumOf(bytes), progress.add);
      progress.end();
    }
  } finally {
    progress.close();
  }
}

/** The board's own program must not run beside the cases. */
async function setAside(link) {
  await link.ask(`file.remove(${quoteLua(STATE_NAME)})`);
  const names = ASIDE_NAMES.map(quoteLua).join(",");
  await link.ask(
    `(function() for _, n in ipairs{${names}} do if file.rename('init.lua',n) then return n end end end)()`,
  );
}

async function tidy(link, files) {
  for (const { name } of files) await link.ask(`file.remove(${quoteLua(name)})`);
  await link.ask(`file.remove(${quoteLua(STATE_NAME)})`);
  await settleAside(link, say);
  await link.send("node.restart()");
}

function createReport() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    counts,
    onVerdict({ ok, skipped, number, name, problem }) {
      counts[!ok ? "failed" : skipped ? "skipped" : "passed"] += 1;
      console.log(`${ok ? "ok" : "not ok"} ${number} - ${printable(name)}`);
      if (problem) console.log(`# ${printable(problem)}`);
    },
    onDetail: (text) => console.log(`# ${printable(text)}`),
  };
}

await runCommand("conformance", OPTIONS, async (values) => {
  const { runner, parts } = loadCases(values.part);
  const files = [runner, ...parts];
  const { path, baud } = values;
  explainInterruption(
    "Interrupted: the same command again begins anew, make upload brings init.lua back.",
  );
  const report = createReport();
  console.log("TAP version 13");
  await withBoard({ path, baud, say }, async ({ link, firmware }) => {
    say(`NodeMCU on ${firmware.chip}, ${firmware.version}.`);
    await sendFiles(link, files);
    await setAside(link);
  });
  await withBoard({ path, baud, say }, async ({ link }) => {
    const names = parts.map(({ name }) => name);
    const count = await runCases(link, { names, given: values.with.join(","), ...report });
    console.log(`1..${count}`);
  });
  await withBoard({ path, baud, say }, ({ link }) => tidy(link, files));
  const { passed, failed, skipped } = report.counts;
  console.log(`# ${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (failed > 0) process.exitCode = 1;
});
