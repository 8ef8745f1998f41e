/**
 * What makes Lua small for a board. Names, blanks and lines: the bytecode stays the same, on both Luas.
 * Rewrites change it: what they make is shown to do the same, and nothing else is rewritten.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { mergeLocals } from "../../tools/compact/merge_locals.mjs";
import { compactLua } from "../../tools/compact_lua.mjs";
import { moduleFiles, readForDevice } from "../../tools/device_lua.mjs";
import { ROOT } from "../../tools/fresh_folder.mjs";

/** All instructions, constants and upvalues; without lines, and addresses in this machine. */
function bytecodeOf(source, version) {
  const code = spawnSync(`luac${version}`, ["-s", "-o", "-", "-"], {
    input: Buffer.from(source, "latin1"),
  });
  assert.equal(code.status, 0, `${code.stderr}\n${source}`);
  const list = spawnSync(`luac${version}`, ["-l", "-l", "-p", "-"], { input: code.stdout });
  const text = list.stdout.toString("latin1");
  assert.match(text, /RETURN/);
  return text
    .replace(/0x[\da-f]+/g, "")
    .replace(/<[^>]*:\d+,\d+>/g, "")
    .replace(/\d+ bytes/g, "");
}

/** Rewrites that are none: other names and other statements, and the same instructions. */
const SAME = { rewrites: [mergeLocals] };
const sourceOf = (name) => readFileSync(join(ROOT, "lua-out", name), "latin1");

function assertSameBytecode(source, versions = ["5.3"]) {
  const compact = compactLua(source, SAME);
  for (const version of versions) {
    assert.equal(bytecodeOf(compact, version), bytecodeOf(source, version));
  }
  assert.equal(compactLua(compact, SAME), compact);
  return compact;
}

describe("compactLua", () => {
  it("leaves each module's bytecode as it is but for the rewrites, on both Luas", () => {
    for (const name of moduleFiles()) assertSameBytecode(sourceOf(name), ["5.1", "5.3"]);
  });

  it("makes each module shorter, in bytes and in instructions", () => {
    const instructions = (source) => {
      const counts = [...bytecodeOf(source, "5.3").matchAll(/(\d+) instructions?/g)];
      return counts.reduce((sum, [, count]) => sum + Number(count), 0);
    };
    for (const name of moduleFiles()) {
      const compact = readForDevice(name).toString("latin1");
      assert.ok(compact.length < sourceOf(name).length * 0.9, `${name}: ${compact.length}`);
      assert.ok(instructions(compact) <= instructions(sourceOf(name)), name);
      bytecodeOf(compact, "5.1");
    }
  });

  it("says in which line is what no Lua can hold", () => {
    assert.throws(() => compactLua('local a\n\nlocal b = "x'), /\[3:/);
    assert.throws(() => compactLua("return a ? b"), /\[1:/);
    assert.throws(() => compactLua("return 1 --[[ no end"), SyntaxError);
    assert.throws(() => compactLua("function a:b() return self end"), /method/);
  });
});

describe("the printer", () => {
  const CASES = [
    [
      "comments",
      "-- one\nlocal a = 1 --[[ two\n]] + 2 --[==[ ]] ]==] + 3\nreturn a --x",
      "local a=1+2+3\nreturn a",
    ],
    ["texts", `return "a  --b\\"  c", 'it\\'s "  ', "\\\n  x", "\\z\n   y"`],
    [
      "texts, in the quotes that need fewer backslashes",
      String.raw`return "\"a\"'\\", "\"'", "\\\"\n", '\'"'`,
      String.raw`return'"a"\'\\',"\"'",'\\"\n','\'"'`,
    ],
    ["long texts", "return [[ a\n  b ]], [==[ ]] -- \n ]==], a[ [[x  y]] ]"],
    ["texts that begin with a line's end", "return [[\n  a]], [=[\r\n  b]=]"],
    [
      "signs that must not merge",
      "return 1 - -2, - - 3, a .. .5, 1 ..2, 5 // 2, a [ [[b]] ], - -a",
      "return 1- -2,- -3,a.. .5,1 ..2,5//2,a[ [[b]]],- -a",
    ],
    ["more signs", "return a < b, a << b, a > b, a >> 1, a ~ ~b, a ~= b, a == b, {...}"],
    ["numbers", "return 0x1p-2, 1e+5, 3 ..'', 0xA.8p1, 1 .. 2, .5, 5., a and 1 or 2"],
    ["labels", "do goto out ; ::out:: end do ::b:: end"],
    [
      "words and numbers",
      "if a then return 1 else return 2 end",
      "if a then return 1 else return 2 end",
    ],
    ["bytes that are no ASCII", 'return "\xff\x80", [[\xe4]]', 'return"\xff\x80",[[\xe4]]'],
    [
      "each statement of the top level on its line",
      "a()\n\n  b() do c() d() end e = 1",
      "a()\nb()\ndo c()d()end\ne=1",
    ],
    ["what would be called", "local a = b; (c or d)()\n;(e)()", "local a=b;(c or d)()\ne()"],
    ["calls of one text or table", "f('a'); f({1}); a.b:c([[d]]); ('x'):rep(2); ({1})[1]()"],
    [
      "brackets that mean one value",
      "local a, b = (f()) g((...)) h((f()), 1) return {(f())}, (f())",
    ],
    [
      "which operator comes first",
      "return (a + b) * c, a + b * c, (a * b) + c, -(a + b), -a ^ b, (-a) ^ b, a ^ -b ^ c, (a ^ b) ^ c, a .. b .. c, (a .. b) .. c, not (a == b), not a == b, (a and b) or c, a and (b or c), a - (b - c), a - b - c, #(a .. b), 2 ^ - a * b",
    ],
    [
      "loops",
      "for i = 1, 2 do f(i) end for i = 1, 2, 3 do end for k, v in pairs(t) do f(k, v) end while a do b() break end repeat local c = d() until c",
    ],
    [
      "functions",
      "local function f(a, ...) return f(a, ...) end function g.h.i(b) return b end local k = function() end return function(c) return c, f, k end",
    ],
  ];
  for (const [what, source, expected] of CASES) {
    it(`keeps ${what}`, () => {
      const compact = assertSameBytecode(source);
      assert.ok(compact.length <= source.length);
      if (expected !== undefined) assert.equal(compact, expected);
    });
  }
});

describe("short names", () => {
  const CASES = [
    [
      "the same name where nothing is hidden",
      "local one = f() g(one) local two = h() g(two)",
      "local a=f()\ng(a)\nlocal a=h()\ng(a)",
    ],
    ["another name where something would be", "local one = f() local two = h() g(one, two)"],
    [
      "globals",
      "local one = a b(one) do local two = c d(two, one) end",
      "local a=a\nb(a)\ndo local b=c d(b,a)end",
    ],
    [
      "what a function inside needs",
      "local one = 1 function f(two) return function(three) one = two + three end end",
    ],
    [
      "fields",
      "local value = {} value.value = { value = value } return value.value",
      "local a={}\na.value={value=a}\nreturn a.value",
    ],
    ["a local that hides itself", "local name = name local name = name(name) return name"],
    ["the local of a loop's end", "local done repeat local done = f() until done return done"],
    [
      "more locals than letters",
      Array.from({ length: 100 }, (_, n) => `local l${n} = f()`).join("\n") +
        `\nreturn ${Array.from({ length: 100 }, (_, n) => `l${n}`).join(",")}`,
    ],
  ];
  for (const [what, source, expected] of CASES) {
    it(`give ${what}`, () => {
      const compact = assertSameBytecode(source, ["5.1", "5.3"]);
      if (expected !== undefined) assert.equal(compact, expected);
    });
  }
});
