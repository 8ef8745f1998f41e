/** How far a setup is: on a terminal a bar that moves, else a line for each step. */
import { bar } from "../board/progress.mjs";
import { printable } from "../board/say.mjs";
import { forReader } from "../fold_text.mjs";

const REDRAW_MS = 250;
/** An attempt takes about so long: the bar has to go somewhere meanwhile. */
const USUAL_JOIN_MS = 20000;

/** Each step: how far the bar is at its beginning, and what is said. */
const STEPS = {
  finding: [0, (url) => `looking for ${url}`],
  waiting: [0, ({ url, trouble }) => `waiting for ${url} (${trouble})`],
  busy: [0.1, () => "waiting: somebody else is setting it up"],
  looking: [0.2, () => "looking for networks"],
  sending: [0.3, (name) => `sending what to join: ${name}`],
  "too-many-tries": [0.3, (seconds) => `waiting ${seconds} s: it takes no more tries now`],
  joining: [0.4, (name) => `joining ${name}`],
  silent: [0.4, (name) => `joining ${name}: no answer right now`],
  ending: [0.95, () => "ending the setup"],
};
const JOIN_SHARE = 0.5;

/**
 * @param {NodeJS.WriteStream} stream where to
 * @param {number} count of devices
 */
export function createProgress(stream, count) {
  let number = 0;
  let label = "";
  const atStart = () => ({ fraction: 0, text: "", sinceMs: Date.now() });
  let current = atStart();
  let joiningSinceMs;
  let timer;

  function fraction() {
    if (joiningSinceMs === undefined) return current.fraction;
    const share = Math.min((Date.now() - joiningSinceMs) / USUAL_JOIN_MS, 1);
    return Math.max(current.fraction, STEPS.joining[0] + share * JOIN_SHARE);
  }

  /** Says whom it is about; an address that is in there already is not repeated. */
  const named = (text) =>
    /^http:/.test(label) && text.includes(label) ? text : `${label}: ${text}`;
  const clear = () => stream.isTTY && stream.write("\r\x1b[K");

  /** Time first: what does not fit is cut off at the end. Before there is a device, nothing is under way. */
  function lineOf() {
    const seconds = Math.floor((Date.now() - current.sinceMs) / 1000);
    const which = count > 1 ? `${number} of ${count} ` : "";
    if (current.limitMs !== undefined) {
      const limit = Math.round(current.limitMs / 1000);
      return `${seconds} of ${limit} s: ${which}${named(current.text)}`;
    }
    const after = seconds > 0 ? ` (${seconds} s)` : "";
    return `${bar(fraction(), 1)} ${which}${named(current.text)}${after}`;
  }

  function draw() {
    // A line that wraps could not be drawn over.
    clear();
    stream.write(printable(lineOf()).slice(0, (stream.columns || 80) - 1));
  }

  function pause() {
    clearInterval(timer);
    timer = undefined;
    clear();
  }

  return {
    /** @param {string} name of the next device */
    begin(name) {
      number += 1;
      label = name;
      joiningSinceMs = undefined;
      current = atStart();
    },
    /**
     * @param {string} step of STEPS @param {string | number | object} [detail]
     * @param {number} [limitMs] how long this step may take; other words for it go on counting
     */
    show(step, detail, limitMs) {
      const [start, words] = STEPS[step];
      const text = words(detail);
      if (step === "joining") joiningSinceMs ??= Date.now();
      if (text !== current.text) {
        const goesOn = limitMs !== undefined && current.step === step;
        const sinceMs = goesOn ? current.sinceMs : Date.now();
        current = { step, fraction: start, text, sinceMs, limitMs };
        if (!stream.isTTY) stream.write(`${printable(named(text))}\n`);
      }
      if (!stream.isTTY) return;
      draw();
      timer ??= setInterval(draw, REDRAW_MS);
    },
    /** A sentence that stays. */
    note(sentence) {
      clear();
      stream.write(forReader(stream, `${printable(sentence)}\n`));
    },
    /** Leaves the line to somebody else, until the next step. */
    pause,
  };
}
