/**
 * `local function load() return require("x") end … f(load)` as `f(function() return require("x") end)`:
 * a function that is used once stands where it is used. Only those that load a module: they are made as
 * often as a module is loaded, which is seldom. Each use has the same value, as no upvalue is a local's.
 */
import { measureUse } from "./bindings.mjs";

/** Nothing but `return require("…")`: it knows no local, and can stand anywhere. */
function isLoader({ type, isLocal, parameters, body }) {
  if (type !== "FunctionDeclaration" || !isLocal || parameters.length > 0) return false;
  const [call, ...others] = body.length === 1 ? (body[0].arguments ?? []) : [];
  return (
    others.length === 0 &&
    call?.type === "CallExpression" &&
    call.base.type === "Identifier" &&
    call.base.binding === undefined &&
    call.base.name === "require" &&
    call.arguments.length === 1 &&
    call.arguments[0].type === "StringLiteral"
  );
}

/** Changes the tree. */
export function inlineLoaders(chunk) {
  for (const block of measureUse(chunk).blocks) {
    for (const statement of block.filter(isLoader)) {
      const { reads, writes } = statement.identifier.binding;
      if (reads.length !== 1 || writes.length > 0) continue;
      Object.assign(reads[0].node, { ...statement, isLocal: false, identifier: null });
      block.splice(block.indexOf(statement), 1);
    }
  }
}
