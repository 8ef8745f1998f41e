/** Why the simulator can't start: a sentence for the user, and the exit code that goes with it. */
export const EXIT_FAILED = 1;
export const EXIT_WRONG_OPTION = 2;

export class CannotStart extends Error {
  constructor(
    sentence: string,
    readonly exitCode: number,
  ) {
    super(sentence);
  }
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
