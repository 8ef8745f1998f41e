/** The cases of spec/firmware as a board gets them: the runner and the parts that the indices list. */
import { readFileSync } from "node:fs";
import { Failure } from "../flash/failure.mjs";

const FOLDER = new URL("../../spec/firmware/", import.meta.url);
const SECTIONS = [1, 2, 3, 4, 5, 6];
/** What a board takes at a time. */
const MAX_PART_BYTES = 8192;

export const RUNNER_NAME = "conformance.lua";
/** What the runner notes on the flash: where it is. */
export const STATE_NAME = "conformance.state";

function load(name) {
  const bytes = readFileSync(new URL(name, FOLDER));
  if (bytes.length > MAX_PART_BYTES) {
    throw new Failure(`${name} has ${bytes.length} bytes: split it, a part has at most 8 KB.`);
  }
  return { name, bytes };
}

function partNames(section) {
  const index = readFileSync(new URL(`index_${section}.tsv`, FOLDER), "utf8");
  return [...index.matchAll(/^part\t(\S+)$/gm)].map(([, name]) => name);
}

/**
 * @param {string[]} chosen beginnings of part names such as "5_1"; none: all parts
 * @returns `runner` and `parts` in the order of their sections: `{ name, bytes }` each
 * @throws {Failure} when a part is too long or nothing begins so
 */
export function loadCases(chosen) {
  const names = SECTIONS.flatMap(partNames);
  const wanted = names.filter(
    (name) => chosen.length === 0 || chosen.some((start) => name.startsWith(start)),
  );
  if (wanted.length === 0) throw new Failure(`No part of spec/firmware begins with ${chosen}.`);
  return { runner: load(RUNNER_NAME), parts: wanted.map(load) };
}
