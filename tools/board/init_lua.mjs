/** The board's init.lua: whether it starts the setup, and back in place when it was set aside. */
import { Failure } from "../flash/failure.mjs";
import { INIT_LUA, START_LINE } from "../init_lua.mjs";
import { listFiles, readText } from "./board_files.mjs";
import { checksumOf } from "./checksum.mjs";
import { ASIDE_NAMES } from "./knock.mjs";
import { quoteLua } from "./line_codec.mjs";
import { createTransfer } from "./transfer.mjs";

const INIT_NAME = "init.lua";

/** Undoes what knock or an interrupted upload did. The user's own newer init.lua stays. */
async function putBack(link, files, say) {
  const aside = ASIDE_NAMES.find((name) => files.has(name));
  if (aside === undefined) return;
  if (files.has(INIT_NAME)) {
    say(`${aside} is an older init.lua that an upload set aside; the board has a new one.`);
    return;
  }
  const answer = await link.ask(`file.rename(${quoteLua(aside)},${quoteLua(INIT_NAME)})`);
  if (answer !== "true") throw new Failure(`${aside} can't be renamed to init.lua: try again.`);
  files.set(INIT_NAME, files.get(aside));
  say("init.lua is back in its place.");
}

/** For commands that have nothing else to do with init.lua. */
export async function settleAside(link, say) {
  await putBack(link, await listFiles(link), say);
}

/**
 * @param {object} options `mayWrite`: write an init.lua where there is none; `say`
 * @returns whether the board starts the setup from now on
 */
export async function settleInit(link, { mayWrite, say }) {
  const files = await listFiles(link);
  await putBack(link, files, say);
  const text = files.has(INIT_NAME) ? await readText(link, INIT_NAME) : undefined;
  if (text?.includes("wifi_setup")) return true;
  if (text === undefined && mayWrite) {
    const bytes = Buffer.from(INIT_LUA);
    await createTransfer(link).replace(INIT_NAME, bytes, checksumOf(bytes));
    say(`init.lua was written: ${START_LINE}`);
    return true;
  }
  say(
    text === undefined
      ? `The board has no init.lua: ARGS=--init writes one with this line, which starts the setup: ${START_LINE}`
      : `init.lua does not start the setup: add this line to yours, and send it with ARGS="--add init.lua": ${START_LINE}`,
  );
  return false;
}
