/**
 * Reads what a device says while it runs cases of spec/firmware: verdicts, and the texts that the
 * console must have shown or not, which only its reader can check. Pure.
 */

const VERDICT = /^(?:>{1,2} )*(ok|not ok) (\d+) - (.*)$/;
const COMMENT = /^# (.*)$/;
const END = /^# end of (\S+)$/;
const BUSY = /^# busy$/;
const LOST = /^# nothing to go on with$/;

const ESCAPES = { n: "\n", t: "\t", "\\": "\\" };
const unescape = (text) => text.replace(/\\([nt\\])/g, (_, letter) => ESCAPES[letter]);

/**
 * @param {object} on `verdict({ ok, skipped, number, name, problem })`, `detail(text)` for what follows
 *   a failure, `end(part)`, `busy()`, `lost()`
 * @returns a function that takes each line of the console
 */
export function createTapReader(on) {
  /** Since the last verdict. */
  let shown = "";
  let problem;
  let isFailing = false;

  function review(comment) {
    const [, not, text] = /^(no )?console: (.*)$/.exec(comment) ?? [];
    if (text === undefined) return false;
    const isThere = shown.includes(unescape(text));
    if (isThere && not) problem ??= `the console showed: ${text}`;
    if (!isThere && !not) problem ??= `the console never showed: ${text}`;
    return true;
  }

  function conclude([, word, number, name]) {
    const ok = word === "ok" && problem === undefined;
    const skipped = /# SKIP (.*)$/.exec(name)?.[1];
    on.verdict({ ok, skipped, number: Number(number), name, problem });
    isFailing = word !== "ok";
    shown = "";
    problem = undefined;
  }

  return (line) => {
    const verdict = VERDICT.exec(line);
    if (verdict) return conclude(verdict);
    const [, part] = END.exec(line) ?? [];
    if (part) return on.end(part);
    if (BUSY.test(line)) return on.busy();
    if (LOST.test(line)) return on.lost();
    const [, comment] = COMMENT.exec(line) ?? [];
    if (comment !== undefined && review(comment)) return undefined;
    if (comment !== undefined && isFailing) on.detail(comment);
    else if (line !== "") isFailing = false;
    shown += `${line}\n`;
    return undefined;
  };
}
