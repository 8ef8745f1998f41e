/** How each expression that has no operator is printed. Lua 5.3 manual, section 3.4. */

const BASES = /^(?:Identifier|(?:Member|Index|Call)Expression)$/;

/** What may stand before a field or a call without brackets. */
function printBase(printer, node) {
  if (BASES.test(node.type)) printer.expression(node);
  else printer.bracketed(node);
}

const count = (text, pattern) => (text.match(pattern) ?? []).length;

/** The same text in the quotes that need fewer backslashes. */
function quoted(raw) {
  if (count(raw, /\\"/g) <= count(raw, /'/g) || !raw.startsWith('"')) return raw;
  const text = raw.slice(1, -1).replace(/\\[^]|'/g, (part) => OTHER_QUOTES[part] ?? part);
  return `'${text}'`;
}

const OTHER_QUOTES = { '\\"': '"', "'": "\\'" };

export const EXPRESSIONS = {
  Identifier: (printer, node) => printer.put(node.binding?.name ?? node.name),
  NumericLiteral: (printer, node) => printer.put(node.raw),
  StringLiteral: (printer, node) => printer.put(quoted(node.raw)),
  BooleanLiteral: (printer, node) => printer.put(node.raw),
  NilLiteral: (printer) => printer.put("nil"),
  VarargLiteral: (printer) => printer.put("..."),
  MemberExpression: (printer, node) => {
    printBase(printer, node.base);
    printer.put(node.indexer);
    printer.put(node.identifier.name);
  },
  IndexExpression: (printer, node) => {
    printBase(printer, node.base);
    printer.put("[");
    printer.expression(node.index);
    printer.put("]");
  },
  CallExpression: (printer, node) => {
    const [first, ...more] = node.arguments;
    printBase(printer, node.base);
    if (more.length === 0 && /^(?:StringLiteral|TableCons\w+)$/.test(first?.type)) {
      return printer.expression(first);
    }
    printer.put("(");
    printer.values(node.arguments);
    printer.put(")");
  },
  TableConstructorExpression: (printer, node) => {
    printer.put("{");
    printer.list(node.fields, (field, index) => {
      if (field.type === "TableKey") {
        printer.put("[");
        printer.expression(field.key);
        printer.put("]", "=");
      } else if (field.type === "TableKeyString") printer.put(field.key.name, "=");
      if (field.type === "TableValue" && index === node.fields.length - 1) {
        printer.values([field.value]);
      } else printer.expression(field.value);
    });
    printer.put("}");
  },
  FunctionDeclaration: (printer, node) => {
    printer.put("function");
    printer.functionBody(node);
  },
};
