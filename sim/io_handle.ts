/** The userdata that io.open returns, and its methods. Source: components/lua/lua-5.3/liolib.c. */
import { checkInteger } from "./arguments";
import type { Kernel } from "./chip";
import type { Console } from "./console";
import type { OpenFile, Outcome } from "./io_file";
import { readFormats } from "./io_read";
import { countArguments, metatableOf, typeOf, unpackList, type Multi } from "./native";
import { EBADF, type Spiffs } from "./spiffs";
import { createUserdata, type Method } from "./userdata";

const EINVAL = 22;

/** @noSelf */
export interface Handles {
  readonly stdin: object;
  readonly stdout: object;
  readonly stderr: object;
  readonly methods: Record<string, Multi>;
  create(file: OpenFile): object;
  describe(value: unknown): string | undefined;
  linesOf(handle: object, formats: unknown[], closes: boolean): () => unknown;
}

const succeeded = (): Outcome => $multi(undefined, 0);

/** Standard streams are files that are never closed. */
function createStream(
  name: string,
  write: (bytes: string) => void,
  peek: () => string | undefined = () => undefined,
): OpenFile {
  return {
    name,
    isOpen: () => true,
    peek,
    readProblem: () => $multi("Bad file number", EBADF),
    skip: () => {},
    write: (bytes) => {
      write(bytes);
      return succeeded();
    },
    flush: succeeded,
    seek: () => undefined,
    setUnbuffered: () => {},
    close: () => $multi("cannot close standard file", 0),
    lose: () => {},
  };
}

export function createHandles(kernel: Kernel, spiffs: Spiffs, console: Console): Handles {
  const openFiles = new LuaTable<OpenFile, boolean>();
  spiffs.onRemove((name) => {
    for (const [file] of openFiles) if (file.name === name) file.lose();
  });

  function close(file: OpenFile): Outcome {
    openFiles.delete(file);
    return file.close();
  }

  /** luaL_fileresult. */
  const result: Multi = (value, problem, errorNumber) => {
    if (problem === undefined) return $multi(value);
    return $multi(undefined, problem, errorNumber);
  };

  const fileOf = (handle: object): OpenFile => {
    const file = userdata.stateOf(handle)!;
    if (!file.isOpen()) kernel.raise("attempt to use a closed file");
    return file;
  };

  function linesOf(handle: object, formats: unknown[], closes: boolean): () => unknown {
    return () => {
      const file = userdata.stateOf(handle)!;
      if (!file.isOpen()) kernel.raise("file is already closed");
      const first: Multi = (value, ...rest) => {
        if (value === undefined && closes) close(file);
        return $multi(value, ...rest);
      };
      return first(...readFormats(file, formats, unpackList));
    };
  }

  const write: Multi = (handle, ...args) => {
    const file = fileOf(handle);
    const [count] = countArguments("#", ...args);
    for (const position of $range(1, count as number)) {
      const [value] = countArguments(position, ...args);
      const kind = typeOf(value);
      if (kind !== "string" && kind !== "number") {
        kernel.argumentError(position, "write", `string expected, got ${kind}`);
      }
      const [problem, errorNumber] = file.write(tostring(value));
      if (problem !== undefined) return $multi(undefined, problem, errorNumber);
    }
    return $multi(handle);
  };

  const read: Multi = (handle, ...formats) => readFormats(fileOf(handle), [...formats], unpackList);

  const methods: Record<string, Multi> = {
    read,
    write,
    lines: (handle, ...formats) => {
      fileOf(handle);
      return $multi(linesOf(handle, [...formats], false));
    },
    flush: (handle) => {
      const [problem, errorNumber] = fileOf(handle).flush();
      return result(handle, problem, errorNumber);
    },
    close: (handle) => {
      const [problem, errorNumber] = close(fileOf(handle));
      return result(true, problem, errorNumber);
    },
    setvbuf: (handle, mode) => {
      if (mode !== "no" && mode !== "full" && mode !== "line") {
        kernel.argumentError(1, "setvbuf", `invalid option '${tostring(mode)}'`);
      }
      fileOf(handle).setUnbuffered(mode === "no");
      return $multi(true);
    },
    seek: (handle, whence, offset) => {
      const from = whence ?? "cur";
      if (from !== "set" && from !== "cur" && from !== "end") {
        kernel.argumentError(1, "seek", `invalid option '${tostring(from)}'`);
      }
      const by = offset === undefined ? 0 : checkInteger(offset, 2, "seek");
      const at = fileOf(handle).seek(from as string, by);
      return result(at, at === undefined ? "Invalid argument" : undefined, EINVAL);
    },
  };

  const userdata = createUserdata<OpenFile>("FILE*", methods as Record<string, Method>, (file) => {
    // What is flushed now may be what the power is cut at.
    kernel.guard(() => {
      if (file.isOpen()) close(file);
    });
  });

  const create = (file: OpenFile): object => {
    openFiles.set(file, true);
    const handle = userdata.create(file);
    metatableOf(handle)!["__tostring"] = (value: object) =>
      userdata.stateOf(value)!.isOpen() ? "file (open)" : "file (closed)";
    return handle;
  };

  const noInput = (): undefined => {
    kernel.world.note("reading standard input is not modelled by this simulator");
    return undefined;
  };
  const handles: Handles = {
    stdin: create(createStream("stdin", () => {}, noInput)),
    stdout: create(createStream("stdout", console.write)),
    stderr: create(createStream("stderr", kernel.world.consoleOut)),
    methods,
    create,
    describe: (value) => {
      const file = userdata.stateOf(value);
      if (file === undefined) return undefined;
      return file.isOpen() ? "file" : "closed file";
    },
    linesOf,
  };
  return handles;
}
