/**
 * `string.find(text, …)` as `text:find(…)`: the same function, found by the text itself. What stands
 * first is a text, never a number: spec/host/compact_methods.test.mjs has the compiler's word for that
 * of each such call in src. Lua 5.3 manual, sections 3.4.10 and 6.4.
 */
import { eachNode, isMany } from "./syntax_tree.mjs";

const OF_TEXTS = /^(?:byte|find|format|gmatch|gsub|len|lower|match|rep|reverse|sub|upper)$/;

const isString = ({ type, name, binding }) =>
  type === "Identifier" && name === "string" && binding === undefined;

/** Whether its function is one of `string` that takes a text first. */
const isOfTexts = ({ type, base, identifier }) =>
  type === "MemberExpression" && isString(base) && OF_TEXTS.test(identifier.name);

/** Changes all of the tree. */
export function useMethods(chunk) {
  eachNode(chunk, (node) => {
    if (node.type !== "CallExpression" || !isOfTexts(node.base)) return;
    const [text, ...others] = node.arguments;
    if (text === undefined || (others.length === 0 && isMany(text) && !text.isOne)) return;
    node.base = { ...node.base, indexer: ":", base: text };
    node.arguments = others;
  });
}
