/** A list of devices: CSV with a heading. Its cells may be secrets: no error repeats one. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { wrongUsage } from "../flash/failure.mjs";
import { unreadable } from "../system_words.mjs";

/** The column for the access point's password is that of `make labels`, whose file serves here too. */
const COLUMNS = [
  "device",
  "apIp",
  "id",
  "ssid",
  "password",
  "setupCode",
  "fingerprint",
  "apPassword",
];
/** Spaces belong to these. */
const AS_THEY_ARE = ["ssid", "password"];

function checkHeading(file, names) {
  for (const [index, name] of names.entries()) {
    if (!COLUMNS.includes(name)) {
      throw wrongUsage(
        `${file}: column ${index + 1} of the first line is none of ${COLUMNS.join(", ")}.`,
      );
    }
  }
  return names;
}

function tidy(row) {
  const given = Object.entries(row).map(([name, cell]) => [
    name,
    AS_THEY_ARE.includes(name) ? cell : cell.trim(),
  ]);
  return Object.fromEntries(given.filter(([, cell]) => cell !== ""));
}

/**
 * @param {string} file
 * @returns {Record<string, string>[]} a row for each device, without what is empty
 * @throws {Failure} with exit code 2
 */
export function readDevices(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw wrongUsage(
      `${unreadable(file, error, "it has to be a table with a line for each device")}.`,
    );
  }
  const columns = (names) =>
    checkHeading(
      file,
      names.map((name) => name.trim()),
    );
  let rows;
  try {
    rows = parse(text, { columns, bom: true, skip_empty_lines: true });
  } catch (error) {
    if (error.code === undefined || error.exitCode !== undefined) throw error;
    throw wrongUsage(`${file} is no table with a heading: look at line ${error.lines}.`);
  }
  if (rows.length === 0) throw wrongUsage(`${file} has no devices below its heading.`);
  return rows.map(tidy);
}
