/** What the tests with real clients share: one device for a group of tests, and other programs. */
import { execFile } from "node:child_process";
import { after, before } from "node:test";
import { startDevice } from "./support.mjs";

const COMMAND_LIMIT_MS = 20000;

/** Runs a program to its end; `out` has the bytes that `text` shows. */
export function run(program, ...argv) {
  return new Promise((resolve) => {
    const options = { encoding: "buffer", timeout: COMMAND_LIMIT_MS };
    execFile(program, argv.map(String), options, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, text: out.toString(), err: err.toString() }),
    );
  });
}

/** A device for one group of tests; `use` waits for it and keeps what the tests need. */
export function withDevice(description, use) {
  const cleanUps = [];
  const context = { after: (cleanUp) => cleanUps.unshift(cleanUp) };
  before(() => use(startDevice(context, description)));
  after(() => cleanUps.forEach((cleanUp) => cleanUp()));
}
