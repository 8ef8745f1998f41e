/** How far an upload is: on a terminal a bar for the file and one for all, else a line a file. */

const BAR_WIDTH = 20;

/** `[#####     ]`: a bar of a constant width. Pure. */
export function bar(done, total) {
  const filled = total === 0 ? BAR_WIDTH : Math.floor((done / total) * BAR_WIDTH);
  return `[${"#".repeat(filled).padEnd(BAR_WIDTH)}]`;
}

/**
 * @param {NodeJS.WriteStream} stream where to
 * @param {number} fileCount of all files
 * @param {number} totalBytes of all files
 * @returns `begin(name, bytes)`, `add(bytes)`, `end()` for each file; `close()` leaves the line
 */
export function createProgress(stream, fileCount, totalBytes) {
  let current = { name: "", bytes: 0, done: 0 };
  let fileNumber = 0;
  let doneBytes = 0;
  const of = () => `${fileNumber} of ${fileCount}`;

  function draw() {
    if (!stream.isTTY) return;
    const file = bar(current.done, current.bytes);
    const all = bar(doneBytes, totalBytes);
    stream.write(`\r\x1b[K${file} ${current.name.padEnd(24)} ${all} ${of()}`);
  }

  return {
    begin(name, bytes) {
      current = { name, bytes, done: 0 };
      fileNumber += 1;
      draw();
    },
    add(bytes) {
      current.done += bytes;
      doneBytes += bytes;
      draw();
    },
    end() {
      if (!stream.isTTY) stream.write(`${of()}: ${current.name}, ${current.bytes} bytes\n`);
    },
    close() {
      if (stream.isTTY && fileNumber > 0) stream.write("\n");
    },
  };
}
