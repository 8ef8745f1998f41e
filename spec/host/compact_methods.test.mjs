/** What the rewrite of `string.find(text)` to `text:find()` rests on: the types of src, by its compiler. */
import assert from "node:assert/strict";
import { it } from "node:test";
import ts from "typescript";
import { readSources } from "./source_types.mjs";

/** By the names of types/lua.d.ts too. */
const TAKES_TEXT = /^(?:string\.(?!char$)\w+|string(?:Byte|Find|Match))$/;

/** The calls of functions of `string`, but of those that take numbers. */
function callsIn(node, found = []) {
  if (ts.isCallExpression(node) && TAKES_TEXT.test(node.expression.getText())) {
    found.push(node);
  }
  ts.forEachChild(node, (child) => void callsIn(child, found));
  return found;
}

it("what stands first in a call of string's functions is a text, in all of src", () => {
  const { checker, files } = readSources();
  const calls = files.flatMap((file) => callsIn(file));
  assert.ok(calls.length > 80, `${calls.length} calls`);
  for (const call of calls) {
    const type = checker.getTypeAtLocation(call.arguments[0]);
    const isText = (type.flags & ts.TypeFlags.StringLike) !== 0;
    const areTexts =
      type.isUnion() && type.types.every(({ flags }) => flags & ts.TypeFlags.StringLike);
    const file = call.getSourceFile().fileName;
    assert.ok(isText || areTexts, `${file}: ${call.getText()}: ${checker.typeToString(type)}`);
  }
});
