/** Where a password and a setup code come from: a file, standard input, a person; never an argument. */
import { readFileSync, statSync } from "node:fs";
import { text } from "node:stream/consumers";
import { wrongUsage } from "../flash/failure.mjs";
import { unreadable } from "../system_words.mjs";

/** More than any password needs; a wrong file is not read whole. */
const MAX_BYTES = 4096;
const OTHERS_MAY_READ = 0o044;

/** A line without its end; spaces belong to it. Pure. */
export function firstLines(content, count) {
  return content
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .slice(0, count);
}

function check(line, where) {
  if (line === undefined || line === "") throw wrongUsage(`${where} has nothing in it.`);
  if (/[\u0000-\u0008\u000a-\u001f]/.test(line)) throw wrongUsage(`${where} holds no plain text.`);
  return line;
}

/** @param {(sentence: string) => void} note hears that others could read it */
function readSecretFile(path, note) {
  let content;
  try {
    const { size, mode } = statSync(path);
    if (size > MAX_BYTES) throw wrongUsage(`${path} is no file with one line.`);
    if (mode & OTHERS_MAY_READ) note(`Others on this computer can read ${path}: chmod 600 ${path}`);
    content = readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === undefined) throw error;
    throw wrongUsage(`${unreadable(path, error, "it has to be a file with one line")}.`);
  }
  return check(firstLines(content, 1)[0], path);
}

/**
 * Reads what was asked for: the first line of a file, or of standard input; with both there, the
 * password is the first line and the code the second one.
 *
 * @param values of the command line
 * @returns {Promise<{password?: string, code?: string}>}
 * @throws {Failure} with exit code 2
 */
export async function readSecrets(values, note) {
  const names = ["password", "code"];
  const fromInput = names.filter((name) => values[`${name}-stdin`]);
  if (fromInput.length > 0 && process.stdin.isTTY) {
    throw wrongUsage("Standard input is a terminal: leave the option out, and you are asked.");
  }
  const lines = fromInput.length > 0 ? firstLines(await text(process.stdin), 2) : [];
  const secrets = {};
  for (const name of names) {
    const path = values[`${name}-file`];
    if (path !== undefined) secrets[name] = readSecretFile(path, note);
  }
  for (const [index, name] of fromInput.entries()) {
    secrets[name] = check(lines[index], `Line ${index + 1} of standard input`);
  }
  return secrets;
}
