/** What the system says of a file, a folder or an address that it does not give, in words. Pure. */

const WORDS = {
  ENOENT: "there is no such file",
  EACCES: "you have no right to it",
  EPERM: "you have no right to it",
  EISDIR: "that is a folder",
  ENOTDIR: "there is a file where a folder has to be",
  EEXIST: "there is a file where a folder has to be",
  ENAMETOOLONG: "the name is too long",
  ENOSPC: "the disk is full",
  EROFS: "the disk can only be read",
  EMFILE: "too many files are open",
  EADDRINUSE: "another program has it",
  EADDRNOTAVAIL: "this computer has no such address",
};

/** @param {unknown} error of node:fs, node:net and the like */
export function wordsOf(error) {
  return WORDS[error?.code] ?? error?.code ?? String(error?.message ?? error);
}

/**
 * The sentence, without its full stop, for a file that can't be read.
 *
 * @param {string} path as the user gave it
 * @param {unknown} error of node:fs
 * @param {string} what it has to be, such as "--air names the networks in range"
 */
export function unreadable(path, error, what) {
  const is =
    error?.code === "ENOENT" ? `There is no ${path}` : `${path} can't be read, ${wordsOf(error)}`;
  return `${is}: ${what}`;
}
