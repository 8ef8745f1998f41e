/** Runs the program's own app.lua, if there is one, in a heap where nothing of the setup is left. */
import * as lean from "./lean";

const APPLICATION_FILE = "app.lua";

function warn(problem: unknown): void {
  const logger = lean.require("logger") as typeof import("./logger");
  logger.warning("boot", "%s: %s", APPLICATION_FILE, tostring(problem));
}

export function run(): void {
  luaPackage.loaded["application"] = undefined;
  const [chunk, mistake] = loadfile(APPLICATION_FILE);
  if (chunk === undefined) {
    const isMissing = stringFind(mistake, "cannot open", 1, true)[0] !== undefined;
    if (!isMissing) warn(mistake);
    return;
  }
  const [ok, problem] = xpcall(chunk, debug.traceback);
  if (!ok) warn(problem);
}
