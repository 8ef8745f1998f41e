/**
 * `if a ~= nil then` as `if a then`, and `a == nil` as `not a`: the same for every value but `false`.
 * What is compared is never that, and what is compared with `true` is a boolean or nothing:
 * spec/host/compact_conditions.test.mjs has the compiler's word for it. Lua 5.3 manual, section 3.4.5.
 */
import { eachNode } from "./syntax_tree.mjs";

const isNil = ({ type }) => type === "NilLiteral";
const isTrue = ({ type, raw }) => type === "BooleanLiteral" && raw === "true";
const not = (argument) => ({ type: "UnaryExpression", operator: "not", argument });
/** Without what its node is rewritten to meanwhile. */
const copy = (node) => ({ ...node });

/** Makes the node another one. */
function become(node, other) {
  for (const key of Object.keys(node)) delete node[key];
  Object.assign(node, other);
}

/** Of what it gives, only whether it is true counts. */
function shortenCondition(node) {
  const { type, operator, left, right, argument } = node;
  if (type === "LogicalExpression") {
    shortenCondition(left);
    shortenCondition(right);
  } else if (type === "UnaryExpression" && operator === "not") {
    shortenCondition(argument);
    if (argument.operator === "not") become(node, copy(argument.argument));
  } else if (type === "BinaryExpression" && (isNil(right) || isTrue(right))) {
    const isSame = isTrue(right) ? "==" : "~=";
    if (operator === isSame) become(node, copy(left));
    else if (/^[=~]=$/.test(operator)) become(node, not(left));
  }
}

/** Conditions within what a node computes: of statements, and of `a and b or c`, which passes over a. */
const CONDITIONS = {
  ElseifClause: ({ condition }) => [condition],
  IfClause: ({ condition }) => [condition],
  LogicalExpression: ({ operator, left }) =>
    operator === "or" && left.operator === "and" ? [left.left] : [],
  RepeatStatement: ({ condition }) => [condition],
  UnaryExpression: ({ operator, argument }) => (operator === "not" ? [argument] : []),
  WhileStatement: ({ condition }) => [condition],
};

/** Changes all of the tree. */
export function shortenConditions(chunk) {
  eachNode(chunk, (node) => {
    for (const condition of CONDITIONS[node.type]?.(node) ?? []) shortenCondition(condition);
    if (node.operator === "==" && isNil(node.right)) become(node, not(node.left));
  });
}
