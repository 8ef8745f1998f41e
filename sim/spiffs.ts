/**
 * The limits of the flash file system: flat names of at most 31 bytes, four open files, and the
 * space of the `storage` partition. Sources: components/platform/partitions.csv, IDF esp_spiffs.c,
 * SPIFFS' spiffs_nucleus.c and spiffs_gc.c (256-byte pages in 4 KB blocks).
 */
import type { Kernel } from "./chip";
import { createFlashWrites } from "./flash_writes";

const MAX_NAME_BYTES = 31;
const MAX_OPEN_FILES = 4;

const DEFAULT_BYTES = 458752;
const BLOCK_BYTES = 4096;
const DATA_BYTES_PER_PAGE = 251;
const PAGES_PER_BLOCK = 15;
/** Kept for collecting garbage. */
const SPARE_BLOCKS = 2;
const PAGES_IN_FIRST_INDEX = 103;
const PAGES_IN_NEXT_INDEX = 124;
/** The header of a file's index. */
const HEADER_PAGES = 1;
/** A file is cut to nothing by a new header, and a page is wanted for what might be left. */
const TRUNCATE_PAGES = 2;

export const NO_SUCH_FILE = "No such file or directory";
/** newlib's numbers. */
export const ENOENT = 2;
const EIO = 5;
export const EBADF = 9;
export const ENOSPC = 28;
export const NO_SPACE = "No space left on device";
const ENAMETOOLONG = 91;

export type Refusal = LuaMultiReturn<[problem: string | undefined, errorNumber: number]>;

/** @noSelf */
export interface Spiffs {
  /** Why a file can't be opened, or undefined when it can. A new one is wanted unless mustExist. */
  refusal(name: string, mustExist: boolean): Refusal;
  /** A descriptor is taken; the returned function gives it back. */
  takeDescriptor(): () => void;
  canOpen(name: string): boolean;
  /** Opens, reads and closes. */
  readWhole(name: string): LuaMultiReturn<[bytes: string | undefined, problem: string]>;
  /** What the file's size says; parts of it may be lost, see isDamaged. */
  read(name: string): string | undefined;
  /** The power was cut while it was written: reading it fails until it is written anew. */
  isDamaged(name: string): boolean;
  /** Makes the file, or empties it. False when the file system is full: then nothing changes. */
  empty(name: string): boolean;
  /** Puts bytes at a place within the file or at its end. False when full: nothing is written then. */
  writeAt(name: string, at: number, bytes: string): boolean;
  remove(name: string): void;
  /** The caller has checked that there is one, and none of the new name. */
  rename(oldName: string, newName: string): void;
  names(): string[];
  usedBytes(): number;
  totalBytes(): number;
  /** Tells an open file that its file is gone. */
  onRemove(listener: (name: string) => void): void;
}

function pagesOf(byteCount: number): number {
  const dataPages = Math.ceil(byteCount / DATA_BYTES_PER_PAGE);
  const beyond = Math.max(0, dataPages - PAGES_IN_FIRST_INDEX);
  return HEADER_PAGES + dataPages + Math.ceil(beyond / PAGES_IN_NEXT_INDEX);
}

export function createSpiffs(kernel: Kernel): Spiffs {
  const { flash, air } = kernel.world;
  const writes = createFlashWrites(kernel);
  let openFiles = 0;
  const listeners: ((name: string) => void)[] = [];

  function usedPages(): number {
    let pages = 0;
    for (const name of flash.names()) pages += pagesOf((flash.read(name) ?? "").length);
    return pages;
  }

  function usablePages(): number {
    const bytes = air.faults().flashBytes() ?? DEFAULT_BYTES;
    return (Math.floor(bytes / BLOCK_BYTES) - SPARE_BLOCKS) * PAGES_PER_BLOCK;
  }

  /** spiffs_gc_check, which counts what is written whether it takes the place of something or not. */
  const hasRoomFor = (pages: number): boolean => pages <= usablePages() - usedPages();

  function problemOf(name: string, mustExist: boolean): Refusal {
    if (openFiles >= MAX_OPEN_FILES) return $multi("I/O error", EIO);
    if (name.length > MAX_NAME_BYTES) return $multi("File or path name too long", ENAMETOOLONG);
    if (mustExist && (name === "" || flash.read(name) === undefined)) {
      return $multi(NO_SUCH_FILE, ENOENT);
    }
    return $multi(undefined, 0);
  }

  const spiffs: Spiffs = {
    refusal: problemOf,
    takeDescriptor: () => {
      openFiles += 1;
      return () => {
        openFiles -= 1;
      };
    },
    canOpen: (name) => {
      const [problem] = problemOf(name, true);
      return problem === undefined;
    },
    readWhole: (name) => {
      const [problem] = problemOf(name, true);
      if (problem !== undefined) return $multi(undefined, problem);
      return $multi(flash.read(name), "");
    },
    read: flash.read,
    isDamaged: writes.isDamaged,

    empty: (name) => {
      const before = flash.read(name);
      if (before === "") return true;
      if (!hasRoomFor(before === undefined ? HEADER_PAGES : TRUNCATE_PAGES)) return false;
      // Of a file that is cut to nothing the pages go first, and its header last.
      writes.replace(name, "", before === undefined ? "keep" : "damage");
      return true;
    },

    writeAt: (name, at, bytes) => {
      const before = flash.read(name) ?? "";
      const place = Math.min(at, before.length);
      // One more page, for the index.
      const pages = Math.ceil((bytes.length + DATA_BYTES_PER_PAGE) / DATA_BYTES_PER_PAGE);
      if (!hasRoomFor(pages)) return false;
      const after =
        string.sub(before, 1, place) + bytes + string.sub(before, place + bytes.length + 1);
      // What is put at the end counts once the header says so; what is written over is lost before.
      writes.replace(name, after, place === before.length ? "keep" : "damage");
      return true;
    },

    remove: (name) => {
      writes.remove(name);
      for (const listener of listeners) listener(name);
    },
    rename: (oldName, newName) => {
      writes.rename(oldName, newName);
      for (const listener of listeners) listener(oldName);
    },
    names: flash.names,
    usedBytes: () => usedPages() * DATA_BYTES_PER_PAGE,
    totalBytes: () => (usablePages() + 1) * DATA_BYTES_PER_PAGE,
    onRemove: (listener) => {
      listeners.push(listener);
    },
  };
  return spiffs;
}
