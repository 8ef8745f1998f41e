/** What makes Lua small for a board: the same bytecode, the same lines. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { compactLua } from "../../tools/compact_lua.mjs";
import { moduleFiles, readForDevice } from "../../tools/device_lua.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";

function lua(...argv) {
  const { status, stdout, stderr } = spawnSync(argv[0], argv.slice(1, -1), {
    input: argv.at(-1),
    encoding: "latin1",
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

const bytesOf = (text) => Buffer.from(text, "latin1");

/** The bytecode without debug information, as digits. */
const DUMP = `local code = string.dump(assert(load(io.read("a"), "=x")), true)
io.write((code:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end)))`;
const dumpOf = (text) => lua("lua5.3", "-e", DUMP, bytesOf(text));

/** Each instruction with the number of its line; what names mean stands behind a ";". */
const linesOf = (text) =>
  lua("luac5.3", "-l", "-p", "-", bytesOf(text))
    .replace(/;.*$/gm, "")
    .replace(/0x[\da-f]+/g, "");

function assertSame(source) {
  const compact = compactLua(source);
  assert.equal(dumpOf(compact), dumpOf(source));
  assert.equal(linesOf(compact), linesOf(source));
  assert.equal(compactLua(compact), compact);
  return compact;
}

describe("compactLua", () => {
  it("leaves each module's bytecode and lines as they are", () => {
    for (const name of moduleFiles()) {
      const source = readFileSync(join(ROOT, "lua-out", name), "latin1");
      const compact = assertSame(source);
      assert.ok(compact.length < source.length * 0.9, name);
      assert.doesNotMatch(compact, /^[ \t]|____/m, name);
      assert.ok(readForDevice(name).equals(bytesOf(compact)));
    }
  });

  const CASES = [
    [
      "comments",
      "-- one\nlocal a = 1 --[[ two\n]] + 2 --[==[ ]] ]==] + 3\nreturn a --x",
      /^\nlocal a=1\n\+2\+3\nreturn a$/,
    ],
    [
      "texts",
      `return "a  --b\\"  c", 'it''s "  ', "\\\n  x", "\\z\n   y"`.replace("it''s", "it\\'s"),
      /"a {2}--b/,
    ],
    [
      "long texts",
      "return [[ a\n  b ]], [==[ ]] -- \n ]==], a[ [[x  y]] ]",
      /a\[ \[\[x {2}y\]\]\]/,
    ],
    ["texts that begin with a line's end", "return [[\n  a]], [=[\r\n  b]=]", /a/],
    [
      "signs that must not merge",
      "return 1 - -2, - - 3, a .. .5, 1 ..2, 5 // 2, a [ [[b]] ]",
      /- -2/,
    ],
    ["more signs", "return a < b, a << b, a > b, a >> 1, a ~ ~b, a ~= b, a == b, {...}", /a<<b/],
    ["numbers", "return 0x1p-2, 1e+5, 3 ..'', 0xA.8p1, 1 .. 2, .5, 5., a and 1 or 2", /3 \.\.''/],
    ["labels", "do goto out ; ::out:: end do ::b:: end", /::out:: ?end/],
    [
      "words and numbers",
      "if a then return 1 else return 2 end",
      /then return 1 else return 2 end/,
    ],
    [
      "lines without statements",
      "\n\n  \n\nlocal a\n\n= 1\nreturn a\n\n",
      /^\n\n\n\nlocal a\n\n=1\nreturn a$/,
    ],
    ["bytes that are no ASCII", 'return "\xff\x80", [[\xe4]]', /\xff\x80/],
    [
      "the compiler's names",
      "local ____a, _0 = 1, 2\nlocal ____, ____b = ____a\nreturn ____b, _0",
      /^local _1,_0=1,2\n/,
    ],
  ];
  for (const [what, source, expected] of CASES) {
    it(`keeps ${what}`, () => assert.match(assertSame(source), expected));
  }

  it("says in which line is what no Lua can hold", () => {
    assert.throws(() => compactLua('local a\n\nlocal b = "x'), /line 3 can't be read as Lua/);
    assert.throws(() => compactLua("return a ? b"), /line 1 can't/);
    assert.throws(() => compactLua("return 1 --[[ no end"), /./);
  });
});
