/**
 * Commands to a board's console and their answers. Each command carries a number that comes back with
 * the answer between two control bytes, so that nothing else on the line can be taken for it.
 */

const ANSWER = /\x02(\S+?)[ \t]([^\x02\x03]*)\x03/g;
const ERROR = /(?:^|> )Lua error:\s*(.*)/;
/** What a chip says when it starts: the ROM, the firmware's banner, a crash; several lines a time. */
const START = /^ets [A-Z]|\brst:0x|powered by Lua|^Guru Meditation|^PANIC: |^ESP-ROM:/;

/** One line of every start. */
const BANNER = /powered by Lua/;

/** Long enough for the flash to clean up. */
const ANSWER_LIMIT_MS = 6000;

/**
 * While one line runs, the next may wait: the board's buffers hold about 480 bytes. On a fast line both
 * may arrive before the first one was read.
 */
const FAST_BAUD = 115200;

/** The board restarted, was silent or did not understand: the session with it begins anew. */
export class LinkBroken extends Error {
  /** @param {"restarted" | "loops" | "silent" | "error"} kind */
  constructor(kind, words) {
    super(words);
    this.kind = kind;
  }
}

/**
 * @param {(text: string) => Promise<void>} write
 * @param {number} baud of the line
 * @returns `receive(line)` and `breakAll(error)` for the port; `ask`, `expect`, `send`; `onStart`,
 *   `onOther` and `onLine` to be set
 */
export function createLink(write, baud) {
  const waiting = new Map();
  let lastNumber = 0;

  function settle(key, apply) {
    const entry = waiting.get(key);
    if (entry === undefined) return;
    waiting.delete(key);
    clearTimeout(entry.timer);
    apply(entry);
  }

  function breakAll(error) {
    for (const key of [...waiting.keys()]) settle(key, ({ reject }) => reject(error));
  }

  /** The answer with this number. */
  function expect(key, limitMs = ANSWER_LIMIT_MS) {
    const answer = new Promise((resolve, reject) => {
      const late = () =>
        settle(key, (entry) => entry.reject(new LinkBroken("silent", "the board does not answer")));
      waiting.set(key, { resolve, reject, timer: setTimeout(late, limitMs) });
    });
    // Another answer may be awaited first.
    answer.catch(() => {});
    return answer;
  }

  const link = {
    onStart: () => {},
    onOther: () => {},
    /** Every line, answers and starts too. */
    onLine: () => {},
    expect,
    linesUnderWay: baud > FAST_BAUD ? 1 : 2,
    /** All that is awaited fails so. */
    breakAll,
    send: (line) => write(`${line}\n`),

    /** Bytes of the board, a line at a time. */
    receive(line) {
      link.onLine(line);
      if (START.test(line)) {
        if (BANNER.test(line)) link.onStart();
        breakAll(new LinkBroken("restarted", "the board restarted"));
        return;
      }
      const answers = [...line.matchAll(ANSWER)];
      for (const [, key, payload] of answers) settle(key, ({ resolve }) => resolve(payload));
      const [, words] = ERROR.exec(line) ?? [];
      if (words !== undefined) breakAll(new LinkBroken("error", words));
      if (answers.length === 0) link.onOther(line);
    },

    nextKey() {
      lastNumber += 1;
      return `q${lastNumber}`;
    },

    /** The values of Lua expressions, with a space between; the helper has to be there. */
    async ask(expressions, limitMs) {
      const key = link.nextKey();
      const answer = expect(key, limitMs);
      await link.send(`U.a('${key}',${expressions})`);
      return answer;
    },
  };
  return link;
}
