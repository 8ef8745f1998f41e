/** A buffer of a pipe as the program can see it: userdata whose length and text are its bytes. */
import { kindOf } from "./kinds";
import { metatableOf, newProxy, weakKeys, withMetatable } from "./native";

/** What the program finds in the slots of a pipe after the first. */
export type Chunk = object;

export interface ChunkState {
  bytes: string;
}

/** @noSelf */
export interface Chunks {
  newChunk(): Chunk;
  chunkOf(chunk: Chunk): ChunkState;
}

export function createChunks(): Chunks {
  const states = weakKeys<ChunkState>();
  const metatable: Record<string, unknown> = {};
  let prototype: object | undefined;
  if (newProxy !== undefined) {
    const [proxy] = newProxy(true);
    prototype = proxy as object;
  }
  const target = prototype === undefined ? metatable : metatableOf(prototype)!;
  target["__len"] = (chunk: Chunk) => states.get(chunk).bytes.length;
  target["__tostring"] = (chunk: Chunk) => states.get(chunk).bytes;

  function newHandle(): object {
    if (newProxy === undefined) return withMetatable({}, metatable);
    const [proxy] = newProxy(prototype);
    return proxy as object;
  }

  return {
    newChunk: () => {
      const chunk = newHandle();
      kindOf.set(chunk, "userdata");
      states.set(chunk, { bytes: "" });
      return chunk;
    },
    chunkOf: (chunk) => states.get(chunk),
  };
}
