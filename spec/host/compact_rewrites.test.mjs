/** What compact Lua does otherwise than the readable one: the same, in the same order. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { CASES, PREFIX } from "./compact_cases.mjs";
import { compactLua } from "../../tools/compact_lua.mjs";

/** Says what is called, with which values, and returns the first of them. */
const TRACE = `local function values(...)
  local texts = {}
  for index = 1, select("#", ...) do
    local value = select(index, ...)
    texts[index] = type(value) == "table" and "table" or type(value) == "function" and "function" or tostring(value)
  end
  return table.concat(texts, ",")
end
function say(...) print(values(...)) return ... end
box = setmetatable({}, {
  __index = function(_, key) print("get " .. key) return rawget(_G, key) or key end,
  __newindex = function(_, key, value) print("set " .. key, values(value)) _G[key] = value end,
})
local function main(...) `;

/** What a program says and returns, on one Lua. */
function run(lua, source) {
  const program = `${TRACE}${source}\nend say("returned", main("x", "y"))`;
  const { status, stdout, stderr } = spawnSync(lua, ["-"], { input: program, encoding: "latin1" });
  assert.equal(status, 0, `${stderr}\n${program}`);
  return stdout;
}

function assertSameRun(text) {
  const source = PREFIX + text;
  const compact = compactLua(source);
  for (const lua of ["lua5.1", "lua5.3"]) assert.equal(run(lua, compact), run(lua, source));
  return compact;
}

for (const [what, cases] of Object.entries(CASES)) {
  describe(`compact Lua: ${what}`, () => {
    for (const [name, source, expected] of cases) {
      it(name, () => assert.equal(assertSameRun(source), expected));
    }
  });
}
