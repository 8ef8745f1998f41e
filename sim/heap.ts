/**
 * What the program takes of the heap. The VM of tools/lua32 counts it apart from what the simulator
 * takes, exactly, and can limit it; on any other Lua it is what all of Lua takes.
 */
import { heapBytes, hostLibrary, loadChunk, type Multi } from "./native";

/** tools/lua32/heap.c says what each one does. */
interface DeviceHeap {
  load?: Multi;
  library?: Multi;
  give?: Multi;
  bytes?: Multi;
  begin?: Multi;
  limit?: Multi;
  strip?: Multi;
  pointerBytes?: number;
}

const heap = hostLibrary("deviceHeap") as DeviceHeap;
const CHIP_POINTER_BYTES = 4;
/** An object of a Lua with 64-bit pointers takes about twice what it takes on the chip. */
const WIDE_BYTES_PER_BYTE = 2;

/** Bytes of programBytes for one on the chip: 1 where the account is exact. */
export const HOST_BYTES_PER_BYTE =
  heap.pointerBytes === CHIP_POINTER_BYTES ? 1 : WIDE_BYTES_PER_BYTE;

/** Whether the program's heap can be limited. */
export const hasHeapLimit = heap.limit !== undefined;

/** As `load`, and what it compiles is the program's code. */
export const loadProgram: Multi = heap.load ?? loadChunk;

/** The same values, now the program's: what the firmware allocates for it. Raises when it is full. */
export const handOver: Multi = heap.give ?? ((...values: any[]) => $multi(...values));

/** Called by a file itself: what its functions allocate belongs to whoever calls them. */
export const workForCaller: Multi = heap.library ?? (() => $multi());

/** Takes debug information from a function in place, as far as a level says; only this VM can. */
export const stripInPlace: Multi | undefined = heap.strip;

/** On an ordinary Lua the simulator's own bytes too. */
export function programBytes(): number {
  if (heap.bytes === undefined) return heapBytes();
  const [bytes] = heap.bytes();
  return bytes as number;
}

/** Where bytes are counted exactly, those of earlier programs are none of the next one's. */
export function beginProgram(): void {
  if (heap.begin !== undefined) heap.begin();
}

/** Undefined: no limit. Above what programBytes says now. */
export function limitProgram(moreBytes: number | undefined): void {
  if (heap.limit === undefined) return;
  if (moreBytes === undefined) heap.limit();
  else heap.limit(programBytes() + moreBytes * HOST_BYTES_PER_BYTE);
}
