/** Brings the board's files to what is wanted: plan, room, list of what we wrote, files, leftovers. */
import { Failure } from "../flash/failure.mjs";
import { listFiles, readChecksums, readRoom, readText } from "./board_files.mjs";
import { checksumOf } from "./checksum.mjs";
import { quoteLua } from "./line_codec.mjs";
import { formatManifest, MANIFEST_NAME, parseManifest } from "./manifest.mjs";
import { createProgress } from "./progress.mjs";
import { createTransfer, TEMPORARY_NAME } from "./transfer.mjs";
import { namesToCheck, planUpload } from "./upload_plan.mjs";

/** A file takes more of the flash than its bytes: pages of 256 with a head, and an index. */
const PAGE_BYTES = 251;
const FILE_PAGES = 2;
const costOf = (bytes) => (Math.ceil(bytes / PAGE_BYTES) + FILE_PAGES) * 256;

function foreignFailure(names) {
  const [verb, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
  return new Failure(
    `${names.join(", ")} ${verb} on the board and not written by us, or changed since: nothing was sent. Save ${them} first if you need ${them}; ARGS=--overwrite replaces ${them}.`,
  );
}

/** A list that was complete, but not yet in its place when an upload ended. */
async function rescueManifest(link, present) {
  if (present.has(MANIFEST_NAME) || !present.has(TEMPORARY_NAME)) return;
  if (parseManifest(await readText(link, TEMPORARY_NAME)).size === 0) return;
  await link.ask(`file.rename(${quoteLua(TEMPORARY_NAME)},${quoteLua(MANIFEST_NAME)})`);
  present.set(MANIFEST_NAME, present.get(TEMPORARY_NAME));
}

/** Reads the board once. */
async function survey(link, select) {
  const present = await listFiles(link);
  await rescueManifest(link, present);
  const manifest = present.has(MANIFEST_NAME) ? await readText(link, MANIFEST_NAME) : "";
  const claims = parseManifest(manifest);
  const wanted = select(claims);
  const checksums = await readChecksums(link, namesToCheck({ wanted, present, claims }));
  return { wanted, present, checksums, claims, manifest };
}

/** What the board's list says in the end: those of ours that are right there. */
function finalManifest({ wanted, claims, checksums }, plan) {
  const entries = new Map();
  for (const [name, names] of claims) {
    if (names.has(checksums.get(name)) && !plan.remove.includes(name)) {
      entries.set(name, checksums.get(name));
    }
  }
  for (const [name, { checksum, isUsers }] of wanted) if (!isUsers) entries.set(name, checksum);
  return formatManifest(entries);
}

/** Stops before anything is written when it can't fit in the end. */
function checkRoom({ wanted, present }, plan, roomBytes) {
  const freed = [...plan.send, ...plan.remove].filter((name) => present.has(name));
  const gain = freed.reduce((sum, name) => sum + costOf(present.get(name)), 0);
  const need = plan.send.reduce((sum, name) => sum + costOf(wanted.get(name).bytes.length), 0);
  if (need <= roomBytes + gain) return;
  throw new Failure(
    `The flash is too full: ${need} bytes are needed and ${roomBytes + gain} are free. Remove files that you do not need, for instance with make console and file.remove("NAME").`,
  );
}

/** A new file beside the old one, where both fit; else the old one goes first, and the user hears it. */
async function replaceOne(name, { link, transfer, state, progress, say }) {
  const { bytes, checksum } = state.wanted.get(name);
  const isThere = state.present.has(name);
  if (isThere && (await readRoom(link)) < costOf(bytes.length)) {
    say(`Little room: the old ${name} goes before the new one comes.`);
    await transfer.remove(name);
  }
  progress.begin(name, bytes.length);
  await transfer.replace(name, bytes, checksum, progress.add);
  progress.end();
}

/**
 * @param {object} link with our helper on the board
 * @param {object} options
 * @param {(claims: Map) => Map} options.select the files that are wanted, given the board's list
 * @param {(name: string) => boolean} options.isShipped as in planUpload
 * @param {boolean} options.mayOverwrite replaces files that are not ours
 * @param {(sentence: string) => void} options.say
 * @param {NodeJS.WriteStream} options.stream for the progress
 * @returns names and bytes: `{ sent, removed, kept, bytes }`
 * @throws {Failure} before anything was written, where that is possible
 */
export async function putFiles(link, { select, isShipped, mayOverwrite, say, stream }) {
  const state = await survey(link, select);
  const plan = planUpload({ ...state, isShipped });
  if (plan.foreign.length > 0 && !mayOverwrite) throw foreignFailure(plan.foreign);
  for (const name of plan.foreign) (state.wanted.has(name) ? plan.send : plan.remove).push(name);

  const transfer = createTransfer(link);
  await transfer.removeTemporary();
  const roomBytes = await readRoom(link);
  checkRoom(state, plan, roomBytes);
  const sizes = plan.send.map((name) => state.wanted.get(name).bytes.length);
  const totalBytes = sizes.reduce((sum, size) => sum + size, 0);
  const isTight =
    roomBytes < sizes.reduce((sum, size) => sum + costOf(size), costOf(totalBytes / 20));

  // Where there is room, everything old stays until everything new is there.
  const removeOld = async () => {
    for (const name of plan.remove) await transfer.remove(name);
  };
  if (isTight) await removeOld();
  const ours = plan.send.filter((name) => !state.wanted.get(name).isUsers);
  if (ours.length > 0) {
    const claims = new Map(ours.map((name) => [name, state.wanted.get(name).checksum]));
    await transfer.append(MANIFEST_NAME, Buffer.from(`\n${formatManifest(claims)}`));
  }
  const progress = createProgress(stream, plan.send.length, totalBytes);
  try {
    for (const name of plan.send) {
      await replaceOne(name, { link, transfer, state, progress, say });
    }
  } finally {
    progress.close();
  }
  if (!isTight) await removeOld();

  const manifest = finalManifest(state, plan);
  if (manifest !== state.manifest || ours.length > 0) {
    const bytes = Buffer.from(manifest);
    await transfer.replace(MANIFEST_NAME, bytes, checksumOf(bytes));
  }
  return { sent: plan.send, removed: plan.remove, kept: plan.keep, bytes: totalBytes };
}
