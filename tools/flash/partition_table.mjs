/**
 * Partition tables as gen_esp32part.py of ESP-IDF makes them: entries of 32 bytes, then an MD5 entry,
 * then FF. Pure.
 */

export const TABLE_OFFSET = 0x8000;

const ENTRY_BYTES = 32;
const ENTRY_MAGIC = 0x50aa;
const TYPE_APP = 0x00;
const LABEL_AT = 12;
const LABEL_BYTES = 16;

const startsEntry = (bytes, at) =>
  bytes.length >= at + ENTRY_BYTES && bytes.readUInt16LE(at) === ENTRY_MAGIC;

export const isPartitionTable = (bytes, at = 0) => startsEntry(bytes, at);

/** `[{ label, isApp, offset, sizeBytes }]` of the table at `at`; none where there is no table. */
export function readPartitionTable(bytes, at = 0) {
  const entries = [];
  for (let from = at; startsEntry(bytes, from); from += ENTRY_BYTES) {
    const label = bytes.toString("latin1", from + LABEL_AT, from + LABEL_AT + LABEL_BYTES);
    entries.push({
      label: label.replace(/\0.*$/s, ""),
      isApp: bytes[from + 2] === TYPE_APP,
      offset: bytes.readUInt32LE(from + 4),
      sizeBytes: bytes.readUInt32LE(from + 8),
    });
  }
  return entries;
}

/** Bytes of flash that the table shares out. */
export function flashBytesOf(partitions) {
  return Math.max(0, ...partitions.map(({ offset, sizeBytes }) => offset + sizeBytes));
}
