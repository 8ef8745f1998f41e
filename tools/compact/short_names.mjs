/**
 * Names for locals, the shortest for those that are used most. Two have the same name only where
 * that hides neither from a place that means it. Globals and fields keep theirs.
 */
import { measureUse } from "./bindings.mjs";

const FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
const MORE = `${FIRST}0123456789`;
const KEYWORDS = new Set(
  "and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(
    " ",
  ),
);

function* candidates() {
  yield* FIRST;
  for (const first of FIRST) {
    for (const second of MORE) if (!KEYWORDS.has(first + second)) yield first + second;
  }
  throw new Error("too many locals for names of two characters");
}

const placesOf = ({ reads, writes }) => [...reads, ...writes].map(({ at }) => at);

/** Whether the later one would hide the earlier from one of its places. */
function hides(later, earlier) {
  return (
    later.start > earlier.start &&
    later.start < earlier.end &&
    earlier.places.some((at) => at > later.start && at < later.end)
  );
}

/** Renames all locals of a tree that has bindings. */
export function shortenNames(chunk) {
  const { bindings, globals } = measureUse(chunk);
  for (const binding of bindings) binding.places = placesOf(binding);
  const named = new Map();
  const isFree = (name, binding) =>
    !globals.some(
      (global) => global.name === name && global.at > binding.start && global.at < binding.end,
    ) && !(named.get(name) ?? []).some((other) => hides(binding, other) || hides(other, binding));
  const byUse = [...bindings].sort((one, other) => other.places.length - one.places.length);
  for (const binding of byUse) {
    for (const name of candidates()) {
      if (!isFree(name, binding)) continue;
      binding.name = name;
      named.set(name, [...(named.get(name) ?? []), binding]);
      break;
    }
  }
}
