/**
 * The list of what we wrote, kept on the board. Lines "name checksum"; a line counts only while the
 * board's file has that checksum, so it may be written before the file and survive any interruption.
 * A name may have several lines. Pure.
 */

export const MANIFEST_NAME = "wifi_setup.files";

const LINE = /^(\S+) (\d+,\d+,\d+)$/;

/** Name to the checksums that we wrote; lines that were cut off do not count. */
export function parseManifest(text) {
  const claims = new Map();
  for (const line of text.split("\n")) {
    const [, name, checksum] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    claims.set(name, (claims.get(name) ?? new Set()).add(checksum));
  }
  return claims;
}

/** @param {Map<string, string>} checksums name to checksum */
export function formatManifest(checksums) {
  const lines = [...checksums].map(([name, checksum]) => `${name} ${checksum}\n`);
  return lines.sort().join("");
}
