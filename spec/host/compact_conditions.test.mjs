/** What the rewrite of `a ~= nil` to `a` rests on: the types of src, by its compiler. */
import assert from "node:assert/strict";
import { basename } from "node:path";
import { it } from "node:test";
import ts from "typescript";
import { CHECKERS } from "../../tools/device_lua.mjs";
import { readSources } from "./source_types.mjs";

const { SyntaxKind, TypeFlags } = ts;

const isNothing = (node) =>
  node.kind === SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
const isTrue = ({ kind }) => kind === SyntaxKind.TrueKeyword;
const EQUALITY = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);
const DEFAULTS = new Set([
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.QuestionQuestionEqualsToken,
]);

/** What a node's Lua compares with nil. */
function comparedWithNil(node) {
  if (node.questionDotToken !== undefined) return node.expression;
  if (ts.isParameter(node) || ts.isBindingElement(node)) return node.initializer && node.name;
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  return DEFAULTS.has(kind) || (EQUALITY.has(kind) && isNothing(node.right))
    ? node.left
    : undefined;
}

const comparedWithTrue = (node) =>
  ts.isBinaryExpression(node) && EQUALITY.has(node.operatorToken.kind) && isTrue(node.right)
    ? node.left
    : undefined;

function mayBeFalse(type, checker) {
  if (type.isUnion()) return type.types.some((one) => mayBeFalse(one, checker));
  if (type.flags & TypeFlags.BooleanLiteral) return type.intrinsicName === "false";
  if (type.flags & TypeFlags.Instantiable) {
    const limit = checker.getBaseConstraintOfType(type);
    return limit === undefined || limit === type || mayBeFalse(limit, checker);
  }
  return (type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Boolean)) !== 0;
}

function isTruthOrNothing(type) {
  const { BooleanLike, Undefined } = TypeFlags;
  return type.isUnion()
    ? type.types.every(isTruthOrNothing)
    : (type.flags & (BooleanLike | Undefined)) !== 0;
}

/** All that `find` finds in a file, but in modules that are left alone. */
function findIn(files, find) {
  const found = [];
  const visit = (node) => {
    const one = find(node);
    if (one !== undefined) found.push(one);
    ts.forEachChild(node, visit);
  };
  for (const file of files) {
    if (!CHECKERS.has(basename(file.fileName).replace(/ts$/, "lua"))) visit(file);
  }
  return found;
}

const tell = (node, checker) =>
  `${node.getSourceFile().fileName}: ${node.getText()}: ${checker.typeToString(checker.getTypeAtLocation(node))}`;

const { checker, files } = readSources();

it("what is compared with nil is never false, but in modules that check what they are given", () => {
  const compared = findIn(files, comparedWithNil);
  assert.ok(compared.length > 500, `${compared.length} places`);
  const wrong = compared.filter((node) => mayBeFalse(checker.getTypeAtLocation(node), checker));
  assert.deepEqual(
    wrong.map((node) => tell(node, checker)),
    [],
  );
});

it("what is compared with true is true, false or nothing", () => {
  const compared = findIn(files, comparedWithTrue);
  assert.ok(compared.length > 20, `${compared.length} places`);
  const wrong = compared.filter((node) => !isTruthOrNothing(checker.getTypeAtLocation(node)));
  assert.deepEqual(
    wrong.map((node) => tell(node, checker)),
    [],
  );
});
