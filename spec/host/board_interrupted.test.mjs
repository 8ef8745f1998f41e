/** make upload, interrupted by the user or by a power cut: the next one mends the board. */
import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { checksumOf } from "../../tools/board/checksum.mjs";
import { parseManifest, MANIFEST_NAME } from "../../tools/board/manifest.mjs";
import {
  assertComplete,
  OURS,
  runCommand,
  startBoard,
  startCommand,
  TWO_AT_A_TIME,
  untilFile,
} from "./board_line.mjs";
import { until } from "./support.mjs";

const claim = (name, text) => `${name} ${checksumOf(Buffer.from(text))}\n`;

describe("an interrupted upload", TWO_AT_A_TIME, () => {
  const NAMES = [...OURS.keys()];
  const MOMENTS = [1, Math.floor(NAMES.length / 2), NAMES.length];

  async function mend(t, board) {
    const { status, all } = await runCommand(t, "upload", board.port, "--init");
    assert.equal(status, 0, all);
    assertComplete(board);
    return all;
  }

  /** Every claim whose file is there is true, or is not counted by the next upload. */
  function assertHonest(board) {
    const claims = parseManifest(board.read(MANIFEST_NAME) ?? "");
    for (const [name, { bytes }] of OURS) {
      const text = board.read(name);
      if (text === undefined) continue;
      assert.equal(text, bytes.toString("latin1"), `${name} is whole`);
      assert.ok(claims.get(name)?.has(checksumOf(bytes)), `${name} is known as ours`);
    }
  }

  it("by Ctrl-C says what to do", async (t) => {
    const board = await startBoard(t, {});
    const { child, said, done } = startCommand(t, "upload", board.port);
    await untilFile(said, 1);
    child.kill("SIGINT");
    const { status, err } = await done;
    assert.equal(status, 130);
    assert.match(err, /the same command again mends the board\.\n$/);
    assertHonest(board);
    await mend(t, board);
  });

  it("after every seventh file goes on with the next", async (t) => {
    const board = await startBoard(t, { baud: 460800 });
    let missing = NAMES.length;
    for (let round = 0; missing > 1; round += 1) {
      assert.ok(round < NAMES.length, "each round sends a file");
      const { child, said, done } = startCommand(t, "upload", board.port);
      await untilFile(said, 1);
      if (Number(/\n1 of (\d+)/.exec(said.out)[1]) >= 7) await untilFile(said, 7);
      child.kill("SIGKILL");
      await done;
      assertHonest(board);
      const [, count] = /\n1 of (\d+)/.exec(said.out);
      assert.ok(Number(count) < missing || round === 0, said.out);
      missing = Number(count);
    }
    await mend(t, board);
  });

  for (const number of MOMENTS) {
    it(`by a power cut after file ${number} of ${NAMES.length}`, async (t) => {
      const board = await startBoard(t, {});
      const { said, done } = startCommand(t, "upload", board.port);
      await untilFile(said, number);
      await board.stop("SIGKILL");
      const { status, err } = await done;
      assert.equal(status, 1);
      assert.match(err, /went away: plug the board in again/);
      assertHonest(board);
      const again = await startBoard(t, { folder: board.folder });
      assertHonest(again);
      await mend(t, again);
    });
  }

  for (const delayMs of [10, 200]) {
    it(`within a file, ${delayMs} ms after it began`, async (t) => {
      const board = await startBoard(t, { baud: 115200 });
      const { child, said, done } = startCommand(t, "upload", board.port);
      const part = join(board.flash, "wifi_setup.part");
      await untilFile(said, 11);
      await until("a part of the next", () => existsSync(part) && statSync(part).size >= 0);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.kill("SIGKILL");
      await done;
      await board.stop("SIGKILL");
      const again = await startBoard(t, { folder: board.folder });
      assertHonest(again);
      const [, sent] = /(\d+) files sent/.exec(await mend(t, again));
      // Ten were there for sure, and what small files followed while we waited.
      const kept = NAMES.length - Number(sent);
      assert.ok(kept >= 10 && kept <= 19, `${sent} of ${NAMES.length}`);
    });
  }

  it("while the list of what we wrote is replaced", async (t) => {
    const whole = [...OURS].map(([name, { checksum }]) => `${name} ${checksum}\n`).join("");
    const old = "-- an older timer\n";
    const files = {
      "timer.lua": old,
      "wifi_setup.part": whole.replace(/^timer\.lua .*\n/m, claim("timer.lua", old)),
    };
    const board = await startBoard(t, { files });
    await mend(t, board);
  });
});
