/** coroutine, with the watchdog on every thread and C levels counted. lua-5.3/lcorolib.c. */
import type { Kernel } from "./chip";
import { workForCaller } from "./heap";
import {
  countArguments,
  hostLibrary,
  pick,
  throwError,
  typeOf,
  type Library,
  type Multi,
} from "./native";
import { where } from "./position";

workForCaller();

const host = hostLibrary("coroutine");
const create = host["create"] as Multi;
const resume = host["resume"] as Multi;
const running = host["running"] as Multi;

export function createCoroutineLibrary(kernel: Kernel): Library {
  const { nesting, checkDown } = kernel;

  const finish: Multi = (level, ...results) => {
    nesting.leave(level);
    checkDown();
    return $multi(...results);
  };

  const newThread = (run: unknown): unknown => {
    const [thread] = create(run);
    kernel.watchdog.watch(thread);
    return thread;
  };

  const resumeThread: Multi = (...args) => finish(nesting.enter(), ...resume(...args));

  const unwrapped: Multi = (ok, ...results) => {
    if (ok === true) return $multi(...results);
    const [problem] = countArguments(1, ...results);
    return throwError(typeOf(problem) === "string" ? `${where()}${problem}` : problem, 0);
  };

  const library = pick(host, ["status", "yield"]);
  library["create"] = newThread;
  library["resume"] = resumeThread;
  library["wrap"] = (run: unknown): Multi => {
    const thread = newThread(run);
    return (...args) => unwrapped(...resumeThread(thread, ...args));
  };
  library["running"] = () => {
    const [thread, isMain] = running();
    return $multi(thread, isMain ?? thread === undefined);
  };
  library["isyieldable"] = () => {
    const [thread, isMain] = running();
    return thread !== undefined && isMain !== true;
  };
  return library;
}
