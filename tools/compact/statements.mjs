/** How each statement is printed. Lua 5.3 manual, section 3.3. */

function loop(printer, node, head) {
  printer.put(...head);
  printer.block(node.body);
  printer.put("end");
}

export const STATEMENTS = {
  AssignmentStatement: (printer, node) => {
    printer.list(node.variables, (variable) => printer.expression(variable));
    printer.put("=");
    printer.values(node.init, node.variables.length);
  },
  BreakStatement: (printer) => printer.put("break"),
  CallStatement: (printer, node) => printer.expression(node.expression),
  DoStatement: (printer, node) => loop(printer, node, ["do"]),
  ForGenericStatement: (printer, node) => {
    printer.put("for");
    printer.list(node.variables, (variable) => printer.expression(variable));
    printer.put("in");
    printer.values(node.iterators);
    loop(printer, node, ["do"]);
  },
  ForNumericStatement: (printer, node) => {
    printer.put("for");
    printer.expression(node.variable);
    printer.put("=");
    printer.list([node.start, node.end, node.step].filter(Boolean), (part) =>
      printer.expression(part),
    );
    loop(printer, node, ["do"]);
  },
  FunctionDeclaration: (printer, node) => {
    if (node.isLocal) printer.put("local");
    printer.put("function");
    printer.expression(node.identifier);
    printer.functionBody(node);
  },
  GotoStatement: (printer, node) => printer.put("goto", node.label.name),
  IfStatement: (printer, node) => {
    for (const clause of node.clauses) {
      printer.put(clause.type.replace("Clause", "").toLowerCase());
      if (clause.condition !== undefined) {
        printer.expression(clause.condition);
        printer.put("then");
      }
      printer.block(clause.body);
    }
    printer.put("end");
  },
  LabelStatement: (printer, node) => printer.put("::", node.label.name, "::"),
  LocalStatement: (printer, node) => {
    printer.put("local");
    printer.list(node.variables, (variable) => printer.expression(variable));
    if (node.init.length === 0) return;
    printer.put("=");
    printer.values(node.init, node.variables.length);
  },
  RepeatStatement: (printer, node) => {
    printer.put("repeat");
    printer.block(node.body);
    printer.put("until");
    printer.expression(node.condition);
  },
  ReturnStatement: (printer, node) => {
    printer.put("return");
    if (node.arguments.length > 0) printer.values(node.arguments);
  },
  WhileStatement: (printer, node) => {
    printer.put("while");
    printer.expression(node.condition);
    loop(printer, node, ["do"]);
  },
};
