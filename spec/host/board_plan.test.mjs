/** The pure parts of an upload: what is to be done, the list on the board, and how progress looks. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatManifest, parseManifest } from "../../tools/board/manifest.mjs";
import { createProgress } from "../../tools/board/progress.mjs";
import { namesToCheck, planUpload } from "../../tools/board/upload_plan.mjs";

const NEW = "3,1,1";
const OLD = "3,2,2";
const OTHER = "3,3,3";

/** `board` and `claims`: name to checksum; all that is wanted is NEW. */
function plan({ wanted = ["a.lua"], users = [], board = {}, claims = {}, shipped = [] }) {
  const file = (isUsers) => (name) => [name, { checksum: NEW, isUsers }];
  return planUpload({
    wanted: new Map([...wanted.map(file(false)), ...users.map(file(true))]),
    present: new Map(Object.keys(board).map((name) => [name, 3])),
    checksums: new Map(Object.entries(board)),
    claims: new Map(Object.entries(claims).map(([name, list]) => [name, new Set([list].flat())])),
    isShipped: (name) => shipped.includes(name),
  });
}

const NOTHING = { send: [], keep: [], remove: [], foreign: [] };

describe("what an upload does with a file", () => {
  const CASES = [
    ["that is not there: sends it", {}, { send: ["a.lua"] }],
    ["that is right: keeps it, whoever wrote it", { board: { "a.lua": NEW } }, { keep: ["a.lua"] }],
    [
      "of ours that is old: sends it",
      { board: { "a.lua": OLD }, claims: { "a.lua": OLD } },
      { send: ["a.lua"] },
    ],
    [
      "that was announced and is still the old one: sends it",
      { board: { "a.lua": OLD }, claims: { "a.lua": [OLD, NEW] } },
      { send: ["a.lua"] },
    ],
    [
      "of ours that somebody changed: holds back",
      { board: { "a.lua": OTHER }, claims: { "a.lua": OLD } },
      { foreign: ["a.lua"] },
    ],
    ["with our name: holds back", { board: { "a.lua": OTHER } }, { foreign: ["a.lua"] }],
    [
      "of the user, who named it: sends it",
      { wanted: [], users: ["app.lua"], board: { "app.lua": OTHER } },
      { send: ["app.lua"] },
    ],
    [
      "of ours that is no longer shipped: removes it",
      { wanted: [], board: { "b.lua": OLD }, claims: { "b.lua": OLD } },
      { remove: ["b.lua"] },
    ],
    [
      "that is no longer shipped, and changed: leaves it",
      { wanted: [], board: { "b.lua": OTHER }, claims: { "b.lua": OLD } },
      {},
    ],
    [
      "that is shipped and not wanted now: leaves it",
      { wanted: [], board: { "b.lua": OLD }, claims: { "b.lua": OLD }, shipped: ["b.lua"] },
      {},
    ],
    ["of somebody else: leaves it", { wanted: [], board: { "c.lua": OTHER } }, {}],
    [
      "compiled beside one of ours: removes it",
      { board: { "a.lua": NEW, "a.lc": OTHER } },
      { keep: ["a.lua"], remove: ["a.lc"] },
    ],
    [
      "compiled, without one of ours: holds back",
      { board: { "a.lc": OTHER } },
      { send: ["a.lua"], foreign: ["a.lc"] },
    ],
  ];
  for (const [what, state, expected] of CASES) {
    it(what, () => assert.deepEqual(plan(state), { ...NOTHING, ...expected }));
  }

  it("asks for the checksums of nothing else", () => {
    const state = {
      wanted: new Map([["a.lua", {}]]),
      present: new Map([
        ["a.lua", 1],
        ["b.lua", 1],
        ["app.lua", 9],
      ]),
      claims: new Map([
        ["b.lua", new Set([OLD])],
        ["gone.lua", new Set([OLD])],
      ]),
    };
    assert.deepEqual(namesToCheck(state), ["a.lua", "b.lua"]);
  });
});

describe("the list on the board", () => {
  it("reads what it wrote, several lines of a name, and no line that was cut off", () => {
    const text = formatManifest(new Map([["b.lua", OLD], ["a.lua", NEW]])); // prettier-ignore
    assert.equal(text, `a.lua ${NEW}\nb.lua ${OLD}\n`);
    const claims = parseManifest(`${text}\na.lua ${OTHER}\nc.lua 3,1`);
    assert.deepEqual([...claims.keys()], ["a.lua", "b.lua"]);
    assert.deepEqual([...claims.get("a.lua")], [NEW, OTHER]);
    assert.equal(parseManifest("x\x01\xff\n\n").size, 0);
  });
});

describe("progress", () => {
  function show(isTTY) {
    let shown = "";
    const progress = createProgress({ isTTY, write: (text) => (shown += text) }, 2, 40);
    for (const name of ["a.lua", "b.lua"]) {
      progress.begin(name, 20);
      progress.add(10);
      progress.add(10);
      progress.end();
    }
    progress.close();
    return shown;
  }

  it("is a bar for the file and one for all on a terminal", () => {
    const [first, ...states] = show(true).split("\r\x1b[K");
    assert.equal(first, "");
    assert.equal(states.length, 6);
    assert.equal(
      states[1],
      `[##########          ] ${"a.lua".padEnd(24)} [#####               ] 1 of 2`,
    );
    assert.match(states[5], /^\[#{20}\] b\.lua +\[#{20}\] 2 of 2\n$/);
  });

  it("is a line for each file elsewhere", () => {
    assert.equal(show(false), "1 of 2: a.lua, 20 bytes\n2 of 2: b.lua, 20 bytes\n");
  });
});
