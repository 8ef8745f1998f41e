/**
 * What node.heap() answers. With a limit it is what the limit leaves, garbage included, as on the chip.
 * Without one it is an estimate: no figure is documented, and never so little that a program gives up.
 */
import type { Kernel } from "./chip";
import { HOST_BYTES_PER_BYTE } from "./heap";

/** Estimate: free heap of all kinds right after boot. */
const FREE_HEAP_BYTES = 230000;
/** Estimate: there is no limit, so there is no need. */
const LEAST_FREE_BYTES = 60000;
/** To collect the simulator's garbage takes long: after so much more of it, not each time. */
const LOOK_AGAIN_BYTES = 1048576;

/** @noSelf */
export interface FreeHeap {
  bytes(): number;
}

export function createFreeHeap(kernel: Kernel): FreeHeap {
  const limitBytes = kernel.world.heapLimitBytes;
  let inUseBytes = 0;
  let atLookBytes = -LOOK_AGAIN_BYTES;

  function estimate(): number {
    const nowBytes = kernel.luaBytes();
    if (Math.abs(nowBytes - atLookBytes) >= LOOK_AGAIN_BYTES) {
      // The simulator's own garbage is counted too, and would be most of it.
      inUseBytes = kernel.liveBytes();
      atLookBytes = kernel.luaBytes();
    }
    const usedBytes = inUseBytes + kernel.luaBytes() - atLookBytes;
    return FREE_HEAP_BYTES - Math.floor(usedBytes / HOST_BYTES_PER_BYTE);
  }

  return {
    bytes: () => {
      if (limitBytes !== undefined) return Math.max(0, limitBytes - kernel.luaBytes());
      return Math.max(LEAST_FREE_BYTES, estimate());
    },
  };
}
