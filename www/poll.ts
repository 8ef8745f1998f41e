/** Asks for the status until told to stop, through any silence of the link. */
import { askStatus, type Status } from "./api";

const PAUSE_MS = 1000;
// A phone that slept wakes up with minutes gone by: one try counts for no more than this.
const MAX_SILENCE_PER_TRY_MS = 5000;

/** `silent` hears of each try without an answer, and for how long there has been none. */
export function poll(
  heard: (status: Status) => void,
  silent: (silenceMs: number) => void,
): () => void {
  let stopped = false;
  let timer: number | undefined;
  let silenceMs = 0;
  let sinceMs = Date.now();

  function next(): void {
    askStatus((code, status) => {
      if (stopped) return;
      silenceMs += Math.min(Date.now() - sinceMs, MAX_SILENCE_PER_TRY_MS);
      sinceMs = Date.now();
      if (code === 200 && status && status.state) {
        silenceMs = 0;
        heard(status);
      } else {
        silent(silenceMs);
      }
      if (!stopped) timer = setTimeout(next, PAUSE_MS);
    });
  }

  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
