/**
 * The module `pipe`: a table of buffers of 256 bytes with a reader at its slot 1.
 * Source: components/modules/pipe.c; slot 1 is the method write and the reader's task at once.
 */
import { checkFunction, checkInteger } from "./arguments";
import type { Kernel } from "./chip";
import type { AnyFunction, Priority } from "./contract";
import { metatableOf, typeOf, withMetatable, type Multi } from "./native";
import { createChunks, type Chunk } from "./pipe_chunk";

/** LUAL_BUFFERSIZE of the firmware. */
const CHUNK_BYTES = 256;
const MEDIUM = 1;
const HIGH = 2;

/** Read to the delimiter, which is dropped or kept. */
const DELIMITER = -1;
const DELIMITER_KEPT = -2;

interface Reader {
  readonly callback: AnyFunction;
  readonly priority: Priority;
  /** The callback runs, or it raised: then it is never posted again. */
  active: boolean;
  /** Somebody wrote since the callback was called, or it is posted. */
  updated: boolean;
}

/** Slot 1: the method write. The rest: chunks. */
type Slots = LuaTable<number, Chunk>;

export function createPipe(kernel: Kernel): { create: AnyFunction } {
  const { newChunk, chunkOf } = createChunks();
  const metatable: Record<string, unknown> = {};

  function slotsOf(pipe: unknown, methodName: string): Slots {
    if (typeOf(pipe) !== "table" || metatableOf(pipe) !== metatable) {
      kernel.argumentError(1, methodName, "pipe table");
    }
    return pipe as Slots;
  }

  const countOf = (slots: Slots): number => (slots as unknown as unknown[]).length;

  /** What nothing can be made of text is the empty text: nothing happens then. */
  function textOf(value: unknown): string {
    const kind = typeOf(value);
    return kind === "string" || kind === "number" ? tostring(value) : "";
  }

  function append(slots: Slots, text: string): void {
    let rest = text;
    if (countOf(slots) === 1) slots.set(2, newChunk());
    while (rest !== "") {
      const last = chunkOf(slots.get(countOf(slots)));
      const room = CHUNK_BYTES - last.bytes.length;
      last.bytes += string.sub(rest, 1, room);
      rest = string.sub(rest, room + 1);
      if (rest !== "") slots.set(countOf(slots) + 1, newChunk());
    }
  }

  function prepend(slots: Slots, text: string): void {
    let rest = text;
    if (countOf(slots) === 1) slots.set(2, newChunk());
    while (rest !== "") {
      const first = chunkOf(slots.get(2));
      const room = CHUNK_BYTES - first.bytes.length;
      const cut = Math.max(0, rest.length - room);
      first.bytes = string.sub(rest, cut + 1) + first.bytes;
      rest = string.sub(rest, 1, cut);
      if (rest !== "") {
        for (const index of $range(countOf(slots), 2, -1)) slots.set(index + 1, slots.get(index));
        slots.set(2, newChunk());
      }
    }
  }

  /** Takes bytes off the first chunk, and the chunk off the pipe when it is empty. */
  function take(slots: Slots, byteCount: number): string {
    const first = chunkOf(slots.get(2));
    const taken = string.sub(first.bytes, 1, byteCount);
    first.bytes = string.sub(first.bytes, byteCount + 1);
    if (first.bytes === "") {
      const count = countOf(slots);
      for (const index of $range(2, count - 1)) slots.set(index, slots.get(index + 1));
      slots.delete(count);
    }
    return taken;
  }

  /** A size, or one of the two kinds of delimiter with its character. */
  function endOf(
    given: unknown,
    methodName: string,
  ): LuaMultiReturn<[size: number, delimiter: string]> {
    if (typeOf(given) === "number") {
      const size = checkInteger(given, 1, methodName);
      if (size <= 0) kernel.argumentError(1, methodName, "invalid chunk size");
      return $multi(size, "");
    }
    if (given === undefined) return $multi(DELIMITER, "\n");
    const text = textOf(given);
    const kept = text.length === 2 && string.sub(text, 2) === "+";
    if (text.length !== 1 && !kept) kernel.argumentError(1, methodName, "invalid delimiter");
    return $multi(kept ? DELIMITER_KEPT : DELIMITER, string.sub(text, 1, 1));
  }

  function readRecord(slots: Slots, delimiter: string, keeps: boolean): string | undefined {
    const parts: string[] = [];
    while (countOf(slots) > 1) {
      const [at] = stringFind(chunkOf(slots.get(2)).bytes, delimiter, 1, true);
      const part = take(slots, at ?? CHUNK_BYTES);
      parts.push(at !== undefined && !keeps ? string.sub(part, 1, at - 1) : part);
      if (at !== undefined) break;
    }
    return parts.length === 0 ? undefined : table.concat(parts);
  }

  function readBytes(slots: Slots, size: number): string | undefined {
    const parts: string[] = [];
    let missing = size;
    while (missing > 0 && countOf(slots) > 1) {
      const part = take(slots, missing);
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 0 ? undefined : table.concat(parts);
  }

  function read(pipe: unknown, end: unknown, methodName: string): string | undefined {
    const slots = slotsOf(pipe, methodName);
    const [size, delimiter] = endOf(end, methodName);
    if (size > 0) return readBytes(slots, size);
    return readRecord(slots, delimiter, size === DELIMITER_KEPT);
  }

  function postReader(pipe: unknown, reader: Reader): void {
    const posted = kernel.tasks.post(reader.priority, () => {
      kernel.call(() => {
        runReader(pipe, reader);
      });
    });
    if (!posted) kernel.raise("Task queue overflow. Task not posted");
  }

  /** Anything but a boolean posts it again, also when the pipe is empty: without end. */
  function runReader(pipe: unknown, reader: Reader): void {
    const wasUpdated = reader.updated;
    reader.active = true;
    reader.updated = false;
    const answer: unknown = reader.callback(pipe);
    const posts =
      typeOf(answer) === "boolean" ? answer === true && countOf(pipe as Slots) > 1 : wasUpdated;
    reader.active = false;
    reader.updated = posts;
    if (posts) postReader(pipe, reader);
  }

  function writer(pipe: unknown, reader: Reader | undefined): Multi {
    return (receiver, given) => {
      if (receiver !== pipe) {
        if (reader !== undefined) runReader(pipe, reader);
        return $multi();
      }
      const text = textOf(given);
      if (text === "") return $multi();
      append(slotsOf(pipe, "write"), text);
      if (reader !== undefined && !reader.updated) {
        reader.updated = true;
        if (!reader.active) postReader(pipe, reader);
      }
      return $multi();
    };
  }

  function create(callback: unknown, priority: unknown): object {
    let reader: Reader | undefined;
    if (callback !== undefined) {
      checkFunction(callback, 1, "create");
      const wanted =
        priority === undefined ? MEDIUM : Math.floor(tonumber(priority as number) ?? 0);
      if (wanted < 0 || wanted > HIGH) kernel.argumentError(2, "create", "invalid priority");
      const level = wanted as Priority;
      reader = {
        callback: callback as AnyFunction,
        priority: level,
        active: false,
        updated: false,
      };
    }
    const pipe = new LuaTable<number, unknown>();
    const [name] = string.gsub(tostring(pipe), "^table", "Pipe");
    names.set(pipe, name);
    pipe.set(1, writer(pipe, reader));
    return withMetatable(pipe, metatable);
  }

  const names = withMetatable(new LuaTable<object, string>(), { __mode: "k" });
  const methods: Record<string, AnyFunction> = {
    read: (pipe, end) => read(pipe, end, "read"),
    reader: (pipe, end) => {
      slotsOf(pipe, "reader");
      endOf(end, "reader");
      return () => read(pipe, end, "reader");
    },
    unread: (pipe, given) => {
      const text = textOf(given);
      if (text !== "") prepend(slotsOf(pipe, "unread"), text);
    },
    nrec: (pipe) => countOf(slotsOf(pipe, "nrec")) - 1,
  };
  metatable["__index"] = (pipe: object, key: unknown): unknown =>
    key === "write" ? rawget(pipe as Record<number, unknown>, 1) : methods[key as string];
  metatable["__tostring"] = (pipe: object) => names.get(pipe);
  return { create };
}
