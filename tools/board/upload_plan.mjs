/** What an upload has to do, from what is wanted, what is on the board, and what we wrote. Pure. */

const compiledNameOf = (name) => name.replace(/\.lua$/, ".lc");

/**
 * @param {object} state
 * @param {Map<string, {checksum: string, isUsers?: boolean}>} state.wanted name to file; the user's
 *   own were asked for by name and are never held back
 * @param {Map<string, number>} state.present name to size: all files of the board
 * @param {Map<string, string>} state.checksums name to checksum, of those that `namesToCheck` gave
 * @param {Map<string, Set<string>>} state.claims the manifest
 * @param {(name: string) => boolean} state.isShipped whether this release still has such a file
 * @returns names: `send`, `keep` (right as they are), `remove` (ours, and stale), `foreign`
 */
export function planUpload({ wanted, present, checksums, claims, isShipped }) {
  const plan = { send: [], keep: [], remove: [], foreign: [] };
  const isOurs = (name) => claims.get(name)?.has(checksums.get(name)) ?? false;
  for (const [name, { checksum, isUsers }] of wanted) {
    const isThere = present.has(name);
    const isRight = isThere && checksums.get(name) === checksum;
    if (isRight) plan.keep.push(name);
    else if (isThere && !isUsers && !isOurs(name)) plan.foreign.push(name);
    else plan.send.push(name);
    const compiled = compiledNameOf(name);
    if (compiled === name || !present.has(compiled)) continue;
    // require takes it before the .lua.
    (isRight || isUsers || isOurs(name) ? plan.remove : plan.foreign).push(compiled);
  }
  for (const name of claims.keys()) {
    if (!wanted.has(name) && !isShipped(name) && isOurs(name)) plan.remove.push(name);
  }
  return plan;
}

/** The files whose checksums the plan needs. */
export function namesToCheck({ wanted, present, claims }) {
  const names = new Set([...wanted.keys(), ...claims.keys()]);
  return [...names].filter((name) => present.has(name));
}
