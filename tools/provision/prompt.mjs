/** Asks for a secret at the terminal: nothing of what is typed is shown. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Swallows what a line editor would show. */
const nowhere = () => new Writable({ write: (_bytes, _encoding, done) => done() });

/**
 * @param {string} question
 * @param {AbortSignal} signal ends it
 * @param {() => void} onInterrupt Ctrl-C, which is only a key here, and the end of the input
 * @returns {Promise<string>} the line as it was typed
 */
export function askSecret(question, signal, onInterrupt) {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: process.stdin, output: nowhere(), terminal: true });
    let isAnswered = false;
    const stop = () => lines.close();
    signal.addEventListener("abort", stop, { once: true });
    process.stderr.write(question);
    lines.on("SIGINT", () => lines.close());
    lines.once("line", (line) => {
      isAnswered = true;
      resolve(line);
      lines.close();
    });
    lines.on("close", () => {
      signal.removeEventListener("abort", stop);
      process.stderr.write("\n");
      if (isAnswered) return;
      onInterrupt();
      reject(signal.reason);
    });
  });
}
