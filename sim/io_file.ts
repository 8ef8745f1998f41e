/**
 * One open file: SPIFFS under newlib's stdio. What is written stays in RAM until the buffer is full,
 * flushed or closed, so a crash loses it. Source: components/lua/lua-5.3/liolib.c.
 */
import { EBADF, ENOENT, ENOSPC, NO_SPACE, NO_SUCH_FILE, type Spiffs } from "./spiffs";

/** Estimate: newlib's buffer size on the target is not known. */
const BUFFER_BYTES = 1024;

export type Outcome = LuaMultiReturn<[problem: string | undefined, errorNumber: number]>;

/** @noSelf */
export interface OpenFile {
  readonly name: string;
  isOpen(): boolean;
  /** Bytes from the position on; "" at the end. Undefined when it can't be read: see readProblem. */
  peek(): string | undefined;
  readProblem(): Outcome;
  skip(byteCount: number): void;
  write(bytes: string): Outcome;
  flush(): Outcome;
  /** The new position, or undefined when it lies outside of the file. */
  seek(whence: string, offset: number): number | undefined;
  setUnbuffered(unbuffered: boolean): void;
  close(): Outcome;
  /** The file was removed under the handle. */
  lose(): void;
}

const BAD_FILE = "Bad file number";

const succeeded = (): Outcome => $multi(undefined, 0);

/**
 * Makes a new file, or empties it for "w": at once, so that a crash before the flush leaves it empty.
 *
 * @returns false when the file system is full
 */
export function makeFile(spiffs: Spiffs, name: string, mode: string): boolean {
  const isThere = spiffs.read(name) !== undefined;
  const empties = string.sub(mode, 1, 1) === "w";
  return isThere && !empties ? true : spiffs.empty(name);
}

/** The file is there: see makeFile. */
export function openFile(spiffs: Spiffs, name: string, mode: string): OpenFile {
  const kind = string.sub(mode, 1, 1);
  const [plusAt] = stringFind(mode, "+", 1, true);
  const canRead = kind === "r" || plusAt !== undefined;
  const canWrite = kind !== "r" || plusAt !== undefined;
  const appends = kind === "a";

  const giveBack = spiffs.takeDescriptor();
  let open = true;
  let lost = false;
  let unbuffered = false;
  let position = 0;
  let pending: string[] = [];
  let pendingBytes = 0;

  function flush(): Outcome {
    if (pendingBytes === 0) return succeeded();
    const bytes = table.concat(pending);
    pending = [];
    pendingBytes = 0;
    const before = spiffs.read(name);
    if (lost || before === undefined) return $multi(BAD_FILE, EBADF);
    const at = appends ? before.length : position;
    if (!spiffs.writeAt(name, at, bytes)) return $multi(NO_SPACE, ENOSPC);
    position = at + bytes.length;
    return succeeded();
  }

  const file: OpenFile = {
    name,
    isOpen: () => open,
    peek: () => {
      if (!canRead || lost) return undefined;
      flush();
      if (spiffs.isDamaged(name)) return undefined;
      return string.sub(spiffs.read(name) ?? "", position + 1);
    },
    readProblem: () => {
      if (canRead && !lost) return $multi(NO_SUCH_FILE, ENOENT);
      return $multi(BAD_FILE, EBADF);
    },
    skip: (byteCount) => {
      position += byteCount;
    },
    write: (bytes) => {
      if (!canWrite || lost) return $multi(BAD_FILE, EBADF);
      pending.push(bytes);
      pendingBytes += bytes.length;
      if (!unbuffered && pendingBytes < BUFFER_BYTES) return succeeded();
      return flush();
    },
    flush,
    seek: (whence, offset) => {
      flush();
      const size = (spiffs.read(name) ?? "").length;
      const base = whence === "set" ? 0 : whence === "cur" ? position : size;
      const target = base + offset;
      if (target < 0 || target > size) return undefined;
      position = target;
      return position;
    },
    setUnbuffered: (value) => {
      unbuffered = value;
    },
    close: () => {
      const [problem, errorNumber] = flush();
      open = false;
      giveBack();
      return $multi(problem, errorNumber);
    },
    lose: () => {
      lost = true;
    },
  };
  return file;
}
