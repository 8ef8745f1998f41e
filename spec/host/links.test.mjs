// Every link of a document leads to a file that is there, and to a heading in it.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join, normalize } from "node:path";
import { describe, it } from "node:test";

const documents = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" })
  .trim()
  .split("\n");

/** Without what is code: there brackets are no links. */
function prose(text) {
  return text.replace(/^```[^]*?^```/gm, "").replace(/`[^`\n]*`/g, "code");
}

/** How a heading is named in a link, as the well-known hosts of repositories do it. */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

function anchorsOf(path) {
  const text = readFileSync(path, "utf8").replace(/^```[^]*?^```/gm, "");
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    anchorOf(heading.replace(/`/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")),
  );
}

/** Links and pictures, also those written as HTML. */
function linksOf(path) {
  const text = prose(readFileSync(path, "utf8"));
  const links = [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)];
  const html = [...text.matchAll(/<(?:img|source|a)\b[^>]*\b(?:src|srcset|href)="([^"]+)"/g)];
  return [...links, ...html].map(([, target]) => target);
}

/** What is wrong with a link, or nothing. Other hosts are not asked. */
function faultOf(path, target) {
  if (/^(https?|mailto):/.test(target)) return undefined;
  const [file, anchor] = target.split("#");
  const place = file === "" ? path : normalize(join(dirname(path), file));
  if (!existsSync(place)) return `${path} links to ${target}, which is not there`;
  if (anchor === undefined || statSync(place).isDirectory()) return undefined;
  return anchorsOf(place).includes(anchor)
    ? undefined
    : `${place} has no heading #${anchor} (${path})`;
}

const OUR_FOLDERS = ["bench", "bin", "examples", "sim", "spec", "src", "tools", "types", "www"];
const OUR_PATH = new RegExp(`\`((?:${OUR_FOLDERS.join("|")})/[\\w./-]+)\``, "g");

/** Files and folders of ours that a document names; NAME and TAG stand for one of several. */
function pathsOf(text) {
  const named = [...text.matchAll(OUR_PATH)].map(([, path]) => path);
  return named.filter((path) => !/NAME|TAG/.test(path));
}

describe("the documents", () => {
  it("are found", () => assert.ok(documents.length > 20, documents.join(" ")));

  for (const path of documents) {
    it(`${path} links to what is there`, () => {
      const faults = linksOf(path).map((target) => faultOf(path, target));
      assert.deepEqual(
        faults.filter((fault) => fault !== undefined),
        [],
      );
    });
  }

  it("show each picture that there is", () => {
    const shown = documents.flatMap((path) =>
      linksOf(path).map((target) => normalize(join(dirname(path), target))),
    );
    const pictures = execFileSync("git", ["ls-files", "docs/images"], { encoding: "utf8" });
    const unseen = pictures
      .trim()
      .split("\n")
      .filter((path) => !shown.includes(path));
    assert.deepEqual(unseen, []);
  });

  it("name only files and folders of ours that there are", () => {
    // That one tells of a project of its reader's.
    const ours = documents.filter((path) => path !== "types/README.md");
    const named = ours.flatMap((path) => pathsOf(readFileSync(path, "utf8")));
    assert.ok(named.length > 50, `${named.length}`);
    assert.deepEqual(
      named.filter((path) => !existsSync(path)),
      [],
    );
    assert.deepEqual(pathsOf("`www/seal.ts` and `examples/NAME/app.ts`"), ["www/seal.ts"]);
  });

  it("name only modules that there are, where they tell how a request travels", () => {
    const peers = ["enduser_setup"];
    const words = ["README.md", "docs/data-path.md"].flatMap(
      (path) => readFileSync(path, "utf8").match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [],
    );
    const missing = words.filter((name) => !existsSync(`src/${name}.ts`));
    assert.deepEqual([...new Set(missing)], peers);
  });

  it("are checked: a wrong link is told", () => {
    assert.match(faultOf("README.md", "docs/none.md"), /not there/);
    assert.match(faultOf("README.md", "docs/portal.md#none"), /no heading/);
    assert.equal(faultOf("README.md", "docs/portal.md#which-address"), undefined);
  });
});
