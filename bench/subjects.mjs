/** Servers beside each other on the same device, with the same clients. */
import { basename, resolve } from "node:path";
import { HAND_WRITTEN } from "./figures.mjs";
import { filesOf, measure, ofKind } from "./measure.mjs";

const OURS = "bench/ours";

function measureSubject(name, folder) {
  const rows = ofKind(measure("subject", folder, filesOf(folder)), "subject");
  return { name, ...Object.fromEntries(rows.map(([key, value]) => [key, Number(value)])) };
}

/**
 * Ours, the hand-written one and those in these folders; see docs/bench.md for what a folder has to do.
 */
export function measureSubjects(folders, progress) {
  const subjects = [
    ["our web server", OURS],
    ["hand-written", HAND_WRITTEN],
    ...folders.map((folder) => [basename(resolve(folder)), resolve(folder)]),
  ];
  return subjects.map(([name, folder]) => {
    progress(`server: ${name}`);
    return measureSubject(name, folder);
  });
}
