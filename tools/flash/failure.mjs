/** What ends the command with one sentence for the user instead of a stack. */

export const EXIT_FAILED = 1;
export const EXIT_WRONG_USAGE = 2;

export class Failure extends Error {
  /** @param {string} sentence what happened and what to do @param {number} exitCode */
  constructor(sentence, exitCode = EXIT_FAILED) {
    super(sentence);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}

/** A command line that asks for something that there is not. */
export function wrongUsage(sentence) {
  return new Failure(sentence, EXIT_WRONG_USAGE);
}
