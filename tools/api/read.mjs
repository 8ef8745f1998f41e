/** What the public modules export, with their doc comments: read from src by the TypeScript compiler. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../fresh_folder.mjs";

const MAIN_MODULE = "wifi_setup";
const PUBLIC_MODULES = "types/package/modules.d.ts";

/** The modules that programs may require: the main job, and the others as the package declares them. */
export function publicModules() {
  const text = readFileSync(join(ROOT, PUBLIC_MODULES), "utf8");
  const names = [...text.matchAll(/^declare module "(\w+)"/gm)].map(([, name]) => name);
  return [MAIN_MODULE, ...names.filter((name) => name !== MAIN_MODULE)];
}

function createProgram(names) {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const files = names.map((name) => join(ROOT, "src", `${name}.ts`));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return ts.createProgram(
    [...files, ...fileNames.filter((name) => name.endsWith(".d.ts"))],
    options,
  );
}

/** The last comment in front of a declaration, as its parts. */
function commentOf(node) {
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const comment = ts.getJSDocCommentsAndTags(owner).filter(ts.isJSDoc).at(-1);
  const tags = comment?.tags ?? [];
  const textOf = (one) => ts.getTextOfJSDocComment(one?.comment) ?? "";
  const tagged = (name) => tags.filter((tag) => tag.tagName.text === name).map(textOf);
  const params = tags.filter(ts.isJSDocParameterTag);
  return {
    text: textOf(comment),
    params: new Map(params.map((tag) => [tag.name.getText(), textOf(tag).replace(/^- */, "")])),
    returns: tagged("returns")[0],
    throws: tagged("throws"),
    examples: tagged("example"),
    isNoSelf: tags.some((tag) => tag.tagName.text === "noSelf"),
    isInternal: tags.some((tag) => tag.tagName.text === "internal"),
  };
}

/** The same on one line: line ends of a source mean nothing. */
const onOneLine = (node) => node?.getText().replace(/\s+/g, " ").replace(/^\| /, "") ?? "void";

function parametersOf(signature) {
  return signature.parameters
    .filter((parameter) => parameter.name.getText() !== "this")
    .map((parameter) => ({
      name: parameter.name.getText().replace(/^_/, ""),
      type: onOneLine(parameter.type),
      isOptional: parameter.questionToken !== undefined || parameter.initializer !== undefined,
      isRest: parameter.dotDotDotToken !== undefined,
    }));
}

/** `this: void` says that a method is called with a dot. */
function saysNoSelf(signature) {
  const [first] = signature.parameters;
  return first?.name.getText() === "this" && first.type?.kind === ts.SyntaxKind.VoidKeyword;
}

function functionOf(name, node) {
  return {
    kind: "function",
    name,
    ...commentOf(node),
    typeParameters: node.typeParameters?.map((one) => one.getText()).join(", "),
    parameters: parametersOf(node),
    result: onOneLine(node.type),
    isNoSelf: saysNoSelf(node),
  };
}

function interfaceOf(name, node) {
  const comment = commentOf(node);
  const members = node.members.filter((member) => member.name !== undefined);
  const methods = members.filter(ts.isMethodSignature);
  return {
    kind: "interface",
    name,
    ...comment,
    typeParameters: node.typeParameters?.map((one) => one.getText()).join(", "),
    parents: (node.heritageClauses ?? []).flatMap(({ types }) => types.map(onOneLine)),
    fields: members.filter(ts.isPropertySignature).map((member) => ({
      name: member.name.getText(),
      type: onOneLine(member.type).replace(/ \| undefined$/, ""),
      isOptional: member.questionToken !== undefined,
      ...commentOf(member),
    })),
    methods: methods.map((member) => {
      const method = functionOf(member.name.getText(), member);
      return { ...method, isNoSelf: method.isNoSelf || comment.isNoSelf };
    }),
  };
}

function valueOf(name, node, checker) {
  const type = node.type
    ? onOneLine(node.type)
    : checker.typeToString(checker.getTypeAtLocation(node));
  return { kind: "value", name, type, ...commentOf(node) };
}

function describe(name, node, checker) {
  if (ts.isFunctionDeclaration(node)) return functionOf(name, node);
  if (ts.isInterfaceDeclaration(node)) return interfaceOf(name, node);
  if (ts.isTypeAliasDeclaration(node)) {
    const typeParameters = node.typeParameters?.map((one) => one.getText()).join(", ");
    const type = onOneLine(node.type);
    return { kind: "type", name, typeParameters, type, ...commentOf(node) };
  }
  if (ts.isEnumDeclaration(node)) {
    const values = node.members.map(({ name: own, initializer }) => (initializer ?? own).getText());
    return { kind: "type", name, type: values.join(" | "), ...commentOf(node) };
  }
  if (ts.isVariableDeclaration(node)) return valueOf(name, node, checker);
  throw new Error(`${name}: nobody knows how to document a ${ts.SyntaxKind[node.kind]}`);
}

/** The comment on top of a file, which belongs to no declaration. */
function headerOf(source) {
  const [range] = ts.getLeadingCommentRanges(source.text, 0) ?? [];
  const text = range === undefined ? "" : source.text.slice(range.pos, range.end);
  const plain = text.replace(/^\/\*\*|\*\/$/g, "").replace(/^ *\* ?/gm, "");
  const [prose, ...examples] = plain.split(/^@example\s/m);
  return { text: prose.trim(), examples: examples.map((example) => example.trim()) };
}

const placeOf = (node) => node.getSourceFile().fileName.slice(ROOT.length).replace(/^\//, "");

/**
 * @returns {{modules: object[], types: object[]}} each public module with its exports, and the types
 *   of other modules that those name
 */
export function readApi() {
  const names = publicModules();
  const program = createProgram(names);
  const checker = program.getTypeChecker();
  const resolve = (symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const known = new Set();
  const wanted = [];

  /** Notes what a declaration names, to be described later. Bodies of functions are nobody's business. */
  function lookFor(node) {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const symbol = checker.getSymbolAtLocation(node.typeName ?? node.expression);
      if (symbol !== undefined) wanted.push(resolve(symbol));
    }
    if (!ts.isBlock(node)) ts.forEachChild(node, lookFor);
  }

  function entryOf(name, symbol) {
    const nodes = symbol.declarations;
    lookFor(nodes[0]);
    known.add(symbol);
    return nodes.map((node) => ({ ...describe(name, node, checker), place: placeOf(node) }));
  }

  const modules = names.map((name) => {
    const source = program.getSourceFile(join(ROOT, "src", `${name}.ts`));
    const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
    const entries = symbols.flatMap((symbol) => entryOf(symbol.name, resolve(symbol)));
    return { name, ...headerOf(source), entries };
  });
  const types = [];
  for (let symbol = wanted.shift(); symbol !== undefined; symbol = wanted.shift()) {
    const [node] = symbol.declarations ?? [];
    const isOurs = node !== undefined && placeOf(node).startsWith("src/");
    if (!isOurs || known.has(symbol) || ts.isTypeParameterDeclaration(node)) continue;
    if (commentOf(node).isInternal) continue;
    types.push(...entryOf(symbol.name, symbol));
  }
  return { modules, types: types.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
