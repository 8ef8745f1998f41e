/**
 * `("a" .. "b") .. c` as `"ab" .. c`, and `(a .. b) .. c` as `a .. b .. c`: the same text, joined by one
 * instruction without texts that are thrown away in between. Lua 5.3 manual, section 3.4.6.
 */
import { eachNode } from "./syntax_tree.mjs";

const isJoin = ({ type, operator }) => type === "BinaryExpression" && operator === "..";
const isQuoted = ({ type, raw }) => type === "StringLiteral" && raw.startsWith('"');
/** A number of a byte that would take more digits in. */
const OPEN_NUMBER = /\\(?:\d{1,2}|z)$/;

function operandsOf(node) {
  return isJoin(node) ? [...operandsOf(node.left), ...operandsOf(node.right)] : [node];
}

function joinTwo(one, other) {
  if (one === undefined || !isQuoted(one) || !isQuoted(other)) return undefined;
  const head = one.raw.slice(0, -1);
  if (OPEN_NUMBER.test(head)) return undefined;
  return { type: "StringLiteral", raw: head + other.raw.slice(1) };
}

function joined(node) {
  const operands = [];
  for (const operand of operandsOf(node)) {
    const both = joinTwo(operands.at(-1), operand);
    if (both !== undefined) operands.pop();
    operands.push(both ?? operand);
  }
  return operands.reduceRight((right, left) => {
    return { type: "BinaryExpression", operator: "..", left, right };
  });
}

/** Changes all of the tree. */
export function joinTexts(chunk) {
  eachNode(chunk, (node) => {
    if (isJoin(node)) Object.assign(node, joined(node));
  });
}
