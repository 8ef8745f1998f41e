/**
 * The limits of the flash file system: flat names of at most 31 bytes, four open files, and the
 * space of the 448 KB `storage` partition. Sources: components/platform/partitions.csv,
 * components/base_nodemcu/user_main.c, SPIFFS' page layout (256-byte pages in 4 KB blocks).
 */
import type { Kernel } from "./chip";

const MAX_NAME_BYTES = 31;
const MAX_OPEN_FILES = 4;

const DATA_BYTES_PER_PAGE = 251;
const PAGES_PER_BLOCK = 15;
/** 112 blocks of the partition less two that SPIFFS keeps for collecting garbage. */
const USABLE_BLOCKS = 110;
const TOTAL_BYTES = (USABLE_BLOCKS * PAGES_PER_BLOCK + 1) * DATA_BYTES_PER_PAGE;
const PAGES_IN_FIRST_INDEX = 103;
const PAGES_IN_NEXT_INDEX = 124;

export const NO_SUCH_FILE = "No such file or directory";
/** newlib's numbers. */
export const ENOENT = 2;
const EIO = 5;
export const EBADF = 9;
export const ENOSPC = 28;
const ENAMETOOLONG = 91;

/** @noSelf */
export interface Spiffs {
  /** Why a file can't be opened, or undefined when it can. A new one is wanted unless mustExist. */
  refusal(
    name: string,
    mustExist: boolean,
  ): LuaMultiReturn<[problem: string | undefined, errorNumber: number]>;
  /** A descriptor is taken; the returned function gives it back. */
  takeDescriptor(): () => void;
  canOpen(name: string): boolean;
  /** Opens, reads and closes. */
  readWhole(name: string): LuaMultiReturn<[bytes: string | undefined, problem: string]>;
  read(name: string): string | undefined;
  /** False when the file system is full: nothing is written then. */
  write(name: string, bytes: string): boolean;
  remove(name: string): void;
  names(): string[];
  usedBytes(): number;
  totalBytes(): number;
  /** Tells an open file that its file is gone. */
  onRemove(listener: (name: string) => void): void;
}

function pagesOf(byteCount: number): number {
  const dataPages = Math.ceil(byteCount / DATA_BYTES_PER_PAGE);
  const beyond = Math.max(0, dataPages - PAGES_IN_FIRST_INDEX);
  return 1 + dataPages + Math.ceil(beyond / PAGES_IN_NEXT_INDEX);
}

export function createSpiffs(kernel: Kernel): Spiffs {
  const { flash } = kernel.world;
  let openFiles = 0;
  const listeners: ((name: string) => void)[] = [];

  function usedBytes(): number {
    let pages = 0;
    for (const name of flash.names()) pages += pagesOf((flash.read(name) ?? "").length);
    return pages * DATA_BYTES_PER_PAGE;
  }

  const spiffs: Spiffs = {
    refusal: (name, mustExist) => {
      if (openFiles >= MAX_OPEN_FILES) return $multi("I/O error", EIO);
      if (name.length > MAX_NAME_BYTES) return $multi("File or path name too long", ENAMETOOLONG);
      if (mustExist && (name === "" || flash.read(name) === undefined)) {
        return $multi(NO_SUCH_FILE, ENOENT);
      }
      return $multi(undefined, 0);
    },
    takeDescriptor: () => {
      openFiles += 1;
      return () => {
        openFiles -= 1;
      };
    },
    canOpen: (name) => {
      const [problem] = spiffs.refusal(name, true);
      return problem === undefined;
    },
    readWhole: (name) => {
      const [problem] = spiffs.refusal(name, true);
      if (problem !== undefined) return $multi(undefined, problem);
      return $multi(flash.read(name), "");
    },
    read: flash.read,
    write: (name, bytes) => {
      const before = flash.read(name);
      const freed = before === undefined ? 0 : pagesOf(before.length) * DATA_BYTES_PER_PAGE;
      const needed = pagesOf(bytes.length) * DATA_BYTES_PER_PAGE;
      if (needed > freed && usedBytes() - freed + needed > TOTAL_BYTES) return false;
      flash.write(name, bytes);
      return true;
    },
    remove: (name) => {
      flash.remove(name);
      for (const listener of listeners) listener(name);
    },
    names: flash.names,
    usedBytes,
    totalBytes: () => TOTAL_BYTES,
    onRemove: (listener) => {
      listeners.push(listener);
    },
  };
  return spiffs;
}
