/** docs/api.md out of what tools/api/read.mjs has read; and what a doc comment lacks. Pure. */

const TOP = `# The API

Made from the doc comments of \`src\` by \`make api\`: change those, not this file. A program \`require\`s a
module by its name, in TypeScript it \`import\`s it ([package.md](package.md)); what belongs together, and
longer examples that are run, stand in [parts.md](parts.md).

A function raises an error only where a line "Raises" says so; everything else that goes wrong is told by
what it returns, to a callback, or by a log line. Names end with their unit: \`Ms\` are milliseconds,
\`Bytes\` bytes. In the Lua signatures what stands in brackets may be left out, and a colon before a
function's name is part of the call.
`;

const OTHER = "Other types";

/** Line ends mean nothing, empty lines do. */
const paragraphs = (text) =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s*\n\s*/g, " ").trim())
    .join("\n\n");

const inCell = (text) => paragraphs(text).replaceAll("\n\n", " ").replaceAll("|", "\\|");
const code = (text) => `\`${text}\``;
/** An example is Lua, unless it imports something. */
const shown = (example) =>
  `\`\`\`${/^import /m.test(example) ? "ts" : "lua"}\n${example.trim()}\n\`\`\`\n`;
const source = ({ place }) => `Source: [${place}](../${place})`;

/** What an object is called in examples: Hub is "hub", WebRequest is "request". */
function receiverOf(typeName) {
  return /[A-Z][a-z]*$/.exec(typeName)[0].toLowerCase();
}

const generic = ({ typeParameters }) => (typeParameters ? `<${typeParameters}>` : "");

function luaParameters(parameters) {
  return parameters
    .map(({ name, isOptional, isRest }) => (isRest ? "..." : isOptional ? `[${name}]` : name))
    .join(", ");
}

function tsParameters(parameters) {
  return parameters
    .map(({ name, type, isOptional, isRest }) => {
      return `${isRest ? "..." : ""}${name}${isOptional ? "?" : ""}: ${type}`;
    })
    .join(", ");
}

/** @param {string} level how deep the heading is */
function functionText(level, call, entry) {
  const { name, parameters, params, result, returns, throws, examples, text } = entry;
  const signature = `${name}${generic(entry)}(${tsParameters(parameters)}): ${result}`;
  const lines = [
    `${level} ${code(`${call}${name}(${luaParameters(parameters)})`)}\n`,
    ...(text === "" ? [] : [`${paragraphs(text)}\n`]),
    `- TypeScript: ${code(signature)}`,
    ...parameters
      .filter((parameter) => params.has(parameter.name))
      .map((parameter) => `- ${code(parameter.name)}: ${inCell(params.get(parameter.name))}`),
    ...(returns === undefined ? [] : [`- Returns ${inCell(returns)}`]),
    ...throws.map((one) => `- Raises ${inCell(one)}`),
    ...(entry.place === undefined ? [] : [`- ${source(entry)}`]),
    "",
    ...examples.map(shown),
  ];
  return lines.join("\n");
}

function interfaceText(entry, level) {
  const { name, text, fields, methods, parents } = entry;
  const lines = [`${level} ${code(name)}\n`];
  if (text !== "") lines.push(`${paragraphs(text)}\n`);
  if (parents.length > 0) lines.push(`It has all of ${parents.map(code).join(" and ")} too.\n`);
  lines.push(`${source(entry)}\n`);
  if (fields.length > 0) {
    lines.push("| field | type | |", "| --- | --- | --- |");
    for (const field of fields) {
      const label = code(`${field.name}${field.isOptional ? "?" : ""}`);
      const examples = field.examples.map((example) => `: ${code(example.trim())}`).join("");
      const type = code(field.type.replaceAll("|", "\\|"));
      lines.push(`| ${label} | ${type} | ${inCell(field.text)}${inCell(examples)} |`);
    }
    lines.push("");
  }
  for (const method of methods) {
    const call = `${receiverOf(name)}${method.isNoSelf ? "." : ":"}`;
    lines.push(functionText(`${level}#`, call, method));
  }
  return lines.join("\n");
}

/** A type's or a value's one definition. */
function definitionText(entry, level, call) {
  const definition =
    entry.kind === "type"
      ? `type ${entry.name}${generic(entry)} = ${entry.type}`
      : `const ${entry.name}: ${entry.type}`;
  return [
    `${level} ${code(`${call}${entry.name}`)}\n`,
    ...(entry.text === "" ? [] : [`${paragraphs(entry.text)}\n`]),
    `- TypeScript: ${code(definition)}`,
    `- ${source(entry)}`,
    "",
    ...entry.examples.map(shown),
  ].join("\n");
}

function entryText(entry, level, moduleName) {
  const call = moduleName === undefined ? "" : `${moduleName}.`;
  if (entry.kind === "function") return functionText(level, call, entry);
  if (entry.kind === "interface") return interfaceText(entry, level);
  return definitionText(entry, level, entry.kind === "value" ? call : "");
}

const ORDER = ["function", "value", "interface", "type"];

function moduleText({ name, text, examples, entries }) {
  const sorted = ORDER.flatMap((kind) => entries.filter((entry) => entry.kind === kind));
  return [
    `## ${name}\n`,
    `${paragraphs(text)}\n`,
    ...examples.map(shown),
    ...sorted.map((entry) => entryText(entry, "###", name)),
  ].join("\n");
}

/** @returns {string} the whole document */
export function writeApi({ modules, types }) {
  const rows = modules.map(({ name, entries }) => {
    const functions = entries.filter(({ kind }) => kind === "function");
    return `| [${name}](#${name}) | ${functions.map((one) => code(one.name)).join(", ")} |`;
  });
  const index = ["| module | functions |", "| --- | --- |", ...rows].join("\n");
  const others = types.map((entry) => entryText(entry, "###")).join("\n");
  const rest = `## ${OTHER}\n\nNamed above, and declared in modules that programs have no need of.\n\n${others}`;
  const whole = [TOP, `${index}\n`, ...modules.map(moduleText), rest].join("\n");
  return `${whole.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}

/** Types that say nothing of what may be passed. */
const SAYS_LITTLE = /\b(string|number|boolean|unknown)\b|=>/;

/** One text as a type says all. */
const saysLittle = (type) => SAYS_LITTLE.test(type.replace(/"[^"]*"/g, ""));

function faultsOf(call, { name, text, parameters, params, result, returns, examples }) {
  const where = `${call}${name}`;
  const faults = text === "" ? [`${where} is not described`] : [];
  if (examples.length === 0) faults.push(`${where} has no example`);
  for (const parameter of parameters) {
    const needsText = saysLittle(parameter.type) && !params.has(parameter.name);
    if (needsText) faults.push(`${where} does not tell what ${parameter.name} may be`);
  }
  if (
    /\| undefined|LuaMultiReturn/.test(result) &&
    returns === undefined &&
    !/nothing/.test(text)
  ) {
    faults.push(`${where} does not tell when it returns nothing`);
  }
  if (/\bRaises\b/.test(text)) faults.push(`${where} raises without @throws`);
  return faults;
}

/** @returns {string[]} a sentence for each thing that the doc comments of the API should tell and don't */
export function faultsOfApi({ modules, types }) {
  const all = [
    ...modules.flatMap(({ name, entries }) => entries.map((entry) => ({ name, entry }))),
  ];
  all.push(...types.map((entry) => ({ name: OTHER, entry })));
  return all.flatMap(({ name, entry }) => {
    if (entry.kind === "function") return faultsOf(`${name}.`, entry);
    const inner = (entry.methods ?? []).flatMap((method) => faultsOf(`${entry.name}.`, method));
    const silent = (entry.fields ?? []).filter(
      (field) => field.text === "" && saysLittle(field.type),
    );
    const fields = silent.map((field) => `${entry.name}.${field.name} is not described`);
    const own =
      entry.text === "" && entry.kind !== "interface" ? [`${entry.name} is not described`] : [];
    return [...own, ...inner, ...fields];
  });
}
