/** The module `node`: tasks, errors, restarts, the console. Source: components/modules/node.c. */
import { checkInteger, checkString } from "./arguments";
import type { AnyFunction, Priority } from "./contract";
import type { Kernel } from "./chip";
import type { Console } from "./console";
import { createFreeHeap } from "./free_heap";
import type { Loader } from "./lua_load";
import { hostLibrary, typeOf, type Multi } from "./native";
import { createLfs, createNodeInfo, flashIndex } from "./node_info";
import { WAKEUP, type Sleeping } from "./node_sleep";
import type { Spiffs } from "./spiffs";
import { stripFunction } from "./strip_debug";

const MAX_INPUT_BYTES = 254;
const MAX_STRIP_LEVEL = 3;

const DEPRECATED =
  "Warning, deprecated API! node.flashreload. It will be removed soon. Use node.LFS interface instead. " +
  "See documentation for details.\n";

const MEDIUM = 1;
const HIGH = 2;

/** What node.bootreason answers. */
export interface BootReason {
  readonly rawInfo: number;
  readonly extended: number;
  readonly panicCount: number | undefined;
}

/** Beyond what the declarations name: deprecated functions and constants. */
interface Extras {
  flashindex: AnyFunction;
  flashreload: AnyFunction;
}

export function createNode(
  kernel: Kernel,
  spiffs: Spiffs,
  console: Console,
  loader: Loader,
  reason: BootReason,
  sleeping: Sleeping,
): typeof node & Extras {
  const freeHeap = createFreeHeap(kernel);
  const { clock } = kernel;
  const { chipModel } = kernel.world;
  const bootedAtMs = clock.nowMs();
  const dump = hostLibrary("string")["dump"] as Multi;
  const lfs = createLfs(kernel, spiffs);

  function post(first: unknown, second: unknown): void {
    let priority: number = MEDIUM;
    let callback = first;
    let position = 1;
    if (typeOf(first) === "number") {
      priority = checkInteger(first, 1, "post");
      if (priority < 0 || priority > HIGH) {
        kernel.argumentError(1, "post", "invalid  priority");
      }
      callback = second;
      position = 2;
    }
    if (typeOf(callback) !== "function") {
      kernel.argumentError(position, "post", "invalid function");
    }
    const posted = kernel.tasks.post(priority as Priority, () => {
      kernel.call(callback as AnyFunction, priority);
    });
    if (!posted) kernel.raise("Task queue overflow. Task not posted");
  }

  function compile(fileName: string): void {
    const name = checkString(fileName, 1, "compile");
    const base = stringMatch(name, "^(.*)%.lua$");
    if (base === undefined) kernel.raise("not a .lua file");
    const [chunk, problem] = loader.chunkOf(name);
    if (chunk === undefined) kernel.raise(problem);
    const target = `${base}.lc`;
    const [refusal] = spiffs.refusal(target, false);
    if (refusal !== undefined || !spiffs.empty(target)) kernel.raise("cannot open/write to file");
    const [bytes] = dump(chunk, true);
    if (!spiffs.writeAt(target, 0, bytes as string)) kernel.raise("writing to file failed");
  }

  function chipId(): string {
    const [hex] = string.gsub(kernel.mac, ":", "");
    return `0x${hex}`;
  }

  const simulated: typeof node & Extras = {
    bootreason: () => $multi(reason.rawInfo, reason.extended, reason.panicCount),
    chipid: chipModel === "esp32" ? chipId : undefined,
    chipmodel: () => chipModel,
    compile,
    dsleep: sleeping.dsleep,
    sleep: sleeping.sleep,
    heap: () => freeHeap.bytes(),
    info: createNodeInfo(kernel),
    input: (text) => {
      const bytes = checkString(text, 1, "input");
      if (bytes !== "" && bytes.length <= MAX_INPUT_BYTES) console.input(bytes);
    },
    output: (callback, toConsole) => {
      const isFunction = typeOf(callback) === "function";
      // A boolean there is no number: the console falls silent.
      const kind = typeOf(toConsole);
      const echoes = kind === "nil" || (kind === "number" && toConsole !== 0);
      console.divert(isFunction ? callback : undefined, !isFunction || echoes);
    },
    // The simulator prints none of the IDF's log lines.
    osprint: () => {},
    restart: () => kernel.crash("restart", ""),
    setonerror: (handler) => {
      kernel.errors.setHandler(typeOf(handler) === "function" ? handler : undefined);
    },
    stripdebug: (level, target) => {
      const wanted = level === undefined ? loader.stripLevel : checkInteger(level, 1, "stripdebug");
      if (wanted < 1 || wanted > MAX_STRIP_LEVEL) {
        kernel.argumentError(1, "stripdebug", "Invalid strip level");
      }
      if (target !== undefined && typeOf(target) === "function") {
        return stripFunction(target as Multi, wanted);
      }
      if (target !== undefined) kernel.argumentError(2, "stripdebug", "not a valid function");
      loader.stripLevel = wanted;
      return wanted;
    },
    // Divided to be a float, as on the chip: microseconds outgrow 32-bit integers.
    uptime: () => $multi(((clock.nowMs() - bootedAtMs) / 1) * 1000, 0),
    task: {
      LOW_PRIORITY: 0,
      MEDIUM_PRIORITY: MEDIUM,
      HIGH_PRIORITY: HIGH,
      post: post as typeof node.task.post,
    },
    LFS: lfs,
    flashindex: flashIndex,
    flashreload: (imageName) => {
      kernel.world.consoleOut(DEPRECATED);
      return lfs.reload(imageName);
    },
    wakeup: WAKEUP,
  };
  return simulated;
}
