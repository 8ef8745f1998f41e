/** Shows how far a long step is: a bar on a terminal, else a line for every tenth. */

const BAR_WIDTH = 30;
const STEPS = 10;

/**
 * @param {NodeJS.WriteStream} stream where to
 * @param {string} what a word for the step
 * @returns `update(fraction)` with 0 to 1, and `end()`, which leaves the line
 */
export function showProgress(stream, what) {
  let shownStep = 0;
  let isOpen = false;
  const bar = (fraction) => {
    const filled = Math.round(fraction * BAR_WIDTH);
    const percent = String(Math.floor(fraction * 100)).padStart(3);
    stream.write(`\r${what} [${"#".repeat(filled).padEnd(BAR_WIDTH)}] ${percent} %`);
    isOpen = true;
  };
  const line = (fraction) => {
    const step = Math.floor(fraction * STEPS);
    if (step <= shownStep) return;
    shownStep = step;
    stream.write(`${what} ${(step * 100) / STEPS} %\n`);
  };
  return {
    update: stream.isTTY ? bar : line,
    end() {
      if (isOpen) stream.write("\n");
      isOpen = false;
    },
  };
}
