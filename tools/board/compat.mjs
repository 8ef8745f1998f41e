/**
 * Puts nodemcu_tool_compat.lua on a board and runs it there, so that nodemcu-tool's own command line
 * works until the next restart.
 *
 *   node tools/board/compat.mjs PORT [--overwrite] [--baud N]
 */
import { Failure } from "../flash/failure.mjs";
import { explainInterruption, runCommand } from "./command.mjs";
import { settleAside } from "./init_lua.mjs";
import { putFiles } from "./put_files.mjs";
import { say } from "./say.mjs";
import { withBoard } from "./session.mjs";
import { collectCompat, COMPAT_NAME, isShipped } from "./shipped_files.mjs";

const OPTIONS = {
  overwrite: {
    help: "replaces a file of that name that is not ours",
    type: "boolean",
    default: false,
  },
};
const RUN_LINE = `dofile("${COMPAT_NAME}")`;
/** Lua: runs the file and gives the heap that it took. */
const RUN = `(function() collectgarbage() local h=node.heap() ${RUN_LINE} collectgarbage() return h-node.heap() end)()`;

await runCommand("compat", OPTIONS, async ({ path, baud, overwrite }) => {
  explainInterruption("Interrupted: the same command again mends the board.");
  await withBoard({ path, baud, say }, async ({ link }) => {
    const put = { isShipped, mayOverwrite: overwrite, say, stream: process.stdout };
    await putFiles(link, { ...put, select: collectCompat });
    await settleAside(link, say);
    const heapBytes = Number(await link.ask(RUN));
    if ((await link.ask("file.open and 1 or 0")) !== "1") {
      throw new Failure(`${COMPAT_NAME} did not run on the board: make console shows why.`);
    }
    await link.ask("node.osprint and node.osprint(true)");
    await link.send("U=nil");
    const { bytes } = collectCompat().get(COMPAT_NAME);
    const ofHeap = heapBytes > 0 ? ` and ${heapBytes} of the heap` : "";
    say(`It takes ${bytes.length} bytes of the flash${ofHeap}.`);
    say(`nodemcu-tool works until the next restart; for longer, begin init.lua with ${RUN_LINE}`);
  });
});
