/** What the documents say of complaints and symptoms: each named spec and each quoted log line is there. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ROOT } from "../../tools/fresh_folder.mjs";

const COMPLAINTS = 23;
const FOLDERS = ["spec/host", "spec/browser", "spec/page"];
/** The journey's spec runs these. */
const SCENARIOS = "spec/journey_scenarios.lua";

const read = (path) => readFileSync(join(ROOT, path), "utf8");

/** The rows of all tables with this heading of their last column. */
function rowsOf(document) {
  const tables = read(document).matchAll(/^\|[^\n]*\| shown by \|\n\|[-| ]+\|\n((?:\|.*\n)+)/gm);
  return [...tables].flatMap(([, rows]) => rows.trim().split("\n"));
}

/** What stands at the document's end, by the name that rows refer to. */
function notesOf(document) {
  const notes = read(document).matchAll(/^\[\^([\w-]+)\]: (.+)$/gm);
  return new Map([...notes].map(([, name, text]) => [name, text]));
}

/** The name of the note in a row's last cell. */
const noteOf = (row) => / \| \[\^([\w-]+)\] \|$/.exec(row)?.[1];

/** `file`, "name" and the like. */
function citesOf(note) {
  return note.split("; ").map((cite) => {
    const found = /^`([\w.]+)`, "(.+)"$/.exec(cite);
    assert.ok(found !== null, `this names no spec and test: ${cite}`);
    return { file: found[1], name: found[2] };
  });
}

/** Of two specs with the same name either will do. */
function sourceOf(file) {
  const places = file.endsWith(".mjs")
    ? FOLDERS.map((folder) => `${folder}/${file}`)
    : [`spec/${file}.lua`, ...(file === "journey_spec" ? [SCENARIOS] : [])];
  const there = places.filter((place) => existsSync(join(ROOT, place)));
  assert.ok(there.length > 0, `there is no spec ${file}`);
  return there.map(read).join("");
}

/** The name stands where a test, a group or a scenario has its own, at least its beginning. */
function isTest({ file, name }) {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`\\b(?:it|test|describe|scenario)\\(\\s*\\(?["\`]${escaped}`).test(
    sourceOf(file),
  );
}

const DOCUMENTS = ["docs/portal.md", "docs/troubleshooting.md"];
const everyCite = DOCUMENTS.flatMap((document) =>
  [...notesOf(document).values()].flatMap(citesOf).map((cite) => ({ document, ...cite })),
);

describe("the documents' answers", () => {
  for (const document of DOCUMENTS) {
    it(`have a note each, and each note a row, in ${document}`, () => {
      const notes = [...notesOf(document).keys()];
      const referred = rowsOf(document).map(noteOf);
      assert.ok(referred.length > 0);
      assert.deepEqual([...new Set(referred)].sort(), notes.sort());
    });
  }

  it("name tests that are there", () => {
    const missing = everyCite.filter((cite) => !isTest(cite));
    assert.deepEqual(missing, []);
    assert.ok(!isTest({ file: "portal_spec", name: "redirects nobody" }), "a wrong one is found");
  });

  it("have one for each complaint", () => {
    const numbers = rowsOf("docs/portal.md").map((row) => Number(/^\| (\d+)\. /.exec(row)?.[1]));
    assert.deepEqual(
      numbers,
      Array.from({ length: COMPLAINTS }, (_, index) => index + 1),
    );
  });

  it("name a test for each symptom", () => {
    assert.ok(rowsOf("docs/troubleshooting.md").length > 25);
  });
});

/** All lines that the device can say: level, component and format. */
function formats() {
  const calls = /\b(?:log|logger\.)?(info|warning)\(\s*"([a-z]+)",\s*"([^"]*)"/gi;
  const printed = /`(INFO|WARNING):([a-z]+):\$\{/g;
  return readdirSync(join(ROOT, "src")).flatMap((name) => {
    const source = read(`src/${name}`);
    const said = [...source.matchAll(calls), ...source.matchAll(printed)];
    return said.map(([, level, component, format = "%s"]) => ({
      level: level.toUpperCase(),
      component,
      format,
    }));
  });
}

describe("the log lines in docs/troubleshooting.md", () => {
  const told = [...read("docs/troubleshooting.md").matchAll(/`(INFO|WARNING):([a-z]+):([^`]*)`/g)];
  const known = formats();

  /** The document may leave the end of a line out. */
  function isSaid([, level, component, text]) {
    return known.some((one) => {
      if (one.level !== level || one.component !== component) return false;
      const parts = one.format
        .split(/%[sd]/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      const pattern = new RegExp(`^${parts.join(".+")}`);
      return one.format.startsWith(text) || pattern.test(text) || pattern.test(`${text} …`);
    });
  }

  it("are lines that the device says", () => {
    assert.ok(told.length > 10 && known.length > 20);
    const unknown = told.filter((line) => !isSaid(line)).map(([line]) => line);
    assert.deepEqual(unknown, []);
    assert.ok(!isSaid(["", "INFO", "portal", "closing time"]), "a wrong one is found");
  });
});
