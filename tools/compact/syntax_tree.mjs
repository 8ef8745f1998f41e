/**
 * Lua read into a tree (luaparse), and a walk over it in the order in which it is run and in which
 * names become known. Lua 5.3 manual, sections 3.3 and 3.5.
 */
import luaparse from "luaparse";

/** The parts of an expression or a simple statement that are nodes, in the order in which they run. */
const PARTS = {
  BinaryExpression: ["left", "right"],
  CallExpression: ["base", "arguments"],
  CallStatement: ["expression"],
  IfStatement: ["clauses"],
  IndexExpression: ["base", "index"],
  LogicalExpression: ["left", "right"],
  MemberExpression: ["base"],
  ReturnStatement: ["arguments"],
  TableConstructorExpression: ["fields"],
  TableKey: ["key", "value"],
  TableKeyString: ["value"],
  TableValue: ["value"],
  UnaryExpression: ["argument"],
};
const PARTLESS = /^(?:\w+Literal|(?:Break|Goto|Label)Statement)$/;

/** One way to call: that `f{}` and `f""` are shorter is known where it is printed. */
function unite(node) {
  if (node.type === "TableCallExpression") node.arguments = [node.arguments];
  if (node.type === "StringCallExpression") node.arguments = [node.argument];
  if (/^(?:Table|String)Call/.test(node.type)) node.type = "CallExpression";
}

/** Where the last may be many values, or one by brackets around it, of which luaparse tells nothing. */
const LISTS = {
  AssignmentStatement: "init",
  CallExpression: "arguments",
  ForGenericStatement: "iterators",
  LocalStatement: "init",
  ReturnStatement: "arguments",
  TableConstructorExpression: "fields",
};

/** @returns {boolean} whether it may be more values than one, or none */
export const isMany = ({ type }) => /^(?:CallExpression|VarargLiteral)$/.test(type);

const LEX = { luaVersion: "5.3", comments: false, ranges: true };

function lex(source) {
  const lexer = luaparse.parse(source, { ...LEX, wait: true });
  const tokens = [];
  for (let token = lexer.lex(); token.type !== luaparse.tokenTypes.EOF; token = lexer.lex()) {
    tokens.push(token);
  }
  return tokens;
}

/** Sets `isOne` of the last value of a list when it stands in brackets of its own. */
function markOne(node, tokens) {
  const list = node[LISTS[node.type]] ?? [];
  const last = list.at(-1)?.type === "TableValue" ? list.at(-1).value : list.at(-1);
  if (last === undefined || !isMany(last)) return;
  const at = tokens.findIndex(({ range }) => range[0] === last.range[0]);
  // The brackets of a call stand before its first value anyway.
  const count = node.type === "CallExpression" && list.length === 1 ? 2 : 1;
  const before = tokens.slice(Math.max(at - count, 0), at);
  last.isOne =
    before.length === count &&
    before.every(({ type, value }) => type === PUNCTUATOR && value === "(");
}

const PUNCTUATOR = luaparse.tokenTypes.Punctuator;

/**
 * @param {string} source Lua 5.1 or 5.3, with each byte as one character
 * @returns {object} the tree, as luaparse describes it, with one type of calls, and `isOne` (markOne)
 * @throws {SyntaxError} at what is no Lua, with its line
 */
export function parseLua(source) {
  const tokens = lex(source);
  const onCreateNode = (node) => {
    unite(node);
    markOne(node, tokens);
  };
  return luaparse.parse(source, { ...LEX, onCreateNode });
}

/** @returns {object[]} the nodes of an expression or a simple statement, as they run */
export function partsOf(node) {
  const parts = PARTS[node.type];
  if (parts === undefined && !PARTLESS.test(node.type)) throw new Error(`unknown: ${node.type}`);
  return (parts ?? []).flatMap((part) => node[part]);
}

/** All nodes of a tree, each before those within it. `visit` may change the node. */
export function eachNode(node, visit) {
  visit(node);
  for (const part of Object.values(node)) {
    if (Array.isArray(part)) for (const one of part) eachNode(one, visit);
    else if (part?.type !== undefined) eachNode(part, visit);
  }
}

/**
 * Says of each name what is done to it: `onUse(node, "declare" | "read" | "write")`. `onScope(node, run)`
 * stands around what has names of its own and calls `run`.
 */
export class Walk {
  constructor(onUse, onScope) {
    this.onUse = onUse;
    this.onScope = onScope;
  }

  visit(node) {
    const visitor = VISITORS[node.type];
    if (visitor === undefined) this.all(partsOf(node));
    else visitor(this, node);
  }

  all(nodes) {
    for (const node of nodes) this.visit(node);
  }

  declare(nodes) {
    for (const node of nodes) if (node.type === "Identifier") this.onUse(node, "declare");
  }

  write(node) {
    if (node.type === "Identifier") this.onUse(node, "write");
    else this.visit(node);
  }

  /** What runs before its names are known, its names, its statements, and what still knows them. */
  scope(node, before, names, after = []) {
    this.all(before);
    this.onScope(node, () => {
      this.declare(names);
      this.all(node.body);
      this.all(after);
    });
  }
}

const VISITORS = {
  AssignmentStatement: (walk, node) => {
    for (const target of node.variables) walk.write(target);
    walk.all(node.init);
  },
  Chunk: (walk, node) => walk.scope(node, [], []),
  DoStatement: (walk, node) => walk.scope(node, [], []),
  ElseClause: (walk, node) => walk.scope(node, [], []),
  ElseifClause: (walk, node) => walk.scope(node, [node.condition], []),
  ForGenericStatement: (walk, node) => walk.scope(node, node.iterators, node.variables),
  ForNumericStatement: (walk, node) =>
    walk.scope(node, [node.start, node.end, node.step].filter(Boolean), [node.variable]),
  FunctionDeclaration: (walk, node) => {
    const { identifier } = node;
    if (identifier?.indexer === ":") throw new Error("a method's self is not known here");
    if (node.isLocal) walk.declare([identifier]);
    else if (identifier !== null) walk.write(identifier);
    walk.scope(node, [], node.parameters);
  },
  Identifier: (walk, node) => walk.onUse(node, "read"),
  IfClause: (walk, node) => walk.scope(node, [node.condition], []),
  LocalStatement: (walk, node) => {
    walk.all(node.init);
    walk.declare(node.variables);
  },
  RepeatStatement: (walk, node) => walk.scope(node, [], [], [node.condition]),
  WhileStatement: (walk, node) => walk.scope(node, [node.condition], []),
};

/** @returns {boolean} whether it has locals and a stack of its own */
export const isFunction = ({ type }) => type === "FunctionDeclaration" || type === "Chunk";
