/** What is on the board's flash: names, sizes, checksums, room, and the text of small files. */
import { LinkBroken } from "./link.mjs";
import { MAX_LINE_CHARACTERS, quoteLua } from "./line_codec.mjs";

/** Names in one question; the rest of its line is `U.a('q999',U.s())`. */
const NAMES_CHARACTERS = MAX_LINE_CHARACTERS - 24;
/** Reading and adding up stays far below the watchdog's five seconds. */
const NAMES_AT_A_TIME = 8;

/** Name to size. */
export async function listFiles(link) {
  const answer = await link.ask("U.l()");
  const entries = answer.split("\x04").filter((entry) => entry !== "");
  const files = entries.map((entry) => /^(\d+) (.*)$/s.exec(entry));
  if (files.includes(null)) throw new LinkBroken("error", "the list of files arrived damaged");
  return new Map(files.map(([, size, name]) => [name, Number(size)]));
}

/** Name to checksum, as checksum.mjs computes it; "-" for a file that can't be read. */
export async function readChecksums(link, names) {
  const checksums = new Map();
  const waiting = [...names];
  while (waiting.length > 0) {
    const batch = [];
    let characters = 0;
    while (waiting.length > 0 && batch.length < NAMES_AT_A_TIME) {
      characters += quoteLua(waiting[0]).length + 1;
      if (characters > NAMES_CHARACTERS) break;
      batch.push(waiting.shift());
    }
    const answer = await link.ask(`U.s(${batch.map(quoteLua).join(",")})`);
    const values = answer.split(" ");
    const isSound = values.every((value) => /^(-|\d+,\d+,\d+)$/.test(value));
    if (values.length !== batch.length || !isSound) {
      throw new LinkBroken("error", "the checksums arrived damaged");
    }
    batch.forEach((name, index) => checksums.set(name, values[index]));
  }
  return checksums;
}

/** Bytes that are free. */
export async function readRoom(link) {
  return Number(await link.ask("(file.fsinfo())"));
}

/** The text of a file, "" without one. Newlines can't travel in an answer: they come as byte 4. */
export async function readText(link, name) {
  const read = `io.open(${quoteLua(name)},"rb")`;
  return (
    await link.ask(
      `(function() local f=${read} if not f then return "" end local s=f:read("a") f:close() return (s:gsub("\\n","\\4")) end)()`,
    )
  ).replaceAll("\x04", "\n");
}
