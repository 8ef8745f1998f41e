/**
 * Puts values where their names stood. Nothing is run in another order, oftener or not at all: a value
 * moves only past what neither does anything nor can be changed. Each rewrite takes what measureUse
 * found, and says whether it changed something.
 */
import { isMany, partsOf } from "./syntax_tree.mjs";

/** What the system offers: nobody puts something else there. */
const LASTING =
  /^(?:error|ipairs|math|next|pairs|pcall|require|select|string|table|tonumber|tostring|type)$/;
const LITERAL = /^(?:Boolean|Nil|Numeric|String)Literal$/;
/** A name that is declared costs about so many bytes beside its value. */
const DECLARATION_BYTES = 4;

/** The local and its value, of a statement that declares just one. */
function oneLocal(statement) {
  if (statement.type !== "LocalStatement") return undefined;
  const { variables, init } = statement;
  if (variables.length !== 1 || init.length > 1) return undefined;
  return { local: variables[0].binding, value: init[0] };
}

/** Drops the statements that `isDone` has seen to. */
function dropWhere(blocks, isDone) {
  let dropped = false;
  for (const block of blocks) {
    for (let index = 0; index < block.length; index += 1) {
      const one = oneLocal(block[index]);
      if (one === undefined || !isDone(one, block, index)) continue;
      block.splice(index, 1);
      index -= 1;
      dropped = true;
    }
  }
  return dropped;
}

/** Makes the identifier another expression. */
function become(node, value) {
  for (const key of Object.keys(node)) delete node[key];
  Object.assign(node, value);
}

const isNegative = ({ type, operator, argument }) =>
  type === "UnaryExpression" && operator === "-" && argument.type === "NumericLiteral";
const textOf = (value) => (isNegative(value) ? `-${value.argument.raw}` : value.raw);

/** Numbers, texts and the like, where a name would not be shorter. */
export function inlineConstants({ blocks }) {
  return dropWhere(blocks, ({ local, value }) => {
    if (value === undefined || local.writes.length > 0) return false;
    if (!LITERAL.test(value.type) && !isNegative(value)) return false;
    const uses = local.reads.length;
    if ((uses - 1) * textOf(value).length > uses + DECLARATION_BYTES) return false;
    for (const { node } of local.reads) become(node, value);
    return true;
  });
}

/** A second name for a local that keeps its value. */
export function inlineAliases({ blocks }) {
  return dropWhere(blocks, ({ local, value }) => {
    const { binding } = value ?? {};
    if (binding === undefined || binding.writes.length + local.writes.length > 0) return false;
    for (const use of local.reads) {
      become(use.node, value);
      binding.reads.push(use);
    }
    return true;
  });
}

/** `local a … a = value … local b = a`, where a is for nothing else: b is a. */
export function joinCopies({ blocks }) {
  return dropWhere(blocks, ({ local, value }, block, index) => {
    const { binding } = value ?? {};
    if (binding === undefined || binding.reads.length !== 1) return false;
    const isHere = block.slice(0, index).some((other) => oneLocal(other)?.local === binding);
    const ownEnd = binding.reads[0].at;
    if (!isHere || binding.writes.some(({ at, func }) => at > ownEnd || func !== binding.func)) {
      return false;
    }
    for (const { node } of [...local.reads, ...local.writes]) node.binding = binding;
    binding.reads = local.reads;
    binding.writes.push(...local.writes);
    return true;
  });
}

const STOP = "stop";

/** The place of the local in what is run first, "stop" where something else is run before. */
function findFirst(node, local) {
  const { type } = node;
  if (type === "Identifier") {
    if (node.binding === local) return node;
    const isLasting = node.binding ? node.binding.writes.length === 0 : LASTING.test(node.name);
    return isLasting ? undefined : STOP;
  }
  if (type === "FunctionDeclaration" || /Literal$/.test(type)) return undefined;
  const parts = type === "LogicalExpression" ? [node.left] : partsOf(node);
  const found = findFirstOf(parts, local);
  const isOwn = /^Table/.test(type) || (type === "MemberExpression" && !node.base.binding);
  return found ?? (isOwn ? undefined : STOP);
}

function findFirstOf(nodes, local) {
  for (const node of nodes) {
    const found = findFirst(node, local);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a statement runs first, in its order. */
const BEGINNINGS = {
  AssignmentStatement: ({ variables, init }) => [
    ...variables.flatMap((node) => (node.type === "Identifier" ? [] : partsOf(node))),
    ...init,
  ],
  CallStatement: ({ expression }) => [expression],
  ForGenericStatement: ({ iterators }) => iterators,
  ForNumericStatement: ({ start, end, step }) => [start, end, step].filter(Boolean),
  IfStatement: ({ clauses }) => [clauses[0].condition],
  LocalStatement: ({ init }) => init,
  ReturnStatement: (node) => node.arguments,
};

/** What is used once, by the very next statement, before all else. */
export function inlineFirstUses({ blocks }) {
  return dropWhere(blocks, ({ local, value }, block, index) => {
    if (value === undefined || local.writes.length > 0 || local.reads.length !== 1) return false;
    const next = block[index + 1];
    const place = findFirstOf(BEGINNINGS[next?.type]?.(next) ?? [], local);
    if (place === undefined || place === STOP) return false;
    become(place, isMany(value) ? { ...value, isOne: true } : value);
    return true;
  });
}
