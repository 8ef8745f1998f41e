/**
 * Writes files on the board: to a temporary name, checked there, then in place of the old one. The
 * next line travels while the board works on the one before.
 */
import { Failure } from "../flash/failure.mjs";
import { createTextEncoder, encodeBinary, isText, quoteLua } from "./line_codec.mjs";
import { LinkBroken } from "./link.mjs";

/** The same in board_helper.lua. */
export const TEMPORARY_NAME = "wifi_setup.part";
const FULL = "full";

export function fullFailure(name) {
  return new Failure(
    `The flash is full, ${name} does not fit: remove files that you do not need, for instance with make console and file.remove("NAME").`,
  );
}

/** One for each session: the board remembers the text that it got, and the encoder does too. */
export function createTransfer(link) {
  const encodeText = createTextEncoder();

  async function sendLines(name, lines, onBytes) {
    const underWay = [];
    const settleOne = async () => {
      const { answer, bytes } = underWay.shift();
      if ((await answer) === FULL) throw fullFailure(name);
      onBytes(bytes);
    };
    for (const [index, { line, bytes }] of lines.entries()) {
      if (underWay.length === link.linesUnderWay) await settleOne();
      underWay.push({ answer: link.expect(String(index + 1)), bytes });
      await link.send(line);
    }
    while (underWay.length > 0) await settleOne();
  }

  async function send(name, bytes, onBytes, opening) {
    if ((await link.ask(`U.o(${opening})`)) !== "ok") throw fullFailure(name);
    const lines = isText(bytes) ? encodeText(bytes.toString("latin1")) : encodeBinary(bytes);
    await sendLines(name, lines, onBytes);
  }

  return {
    /** Puts these bytes in place of the file, which stays as it is until they are all there. */
    async replace(name, bytes, checksum, onBytes = () => {}) {
      await send(name, bytes, onBytes, "");
      const answer = await link.ask(`U.e(${quoteLua(name)},'${checksum}')`);
      if (answer === FULL) throw fullFailure(name);
      if (answer === "name")
        throw new Failure(`The board does not take the name ${name}: at most 31 bytes.`);
      if (answer !== "ok") throw new LinkBroken("error", `${name} arrived damaged`);
    },

    async append(name, bytes) {
      await send(name, bytes, () => {}, `${quoteLua(name)},'ab'`);
      if ((await link.ask("U.c()")) !== "ok") throw fullFailure(name);
    },

    async remove(name) {
      await link.ask(`file.remove(${quoteLua(name)})`);
    },

    /** Left by an interrupted upload. */
    removeTemporary: () => link.ask(`file.remove('${TEMPORARY_NAME}')`),
  };
}
