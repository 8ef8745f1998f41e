/** A folder of the host as the flash of the device: flat names, the driver's store in .nvs. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { existsSync, renameSync, rmdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { wordsOf } from "../../tools/system_words.mjs";
import { codeOf } from "./cannot_start";
import { MAX_NAME_BYTES, nameToPath, pathToName } from "./flash_names";
import { toBytes, toText } from "./message_line";

export interface FlashDirectory {
  readonly path: string;
  /** Every file of the device by its name; the bytes in latin1 strings. */
  read(): Map<string, string>;
  write(name: string, bytes: string): void;
  remove(name: string): void;
  readStore(): Map<string, string>;
  writeStore(store: ReadonlyMap<string, string>): void;
  /** Removes a temporary folder. */
  dispose(): void;
}

type Note = (text: string) => void;

const STORE_NAME = ".nvs";

const isHidden = (name: string): boolean => name.startsWith(".");

/** Paths of the files below `folder`, with "/" between the parts. */
function listFiles(folder: string, prefix = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (isHidden(entry.name)) return [];
    const path = prefix + entry.name;
    if (entry.isDirectory()) return listFiles(join(folder, entry.name), `${path}/`);
    return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
  });
}

/** Does `run` for the file's path; once more without folders where a file stands in their place. */
function atPath(folder: string, name: string, run: (path: string) => void): void {
  try {
    run(join(folder, nameToPath(name)));
  } catch (error) {
    if (!["ENOTDIR", "EEXIST"].includes(codeOf(error))) throw error;
    run(join(folder, nameToPath(name, true)));
  }
}

/** A file is wanted where a folder stands: what is in the folder moves beside it, under flat names. */
function clearFolder(folder: string, name: string): void {
  const path = nameToPath(name);
  const standing = join(folder, path);
  if (!existsSync(standing) || !statSync(standing).isDirectory()) return;
  for (const file of listFiles(standing)) {
    const flat = nameToPath(pathToName(`${path}/${file}`), true);
    renameSync(join(standing, file), join(folder, flat));
  }
  rmSync(standing, { recursive: true });
}

/** Folders are only parts of names: without files there are none. */
function removeEmptyFolders(folder: string, file: string): void {
  const root = resolve(folder);
  for (let parent = dirname(resolve(file)); parent !== root; parent = dirname(parent)) {
    if (!existsSync(parent) || readdirSync(parent).length > 0) return;
    rmdirSync(parent);
  }
}

/** Written while a file stood where a folder was wanted, which may be gone by now. */
function removeFlat(folder: string, name: string, written?: string): void {
  const flat = join(folder, nameToPath(name, true));
  if (flat !== written) rmSync(flat, { force: true });
}

function writeAtomically(path: string, bytes: Buffer): void {
  const fresh = `${path}.new`;
  writeFileSync(fresh, bytes, { mode: 0o600 });
  renameSync(fresh, path);
}

export function isEmptyDirectory(path: string): boolean {
  try {
    return readdirSync(path).every(isHidden);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return true;
    throw error;
  }
}

export function openFlashDirectory(path: string | undefined, note: Note): FlashDirectory {
  const folder = path ?? mkdtempSync(join(tmpdir(), "nodemcu-sim-"));
  mkdirSync(folder, { recursive: true });
  const storePath = join(folder, STORE_NAME);
  const leftOut = new Set<string>();

  function leaveOut(file: string): void {
    if (leftOut.has(file)) return;
    leftOut.add(file);
    note(`${file} is left out of the flash: its name is over ${MAX_NAME_BYTES} bytes`);
  }

  function guarded(name: string, run: (path: string) => void): void {
    try {
      atPath(folder, name, run);
    } catch (error) {
      note(`the flash file ${name} could not be kept in ${folder}: ${wordsOf(error)}`);
    }
  }

  return {
    path: folder,
    read() {
      const files = new Map<string, string>();
      for (const file of listFiles(folder)) {
        const name = pathToName(file);
        if (name.length > MAX_NAME_BYTES) leaveOut(file);
        else files.set(name, toText(readFileSync(join(folder, file))));
      }
      return files;
    },
    write: (name, bytes) =>
      guarded(name, (file) => {
        clearFolder(folder, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, toBytes(bytes));
        removeFlat(folder, name, file);
      }),
    remove: (name) =>
      guarded(name, (file) => {
        removeFlat(folder, name);
        if (existsSync(file) && statSync(file).isDirectory()) return;
        rmSync(file, { force: true });
        removeEmptyFolders(folder, file);
      }),
    readStore() {
      try {
        const fields = JSON.parse(readFileSync(storePath, "utf8")) as Record<string, unknown>;
        return new Map(Object.entries(fields).map(([key, value]) => [key, String(value)]));
      } catch (error) {
        if (codeOf(error) !== "ENOENT") note(`${storePath} can't be read: the store starts empty`);
        return new Map();
      }
    },
    writeStore(store) {
      const fields = Object.fromEntries([...store].sort());
      writeAtomically(storePath, Buffer.from(JSON.stringify(fields, undefined, 2) + "\n"));
    },
    dispose() {
      if (path === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
